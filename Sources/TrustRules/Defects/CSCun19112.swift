extension RuleRecord {
  static let cscun19112 = RuleRecord(
    .cscun19112, .defects, .documented,
    source: "Cisco 117598, caveats",
    "utils itl reset remotekey fails where the SFTP server asks for another kind of"
      + " authentication.")
}

extension Deliberation {
  /// The defect that keeps `utils itl reset remotekey` from fetching its file; nil: it works.
  mutating func remoteKeyFails() -> RuleID? {
    guard law.defects.contains(.cscun19112) else { return nil }
    return apply(.cscun19112, .cscun19112, without: nil)
  }
}
