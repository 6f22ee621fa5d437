import ClusterModel

extension RuleRecord {
  static let ctlTokens = RuleRecord(
    .ctlTokens, .recovering, .documented,
    source: "Cisco 118892, tokens", releases: "all that have eTokens",
    "A CTL of eTokens is signed only with a token the CTL names and somebody holds; with all"
      + " tokens lost, from 10.0 leaving mixed mode needs none, and before only the deletion of the"
      + " CTL at every phone helps.")
}
