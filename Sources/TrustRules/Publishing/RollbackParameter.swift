import ClusterModel

extension RuleRecord {
  static let rollbackParameter = RuleRecord(
    .rollbackParameter, .publishing, .documented,
    source: "Cisco 116232, turning Security By Default off",
    "With Prepare Cluster for Rollback to pre 8.0 set, TFTP from its next start publishes "
      + "an ITL whose TVS and CCM+TFTP records are empty, signed as usual; the CTL stays as "
      + "it is.")
}

extension Deliberation {
  /// Whether TFTP of this node, by what it read when it started, publishes an ITL without TVS and
  /// CCM+TFTP records.
  mutating func isBlanked(_ node: NodeState) -> Bool {
    node.loadedRollback ? apply(.rollbackParameter, true, without: false) : false
  }
}
