package import ClusterModel

extension RuleRecord {
  static let ctlResetLocalKey = RuleRecord(
    .ctlResetLocalKey, .recovering, .documented,
    source: "Security Guide 12.5/14, CTL reset; before 12.0 inferred",
    releases: "10.5(2) and later",
    "utils ctl reset localkey writes a CTL signed by the other of the two keys that a tokenless CTL"
      + " names: ITLRecovery, from 12.0 the CallManager of the publisher.")
}

extension Deliberation {
  /// The CTL that `utils ctl reset localkey` writes; nil where there is no other key to sign it.
  package mutating func resetCTL(of cluster: ClusterID, servers: Servers) -> TrustList? {
    guard Release(servers[cluster].release).tokenlessSAST.count > 1 else { return nil }
    var tokenless = servers
    tokenless[cluster].ctlSigning = .tokenless
    guard var ctl = buildCTL(of: cluster, servers: tokenless) else { return nil }
    let signers = ctl.records.filter { $0.role == .sast }.map(\.certificate)
    guard let normal = signers.first, let other = signers.last(where: { $0 != normal }) else {
      return nil
    }
    ctl.signer = apply(.ctlResetLocalKey, other, without: normal)
    return ctl
  }
}
