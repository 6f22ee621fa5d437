extension RuleRecord {
  static let keypressByCTI = RuleRecord(
    .keypressByCTI, .recovering, .observed,
    source: "public tools press keys so; Cisco 116232 names HTTP only",
    "Key presses also reach a phone by CTI, whatever its authentication URL; the other reading is"
      + " that they do not.")
}

extension Deliberation {
  /// Whether key presses reach a phone whose authentication URL is not plain HTTP.
  mutating func keyPressesReachByCTI() -> Bool {
    speak(.keypressByCTI)
    return choose(.keypressByCTI, standard: true, alternative: false)
  }
}
