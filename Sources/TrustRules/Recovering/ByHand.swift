package import ClusterModel

extension RuleRecord {
  static let byHand = RuleRecord(
    .byHand, .recovering, .documented,
    source: "Cisco 116232, deleting ITLs from afar",
    "An ITL can be deleted at a phone whose settings are enabled. Where they are restricted or"
      + " disabled, only a factory reset deletes it.")
}

extension Deliberation {
  /// Whether somebody at the phone can delete its ITL in the settings menu.
  package mutating func opensSettings(_ traits: PhoneTraits) -> Bool {
    find(.byHand, traits.settings == .enabled)
  }
}
