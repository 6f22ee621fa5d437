package import ClusterModel

extension RuleRecord {
  static let restartList = RuleRecord(
    .restartList, .changing, .documented,
    source: "Cisco 214231, services to restart",
    "After each certificate change certain services must be restarted by hand.")
}

/// The services to restart after a unit was renewed; with mixed mode the CTL is updated first.
package func servicesToRestart(after unit: CertificateUnit) -> [Service] {
  switch unit {
  case .callManager, .callManagerECDSA: [.callManager, .ctiManager, .tvs, .tftp]
  case .tvs, .itlRecovery: [.tvs, .tftp]
  case .capf: [.capf, .tvs, .tftp]
  case .tomcat, .tomcatECDSA: [.tomcat]
  case .ipsec, .authz: []
  }
}
