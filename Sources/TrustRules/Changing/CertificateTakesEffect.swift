package import ClusterModel

extension RuleRecord {
  static let certificateTakesEffect = RuleRecord(
    .certificateTakesEffect, .changing, .conflict,
    source: "Cisco 117598 against Cisco 214231", releases: "10.0 and later",
    "TFTP signs and lists a changed certificate from the change notification on, while a "
      + "running TVS presents the old one until it restarts; the other reading, and 8.x and "
      + "9.x, is when the services restart.")
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
