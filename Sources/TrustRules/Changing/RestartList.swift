package import ClusterModel

extension RuleRecord {
  static let restartList = RuleRecord(
    .restartList, .changing, .documented,
    source: "Cisco 214231, services to restart",
    "After each certificate change certain services must be restarted by hand.")
}

/// The services to restart after a unit was renewed; ipsec asks for DRF, which trust never meets.
package func servicesToRestart(after unit: CertificateUnit, _ release: ReleaseName) -> [Service] {
  switch unit {
  case .callManager, .callManagerECDSA:
    [.callManager, .ctiManager, .tvs, .tftp] + (Release(release).hasHAProxy ? [.haproxy] : [])
  case .tvs, .itlRecovery: [.tvs, .tftp]
  case .capf: [.capf, .tvs, .tftp]
  case .tomcat, .tomcatECDSA: [.tomcat]
  case .ipsec, .authz: []
  }
}

/// Whether, in mixed mode, the CTL is to be updated before those restarts.
package func updatesCTLFirst(after unit: CertificateUnit) -> Bool {
  switch unit {
  case .callManager, .callManagerECDSA, .capf, .itlRecovery: true
  case .tvs, .tomcat, .tomcatECDSA, .ipsec, .authz: false
  }
}
