import ClusterModel

extension RuleRecord {
  static let cscts01319 = RuleRecord(
    .cscts01319, .defects, .documented,
    source: "CSCts01319",
    "The ITL that TFTP served before stays on the server and can be put back.")
}
