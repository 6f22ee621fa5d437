import ClusterModel

extension RuleRecord {
  static let resetReachesRegisteredOnly = RuleRecord(
    .resetReachesRegisteredOnly, .deciding, .assumed,
    source: "nobody says so",
    "A reset or restart travels over the registration: a phone that is not registered "
      + "does not get it.")
}

extension Deliberation {
  /// Whether a reset reaches a phone.
  package mutating func resetReaches(isRegistered: Bool) -> Bool {
    find(.resetReachesRegisteredOnly, isRegistered)
  }
}
