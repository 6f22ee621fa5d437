import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct RestartListTests {
  private func release(_ text: String, _ major: Int, su: Int = 0) -> ReleaseName {
    ReleaseName(
      text: text, major: major, minor: 5, maintenance: 1, serviceUpdate: su, build: nil)
  }

  @Test(
    "What to restart by hand after a unit was renewed",
    arguments: [
      (CertificateUnit.callManager, [Service.callManager, .ctiManager, .tvs, .tftp]),
      (.tvs, [.tvs, .tftp]), (.capf, [.capf, .tvs, .tftp]), (.itlRecovery, [.tvs, .tftp]),
      (.tomcat, [.tomcat]), (.tomcatECDSA, [.tomcat]), (.ipsec, []),
    ])
  func services(_ unit: CertificateUnit, services: [Service]) {
    #expect(servicesToRestart(after: unit, release("12.5(1)", 12)) == services)
  }

  @Test("From 14SU1 the proxy in front of Tomcat restarts after CallManager too")
  func proxy() {
    let later = servicesToRestart(after: .callManager, release("14SU2", 14, su: 2))
    #expect(later == [.callManager, .ctiManager, .tvs, .tftp, .haproxy])
    #expect(servicesToRestart(after: .tvs, release("14SU2", 14, su: 2)) == [.tvs, .tftp])
  }

  @Test("In mixed mode the CTL is updated first for what stands in it, so never for TVS")
  func ctlFirst() {
    let first = CertificateUnit.allCases.filter(updatesCTLFirst)
    #expect(first == [.callManager, .callManagerECDSA, .capf, .itlRecovery])
  }
}
