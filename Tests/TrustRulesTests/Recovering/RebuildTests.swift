import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct RebuildTests {
  @Test(
    "A new installation makes every unit that the release has for such a node",
    arguments: [
      ("9.1(2)", true, [CertificateUnit.callManager, .tvs, .capf, .tomcat, .ipsec]),
      ("10.5(2)", false, [.callManager, .tvs, .capf, .itlRecovery, .tomcat, .ipsec]),
      (
        "12.5(1)", false,
        [.callManager, .callManagerECDSA, .tvs, .capf, .tomcat, .tomcatECDSA, .ipsec, .authz]
      ),
      (
        "14SU3", true,
        [
          .callManager, .callManagerECDSA, .tvs, .capf, .itlRecovery, .tomcat, .tomcatECDSA, .ipsec,
          .authz,
        ]
      ),
    ])
  func units(_ release: String, isPublisher: Bool, expected: [CertificateUnit]) {
    let hq = TestCluster(release)
    let node = hq.servers[isPublisher ? .pub : .sub1]
    var law = Deliberation(Law())
    let units = law.unitsRegenerated(byRebuilding: node, releaseName(release))
    #expect(units == expected)
    #expect(law.rulings == [.rebuild])
    var reversed = Deliberation(.reversing(.rebuild))
    let kept = reversed.unitsRegenerated(byRebuilding: node, releaseName(release))
    #expect(kept.isEmpty)
  }
}
