import ClusterModel

extension RuleRecord {
  static let refusedConfiguration = RuleRecord(
    .refusedConfiguration, .deciding, .conflict,
    source: "Cisco 116232 against Cisco 225746",
    "A phone that refuses its configuration registers with the last one that it accepted."
      + " Alternative: it does not register.")
}

extension Deliberation {
  /// Whether a phone that refused its configuration registers with the old one.
  package mutating func registersWithOldConfiguration() -> Bool {
    speak(.refusedConfiguration)
    return choose(.refusedConfiguration, standard: true, alternative: false)
  }
}
