import ClusterModel

extension RuleRecord {
  static let nonSecureCTL = RuleRecord(
    .nonSecureCTL, .publishing, .documented,
    source: "Cisco 118892, changing from mixed to non-secure mode",
    "Leaving mixed mode leaves a CTL without CCM+TFTP records: phones that take it hold a blank"
      + " CTL.")
}

extension Deliberation {
  /// The records of a CTL in the cluster's mode.
  mutating func recordsInMode(_ records: [TrustListRecord], of cluster: ClusterState)
    -> [TrustListRecord]
  {
    guard !cluster.isMixedMode else { return records }
    return apply(
      .nonSecureCTL, records.filter { $0.role == .sast || $0.role == .capf }, without: records)
  }
}
