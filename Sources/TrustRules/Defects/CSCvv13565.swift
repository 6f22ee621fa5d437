import ClusterModel

extension RuleRecord {
  static let cscvv13565 = RuleRecord(
    .cscvv13565, .defects, .documented,
    source: "CSCvv13565",
    "A refresh upgrade from 10.x to 12.0 up to 12.5(1)SU2 regenerates ITLRecovery.")
}
