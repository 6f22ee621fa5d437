import ClusterModel

extension RuleRecord {
  static let csctn50405 = RuleRecord(
    .csctn50405, .defects, .documented,
    source: "CSCtn50405",
    "A backup without CallManager.pem leaves a TFTP restored from it with lists that nobody can verify, until its CallManager is regenerated."
  )
}
