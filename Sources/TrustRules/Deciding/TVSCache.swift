import ClusterModel

extension RuleRecord {
  static let tvsCache = RuleRecord(
    .tvsCache, .deciding, .documented,
    source: "Cisco 116232, TVS; Cisco 118893, phone trace",
    "A good answer of TVS is kept for 86,400 s; a question about a signature empties that first.")
}
