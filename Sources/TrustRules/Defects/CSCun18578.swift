import ClusterModel

extension RuleRecord {
  static let cscun18578 = RuleRecord(
    .cscun18578, .defects, .documented,
    source: "CSCun18578",
    "utils itl reset fails.")
}
