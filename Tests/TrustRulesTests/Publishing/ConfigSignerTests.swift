import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ConfigSignerTests {
  @Test(
    "CallManager signs configurations, whoever signs the ITL",
    arguments: ["9.1(2)", "11.5(1)", "12.0(1)", "14"])
  func signer(_ release: String) {
    var hq = TestCluster(release)
    let phone = hq.healthyPhone()
    hq.sign(.itl, with: hq.foreignCertificate("renewed and unknown to every TVS"))
    let standing = hq.standing(of: phone)
    #expect(standing.refusals.map(\.file) == [.itl], "CallManager signed the configuration")
  }

  @Test("SAST carries no configuration")
  func sast() {
    var hq = TestCluster("12.5(1)")
    let phone = hq.healthyPhone()
    hq.signConfigurations(with: hq.foreignCertificate("unknown to every TVS"))
    #expect(hq.standing(of: phone).refusals.map(\.file) == [.configuration])
  }

  @Test("Each TFTP signs with its own CallManager")
  func own() {
    for release in ["9.1(2)", "12.5(1)", "15"] {
      let hq = TestCluster(release)
      for node in ["pub", "sub1"] {
        let signer = hq.published(by: node).configurationSigner
        #expect(hq.words(signer) == "CallManager of \(node)")
      }
    }
  }

  @Test("Reversed, the signer of the ITL signs configurations too")
  func reversed() {
    let hq = TestCluster("12.5(1)", law: .reversing(.configSigner))
    let signer = hq.published(by: "sub1").configurationSigner
    #expect(hq.words(signer) == "ITLRecovery of pub")
  }

  @Test("It is decided, and documented")
  func decided() {
    #expect(RuleID.configSigner.undecided == nil)
    #expect(RuleID.configSigner.record.basis == .documented)
  }
}
