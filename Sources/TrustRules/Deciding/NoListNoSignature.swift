import ClusterModel

extension RuleRecord {
  static let noListNoSignature = RuleRecord(
    .noListNoSignature, .deciding, .documented,
    source: "Cisco 116232, TFTP download authentication",
    "A phone without lists takes any configuration, signed or not.")
}

extension Deliberation {
  /// Whether a phone that holds this takes any configuration.
  mutating func takesAnyConfiguration(_ held: HeldState) -> Bool {
    let holdsNothing = (held.ctl?.isBlank ?? true) && (held.itl?.isBlank ?? true)
    return holdsNothing ? apply(.noListNoSignature, true, without: false) : false
  }
}
