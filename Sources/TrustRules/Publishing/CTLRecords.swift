package import ClusterModel

extension RuleRecord {
  static let ctlRecords = RuleRecord(
    .ctlRecords, .publishing, .documented,
    source: "Security Guide 12.5, CTL file contents",
    "A CTL names its SAST certificates, CCM+TFTP for every node with CallManager or TFTP, "
      + "and CAPF; never a TVS.")
}

extension Deliberation {
  /// The CTL that a command on the publisher writes now; nil where the release cannot sign one.
  package mutating func buildCTL(of cluster: ClusterID, servers: Servers) -> TrustList? {
    guard let sast = ctlSAST(of: cluster, servers: servers),
      let publisher = servers.publisher(of: cluster)
    else { return nil }
    speak(.ctlRecords)
    let database = servers[publisher].database
    var records = sast.map { TrustListRecord(role: .sast, certificate: $0) }
    for node in servers.nodes(of: cluster)
    where servers[node].has(.callManager) || servers[node].has(.tftp) {
      guard law.reversed != .ctlRecords else { break }
      if let certificate = database.certificate(.callManager, of: node) {
        records.append(TrustListRecord(role: .ccmTFTP, certificate: certificate))
      }
    }
    if servers[publisher].has(.capf), let capf = database.certificate(.capf, of: publisher) {
      records.append(TrustListRecord(role: .capf, certificate: capf))
    }
    return TrustList(
      kind: .ctl, signer: sast[0], records: recordsInMode(records, of: servers[cluster]))
  }
}
