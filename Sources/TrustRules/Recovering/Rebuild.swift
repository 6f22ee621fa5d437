import ClusterModel

extension RuleRecord {
  static let rebuild = RuleRecord(
    .rebuild, .recovering, .documented,
    source: "Cisco 116232, rebuilt servers; Cisco 117598, rebuilt publisher",
    "A node that is installed anew without a restore has new keys: to its phones it is another"
      + " cluster; a publisher takes the database over from a subscriber.")
}
