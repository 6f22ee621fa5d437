package import ClusterModel

extension RuleRecord {
  static let servicesRestartThemselves = RuleRecord(
    .servicesRestartThemselves, .changing, .conflict,
    source: "Security Guide 14 against Cisco 214231", releases: "14 and later",
    "TVS and CAPF restart by themselves when their own certificate changes. Alternative: they do"
      + " not.")
}

extension Deliberation {
  /// The service that restarts by itself when this unit changes on its node.
  package mutating func restartedService(by unit: CertificateUnit, _ name: ReleaseName)
    -> Service?
  {
    let service: Service? =
      switch unit {
      case .tvs: .tvs
      case .capf: .capf
      default: nil
      }
    guard let service, Release(name).restartsChangedServices == .undecided else { return nil }
    speak(.servicesRestartThemselves)
    return choose(.servicesRestartThemselves, standard: service, alternative: nil)
  }
}
