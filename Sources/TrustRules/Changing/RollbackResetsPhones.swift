import ClusterModel

extension RuleRecord {
  static let rollbackResetsPhones = RuleRecord(
    .rollbackResetsPhones, .changing, .conflict,
    source: "Cisco 116232 against Changing IP Address and Hostname",
    "After the rollback parameter was set, the administrator resets the phones. Alternative:"
      + " registered phones reset by themselves once TFTP has started with it.")
}

extension Deliberation {
  /// Whether registered phones reset once TFTP has started with a changed rollback parameter.
  package mutating func rollbackResets() -> Bool {
    speak(.rollbackResetsPhones)
    return choose(.rollbackResetsPhones, standard: false, alternative: true)
  }
}
