import ClusterModel

extension RuleRecord {
  static let cscto60209 = RuleRecord(
    .cscto60209, .defects, .documented,
    source: "CSCto60209",
    "show itl prints no checksum.")
}
