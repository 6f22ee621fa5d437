import ClusterModel

extension RuleRecord {
  static let cscun19112 = RuleRecord(
    .cscun19112, .defects, .documented,
    source: "CSCun19112",
    "utils itl reset fails.")
}
