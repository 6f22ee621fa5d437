import ClusterModel

extension RuleRecord {
  static let rollbackMigration = RuleRecord(
    .rollbackMigration, .moving, .documented,
    source: "Cisco 116232, turning Security By Default off; Cisco 213407, configuration; Cisco"
      + " 221657",
    "Phones that took the blank ITL of the rollback parameter move to any cluster if they hold no"
      + " CTL or a blank one. Between secure clusters they do not: a CTL with content judges the"
      + " new one, and no TVS is left to ask.")
}
