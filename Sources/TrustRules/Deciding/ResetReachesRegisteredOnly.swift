package import ClusterModel

extension RuleRecord {
  static let resetReachesRegisteredOnly = RuleRecord(
    .resetReachesRegisteredOnly, .deciding, .assumed,
    source: "undocumented, our assumption",
    "A reset or restart travels over the registration: a phone that is not registered "
      + "does not get it.")
}

extension Deliberation {
  /// Whether a reset reaches a phone.
  package mutating func resetReaches(isRegistered: Bool) -> Bool {
    find(.resetReachesRegisteredOnly, isRegistered)
  }

  /// Whether a command at a cluster's GUI means a phone at all: one that is registered there, or
  /// that its database has. What other clusters alone know is not on its pages; taken to be so.
  package func resetMeans(
    _ cohort: Cohort, isRegistered: Bool, in cluster: ClusterID, servers: Servers
  ) -> Bool {
    isRegistered || servers.group(of: cohort, in: cluster) != nil
  }
}
