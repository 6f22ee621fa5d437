package import ClusterModel

extension RuleRecord {
  static let itlResetRemoteKey = RuleRecord(
    .itlResetRemoteKey, .recovering, .documented,
    source: "Cisco 117598, ITLRecovery with the remote key", releases: "10.0 and later",
    "utils itl reset remotekey puts a saved ITLRecovery, key and certificate, in the place of the"
      + " publisher's and signs the reset ITL with it; the file opens only with the security"
      + " password it was saved under.")
}

extension Deliberation {
  /// Whether a saved ITLRecovery.p12 opens with the security password of the cluster.
  package mutating func opens(_ saved: SavedRecoveryKey, in cluster: ClusterState) -> Bool {
    apply(.itlResetRemoteKey, saved.password == cluster.securityPassword, without: true)
  }

  /// The ITL that the publisher spreads once the saved key is its own.
  package mutating func resetITL(of cluster: ClusterID, by key: CertificateID, servers: Servers)
    -> TrustList?
  {
    guard let publisher = servers.publisher(of: cluster) else { return nil }
    var current = servers
    current[publisher].loadedRollback = current[publisher].database.rollback.value
    return buildITL(of: publisher, signer: key, servers: current)
  }
}
