package import ClusterModel

extension RuleRecord {
  static let certificateTakesEffect = RuleRecord(
    .certificateTakesEffect, .changing, .conflict,
    source: "Cisco 117598 against Cisco 214231", releases: "10.0 and later",
    "TFTP signs with and lists a changed certificate as soon as it gets the change notification. A"
      + " running TVS presents the old one until it restarts. Alternative, and always in 8.x and"
      + " 9.x: TFTP too waits until it restarts.")
}

extension Deliberation {
  /// Whether TFTP takes a changed certificate into use at the change notification.
  package mutating func takesEffectAtNotification(_ name: ReleaseName) -> Bool {
    speak(.certificateTakesEffect)
    switch Release(name).notifiesCertificateChange {
    case .yes: return true
    case .no: return false
    case .undecided:
      return choose(.certificateTakesEffect, standard: true, alternative: false)
    }
  }
}
