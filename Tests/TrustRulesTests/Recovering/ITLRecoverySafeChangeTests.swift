import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ITLRecoverySafeChangeTests {
  /// Nobody can be asked: a list carries the next, or nothing does.
  private func cluster(_ release: String, ctl: CTLSigning? = nil) -> TestCluster {
    var hq = TestCluster(release, nodes: .alone, ctl: ctl)
    hq.stop(.tvs)
    return hq
  }

  @Test(
    "From 12.0 on: a reset list, a boot, a start of TFTP, a boot", arguments: ["12.5(1)", "14"])
  func byResetList(_ release: String) {
    var hq = cluster(release)
    var phone = hq.healthyPhone()
    hq.regenerate(.itlRecovery, of: "pub")
    hq.resetITL()
    #expect(Ending(hq.boot(&phone)) == .behind(.heldList(.itl)))
    hq.restart(.tftp)
    #expect(hq.words(hq.published(by: "pub").itl.signer) == "ITLRecovery of pub number 2")
    #expect(Ending(hq.boot(&phone)) == .behind(.heldList(.itl)))
    #expect(Ending(hq.standing(of: phone)) == .trusting)
  }

  @Test("Without the reset list the new signer is unknown", arguments: ["12.5(1)", "14"])
  func withoutResetList(_ release: String) {
    var hq = cluster(release)
    let phone = hq.healthyPhone()
    hq.regenerate(.itlRecovery, of: "pub")
    hq.restart(.tftp)
    #expect(Ending(hq.standing(of: phone)) == .refuses(.itl, .tvsMustAnswer))
  }

  @Test("Before 12.0 a start of TFTP and a boot do", arguments: ["10.0(1)", "11.5(1)"])
  func byCallManager(_ release: String) {
    var hq = cluster(release)
    var phone = hq.healthyPhone()
    hq.regenerate(.itlRecovery, of: "pub")
    hq.restart(.tftp)
    #expect(Ending(hq.boot(&phone)) == .behind(.heldList(.itl)))
    #expect(Ending(hq.standing(of: phone)) == .trusting)
  }

  @Test("In mixed mode the CTL takes the same way, by utils ctl reset localkey")
  func byResetCTL() {
    var hq = cluster("12.5(1)", ctl: .tokenless)
    var phone = hq.healthyPhone()
    hq.regenerate(.itlRecovery, of: "pub")
    var law = Deliberation(hq.law)
    let reset = law.resetCTL(of: hq.id, servers: hq.servers)
    hq.servers[hq.id].ctlFile = reset
    #expect(reset != nil)
    hq.restart(.tftp)
    #expect(hq.boot(&phone).refusals.isEmpty)
    hq.writeCTL()
    hq.restart(.tftp)
    #expect(hq.boot(&phone).refusals.isEmpty)
    #expect(Ending(hq.standing(of: phone)) == .trusting)
  }
}
