import ClusterModel

extension RuleRecord {
  static let migration = RuleRecord(
    .migration, .moving, .documented,
    source: "Cisco 213407",
    "A phone whose option 150 points at another cluster asks the TVS of its last accepted configuration about the signers of that cluster."
  )
}
