import ClusterModel

extension RuleRecord {
  static let capfMismatch = RuleRecord(
    .capfMismatch, .deciding, .conflict,
    source: "Cisco 225746 against Cisco 214231",
    "While the CAPF record of its CTL differs from the CAPF that runs, a secure phone does not"
      + " register; the other reading is that it does.")
}
