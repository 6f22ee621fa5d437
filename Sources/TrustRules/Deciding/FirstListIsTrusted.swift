package import ClusterModel

extension RuleRecord {
  static let firstListIsTrusted = RuleRecord(
    .firstListIsTrusted, .deciding, .documented,
    source: "Cisco 116232, ITL and configuration verification",
    "A phone without lists, or with blank ones, takes the CTL and the ITL of that boot "
      + "unseen.")
}

extension Deliberation {
  /// Whether a phone that holds this accepts the lists of its next boot unseen.
  package mutating func isOpen(_ held: HeldState) -> Bool {
    let holdsNothing = (held.ctl?.isBlank ?? true) && (held.itl?.isBlank ?? true)
    return holdsNothing ? apply(.firstListIsTrusted, true, without: false) : false
  }
}
