package import ClusterModel

extension RuleRecord {
  static let drsBackup = RuleRecord(
    .drsBackup, .recovering, .documented,
    source: "Cisco 116232, backup and restore; Changing IP Address and Hostname",
    "A backup holds the own units of each node with their keys, and of the publisher ITLRecovery,"
      + " CAPF, the trust units, the parameters and the CTL file; what changed since is not in it,"
      + " nor is a node that is down (assumed).")
}

extension Deliberation {
  /// The backup that is made of a cluster as it stands; nil: it has no publisher.
  ///
  /// - Parameter lacks: the scenario says that CallManager.pem is missing in it.
  package mutating func backup(
    of cluster: ClusterID, named name: String, lacksCallManager lacks: Bool, servers: Servers
  ) -> ClusterBackup? {
    guard let publisher = servers.publisher(of: cluster) else { return nil }
    var state = servers[cluster]
    state.backups = []
    let parts = servers.nodes(of: cluster).filter { servers[$0].power.isRunning }.map { node in
      NodeBackup(node: node, host: servers[node].host, disk: servers[node].disk)
    }
    let empty = parts.map { NodeBackup(node: $0.node, host: $0.host, disk: [:]) }
    return ClusterBackup(
      name: name, release: state.release, nodes: apply(.drsBackup, parts, without: empty),
      trust: servers[publisher].database.trust.filter(\.isPresent.value),
      rollback: servers[publisher].database.rollback.value, cluster: state,
      lacksCallManager: lacks || backupsLackCallManager())
  }
}
