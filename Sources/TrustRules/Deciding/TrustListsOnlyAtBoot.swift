import ClusterModel

extension RuleRecord {
  static let trustListsOnlyAtBoot = RuleRecord(
    .trustListsOnlyAtBoot, .deciding, .documented,
    source: "Security Guide 12.5, ITL download; no polling assumed",
    "Lists are fetched at boot, reset or restart, the ITL also after a CTL was downloaded, and at"
      + " no other time.")
}

extension Deliberation {
  /// Whether a phone that is in service fetches its lists anew when TFTP publishes others.
  package mutating func fetchesListsInService() -> Bool {
    apply(.trustListsOnlyAtBoot, false, without: true)
  }
}
