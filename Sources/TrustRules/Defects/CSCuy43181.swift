import ClusterModel

extension RuleRecord {
  static let cscuy43181 = RuleRecord(
    .cscuy43181, .defects, .documented,
    source: "CSCuy43181",
    "A bulk export of 10.5(2).13900-12 or later does not import on 8.x and 9.x.")
}
