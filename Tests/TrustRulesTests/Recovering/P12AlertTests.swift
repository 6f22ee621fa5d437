import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct P12AlertTests {
  @Test(
    "At midnight the alert is raised unless the key was fetched; before 10.0 there is none",
    arguments: [
      ("9.1(2)", false, false), ("10.0(1)", false, true), ("10.0(1)", true, false),
      ("12.5(1)", false, true), ("12.5(1)", true, false),
    ])
  func midnight(_ release: String, isSaved: Bool, raised: Bool) {
    var hq = TestCluster(release)
    hq.servers[hq.id].isRecoveryKeySaved = isSaved
    var law = Deliberation(Law())
    let found = law.raisesRecoveryKeyAlert(hq.servers[hq.id])
    #expect(found == raised)
    guard release != "9.1(2)" else { return }
    var reversed = Deliberation(.reversing(.p12Alert))
    let otherwise = reversed.raisesRecoveryKeyAlert(hq.servers[hq.id])
    #expect(otherwise == !raised)
  }
}
