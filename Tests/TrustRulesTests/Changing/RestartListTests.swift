import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct RestartListTests {
  @Test(
    "What to restart by hand after a unit was renewed",
    arguments: [
      (CertificateUnit.callManager, [Service.callManager, .ctiManager, .tvs, .tftp]),
      (.tvs, [.tvs, .tftp]), (.capf, [.capf, .tvs, .tftp]), (.itlRecovery, [.tvs, .tftp]),
      (.tomcat, [.tomcat]), (.tomcatECDSA, [.tomcat]),
    ])
  func services(_ unit: CertificateUnit, services: [Service]) {
    #expect(servicesToRestart(after: unit) == services)
  }
}
