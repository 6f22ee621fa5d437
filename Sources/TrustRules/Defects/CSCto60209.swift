extension RuleRecord {
  static let cscto60209 = RuleRecord(
    .cscto60209, .defects, .documented,
    source: "Cisco 116232, comparing the checksums (CSCto60209); Cisco 117598, show itl",
    "With this defect show itl and show ctl print no checksum of the file. It is switched on by "
      + "name: which releases have the fix is not stated (assumed: each, unless the scenario "
      + "says otherwise).")
}

extension Deliberation {
  /// Whether `show itl` and `show ctl` print the checksums of the file.
  package mutating func printsChecksum() -> Bool {
    guard law.defects.contains(.cscto60209) else { return true }
    return !find(.cscto60209, true)
  }
}
