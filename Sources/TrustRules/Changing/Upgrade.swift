import ClusterModel

extension RuleRecord {
  static let upgrade = RuleRecord(
    .upgrade, .changing, .documented,
    source: "Security Guide 12.5, upgrades",
    "An upgrade keeps certificates and keys; the rules of the new release hold from the restart,"
      + " and ITLRecovery is made when 10.0 is reached.")
}
