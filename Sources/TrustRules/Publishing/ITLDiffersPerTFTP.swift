import ClusterModel

extension RuleRecord {
  static let itlDiffersPerTFTP = RuleRecord(
    .itlDiffersPerTFTP, .publishing, .documented,
    source: "Cisco 117598, show itl",
    "The ITL of each TFTP node holds its own CallManager certificate, so the lists of two "
      + "nodes differ.")
}

extension Deliberation {
  /// The CallManager certificate that the ITL of a TFTP node names.
  mutating func listedCallManager(of node: NodeID, servers: Servers) -> CertificateID? {
    let state = servers[node]
    return apply(
      .itlDiffersPerTFTP, state.disk[.callManager],
      without: servers.publisher(of: state.cluster)
        .flatMap { state.database.certificate(.callManager, of: $0) })
  }
}
