import ClusterModel

extension RuleRecord {
  static let rollbackMigration = RuleRecord(
    .rollbackMigration, .moving, .documented,
    source: "Cisco 116232, 213407 and 221657",
    "Phones that took the blank ITL of the rollback parameter move to any cluster if they hold no CTL or a blank one."
  )
}
