extension RuleRecord {
  static let order = RuleRecord(
    .order, .changing, .documented,
    source: "Cisco 214231 and Security Guide 12.5, order of renewals",
    "CallManager first or TVS first: both are safe if all phones complete a reset in "
      + "between.")
}
