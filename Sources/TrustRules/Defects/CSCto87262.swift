import ClusterModel

extension RuleRecord {
  static let cscto87262 = RuleRecord(
    .cscto87262, .defects, .documented,
    source: "CSCto87262",
    "Behind a central TFTP of mixed releases the common ITL reaches the phones and files of their home fail."
  )
}
