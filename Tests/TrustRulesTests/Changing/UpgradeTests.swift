import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct UpgradeTests {
  @Test(
    "Only units that come with the release are made, on the nodes that have them",
    arguments: [
      ("9.1(2)", "10.5(2)", true, [CertificateUnit.itlRecovery]),
      ("9.1(2)", "10.5(2)", false, [.itlRecovery]),
      ("9.1(2)", "12.5(1)", false, [.callManagerECDSA, .tomcatECDSA]),
      ("10.5(2)", "11.0(1)", true, [.callManagerECDSA, .tomcatECDSA]),
      ("11.5(1)", "12.5(1)", true, []),
      ("12.5(1)", "14SU3", true, []),
    ])
  func made(_ from: String, _ to: String, onPublisher: Bool, units: [CertificateUnit]) {
    var hq = TestCluster(from)
    // A cluster made by hand has no authz; a real one has it with ECDSA.
    if Release(releaseName(from)).hasECDSA { hq.issue(.authz, to: .pub) }
    let node = hq.servers[onPublisher ? .pub : .sub1]
    var law = Deliberation(Law())
    let made = law.unitsRegenerated(byUpgrading: node, to: releaseName(to))
    #expect(made.filter { $0 != .authz } == units)
    #expect(law.rulings == [.upgrade])
    var reversed = Deliberation(.reversing(.upgrade))
    let all = reversed.unitsRegenerated(byUpgrading: node, to: releaseName(to))
    #expect(all.contains(.callManager) && all.contains(.tvs))
  }

  @Test(
    "It goes to a later release only",
    arguments: [
      ("9.1(2)", "10.5(2)", true), ("11.5(1)", "11.5(1)SU3", true), ("14", "14SU1", true),
      ("12.5(1)SU4", "12.5(1)SU4", false), ("12.5(1)", "11.5(1)SU9", false),
      ("12.5.1.13900-152", "12.5(1)SU4", true), ("12.5.1.14900-10", "12.5(1)SU4", false),
    ])
  func later(_ from: String, _ to: String, isAllowed: Bool) {
    let (old, new) = (Release(releaseName(from)), Release(releaseName(to)))
    #expect(old.isUpgraded(by: new) == isAllowed)
  }

  @Test("From 12.0 on the same key that lists name already signs them: phones take them")
  func carried() {
    var hq = TestCluster("11.5(1)")
    let phone = hq.healthyPhone()
    hq.servers[hq.id].release = releaseName("12.5(1)SU4")
    hq.restart(.tftp)
    #expect(hq.words(hq.published(by: "pub").itl.signer) == "ITLRecovery of pub")
    #expect(Ending(hq.standing(of: phone)) == .behind(.heldList(.itl)))
  }
}
