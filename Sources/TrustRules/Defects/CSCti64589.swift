import ClusterModel

extension RuleRecord {
  static let cscti64589 = RuleRecord(
    .cscti64589, .defects, .documented,
    source: "CSCti64589",
    "The default configuration names no TVS servers.")
}
