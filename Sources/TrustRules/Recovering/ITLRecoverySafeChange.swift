extension RuleRecord {
  static let itlRecoverySafeChange = RuleRecord(
    .itlRecoverySafeChange, .recovering, .documented,
    source: "Security Guide 12.5 and 14, regenerating ITLRecovery; Cisco 117598, ITLRecovery",
    releases: "10.0 and later",
    "A new ITLRecovery reaches all phones without loss from 12.0 by a reset list, a reset of the"
      + " phones, a restart of TFTP and another reset; before, by a restart of TFTP and a reset.")
}
