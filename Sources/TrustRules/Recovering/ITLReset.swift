package import ClusterModel

extension RuleRecord {
  static let itlReset = RuleRecord(
    .itlReset, .recovering, .documented,
    source: "Cisco 117598, bulk ITL reset; Security Guide 12.5", releases: "10.0 and later",
    "utils itl reset localkey on the publisher signs the ITL of the publisher with the other key -"
      + " ITLRecovery, from 12.0 the CallManager of the publisher - copies it to every TFTP node"
      + " that is up and restarts TFTP there; it stays until the next start or rebuild.")
}

extension Deliberation {
  /// The ITL that `utils itl reset localkey` spreads; nil where there is no key for it.
  package mutating func resetITL(of cluster: ClusterID, servers: Servers) -> TrustList? {
    guard let publisher = servers.publisher(of: cluster) else { return nil }
    let release = Release(servers[cluster].release)
    let recovery = servers[publisher].disk[.itlRecovery]
    let callManager = servers[publisher].disk[.callManager]
    let normal = release.itlRecoverySignsITL ? recovery : callManager
    let other = release.itlRecoverySignsITL ? callManager : recovery
    guard let signer = apply(.itlReset, other, without: normal) else { return nil }
    // Built from the database as it is, not as TFTP of the publisher read it when it started.
    var current = servers
    current[publisher].loadedRollback = current[publisher].database.rollback.value
    return buildITL(of: publisher, signer: signer, servers: current)
  }
}
