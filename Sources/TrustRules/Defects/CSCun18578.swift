extension RuleRecord {
  static let cscun18578 = RuleRecord(
    .cscun18578, .defects, .documented,
    source: "Cisco 117598, caveats",
    "utils itl reset fails, with the local key and with the remote one.")
}

extension Deliberation {
  /// The defect that makes `utils itl reset` fail; nil: it works.
  package mutating func resetFails(withRemoteKey isRemote: Bool) -> RuleID? {
    if law.defects.contains(.cscun18578) {
      return apply(.cscun18578, .cscun18578, without: nil)
    }
    return isRemote ? remoteKeyFails() : nil
  }
}
