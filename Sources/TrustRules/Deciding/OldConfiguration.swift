import ClusterModel

extension RuleRecord {
  static let oldConfiguration = RuleRecord(
    .oldConfiguration, .deciding, .documented,
    source: "Cisco 116232, symptoms",
    "A phone that refuses the configuration served now and stays registered works with "
      + "the last accepted one: no change arrives.")
}

extension Deliberation {
  /// Whether a registered phone works with an older configuration than the one served.
  package mutating func worksWithOldConfiguration(refusesCurrent: Bool) -> Bool {
    refusesCurrent ? apply(.oldConfiguration, true, without: false) : false
  }
}
