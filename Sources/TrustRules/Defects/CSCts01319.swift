extension RuleRecord {
  static let cscts01319 = RuleRecord(
    .cscts01319, .defects, .documented,
    source: "Cisco 116232, deleting the ITL",
    "The ITL that TFTP served before stays on the server and can be put back.")
}

extension Deliberation {
  /// Whether the list that TFTP served before is still on the server, to be put back.
  package mutating func keepsPreviousITL() -> Bool {
    law.defects.contains(.cscts01319) ? apply(.cscts01319, true, without: false) : false
  }
}
