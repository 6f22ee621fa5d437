import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct OrderTests {
  @Test(
    "CallManager or TVS first: both orders are safe if the phones reset in between",
    arguments: [
      "8.0(3)", "9.1(2)", "10.5(2)", "11.5(1)SU3", "12.0(1)", "14SU3",
    ], [[CertificateUnit.callManager, .tvs], [.tvs, .callManager]])
  func withReset(_ release: String, units: [CertificateUnit]) {
    var hq = TestCluster(release, group: ["pub"])
    var phone = hq.healthyPhone()
    for unit in units {
      renew(unit, in: &hq)
      #expect(hq.boot(&phone).word == .behind, "takes the list with the new \(unit.rawValue)")
      #expect(hq.standing(of: phone).word == .trusting)
    }
  }

  @Test(
    "Without the reset in between neither is, where CallManager signs the ITL",
    arguments: [
      [CertificateUnit.callManager, .tvs], [.tvs, .callManager],
    ])
  func withoutReset(_ units: [CertificateUnit]) {
    var hq = TestCluster("11.5(1)", group: ["pub"])
    let phone = hq.healthyPhone()
    for unit in units { renew(unit, in: &hq) }
    #expect(Ending(hq.standing(of: phone)) == .refuses(.itl, .tvsMustBeHeld))
  }

  @Test("A reset that one phone missed does not count for it")
  func missed() {
    var hq = TestCluster("11.5(1)", group: ["pub"])
    var present = hq.healthyPhone()
    let away = present
    renew(.callManager, in: &hq)
    hq.boot(&present)
    renew(.tvs, in: &hq)
    #expect(hq.standing(of: present).word == .behind)
    #expect(hq.standing(of: away).word == .refusing)
  }

  private func renew(_ unit: CertificateUnit, in hq: inout TestCluster) {
    hq.regenerate(unit, of: "pub")
    hq.restart(.tvs)
    hq.restart(.tftp)
  }
}
