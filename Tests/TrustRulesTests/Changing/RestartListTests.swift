import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct RestartListTests {
  @Test(
    "What to restart by hand after a unit was renewed",
    arguments: [
      (CertificateUnit.callManager, [Service.callManager, .ctiManager, .tvs, .tftp]),
      (.callManagerECDSA, [.callManager, .ctiManager, .tvs, .tftp]),
      (.tvs, [.tvs, .tftp]), (.capf, [.capf, .tvs, .tftp]), (.itlRecovery, [.tvs, .tftp]),
      (.tomcat, [.tomcat]), (.tomcatECDSA, [.tomcat]), (.ipsec, []), (.authz, []),
    ])
  func services(_ unit: CertificateUnit, services: [Service]) {
    #expect(servicesToRestart(after: unit, releaseName("12.5(1)")) == services)
  }

  @Test(
    "From 14SU1 the proxy in front of Tomcat restarts after CallManager too",
    arguments: [
      ("14", false), ("14.0.1.10000-20", false), ("14SU1", true), ("14SU2", true), ("15", true),
    ])
  func proxy(_ name: String, restarts: Bool) {
    let services = servicesToRestart(after: .callManager, releaseName(name))
    #expect(services.prefix(4) == [.callManager, .ctiManager, .tvs, .tftp])
    #expect(services.dropFirst(4) == (restarts ? [.haproxy] : []))
    #expect(servicesToRestart(after: .tvs, releaseName(name)) == [.tvs, .tftp])
  }

  @Test("In mixed mode the CTL is updated first for what stands in it, so never for TVS")
  func ctlFirst() {
    let first = CertificateUnit.allCases.filter(updatesCTLFirst)
    #expect(first == [.callManager, .callManagerECDSA, .capf, .itlRecovery])
  }
}
