extension RuleRecord {
  static let standingAgreesWithBoot = RuleRecord(
    .standingAgreesWithBoot, .standing, .assumed,
    source: "follows from the other rules; a property test shows it",
    "A boot during which no server changes ends as the standing said.")
}
