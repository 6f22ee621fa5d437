import ClusterModel

extension RuleRecord {
  static let tvsMustAnswer = RuleRecord(
    .tvsMustAnswer, .deciding, .documented,
    source: "Cisco 116232, contacting TVS",
    "A TVS helps only if its node and service are up and the phone reaches it under the "
      + "name or address it has.")
}

extension Deliberation {
  /// Whether a TVS answers a phone at this site under this address.
  mutating func tvsAnswers(_ address: ServerAddress, from site: SiteID, servers: Servers) -> Bool {
    let node = servers[address.node]
    return find(
      .tvsMustAnswer,
      node.serves(.tvs) && servers[site].link.isRunning && node.answers(to: address.text))
  }
}
