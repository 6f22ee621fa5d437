import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ConfigSignerTests {
  @Test(
    "From 12.0 ITLRecovery might sign configurations; before, CallManager does",
    arguments: [
      ("9.1(2)", [PhoneFile.itl], false), ("11.5(1)", [.itl], false),
      ("12.0(1)", [.itl], true), ("14", [.itl], true),
    ])
  func signer(_ release: String, refused: [PhoneFile], isUndecided: Bool) {
    var hq = TestCluster(release)
    let phone = hq.healthyPhone()
    let stranger = hq.foreignCertificate("renewed and unknown to every TVS")
    hq.sign(.itl, with: stranger)
    if isUndecided { hq.servers[.pub].published?.recoverySigner = stranger }

    let standing = hq.standing(of: phone)
    #expect(standing.refusals.map(\.file) == refused, "CallManager signed the configuration")
    #expect(standing.tookPart.rules.contains(.configSigner) == isUndecided)
    for law in [Law.reading(.configSigner), .reversing(.configSigner)] {
      let other = hq.standing(of: phone, law: law).refusals.map(\.file)
      #expect(other == (isUndecided ? refused + [.configuration] : refused))
    }
  }

  @Test("Under the other reading SAST carries a configuration too")
  func sast() {
    var hq = TestCluster("12.5(1)")
    let phone = hq.healthyPhone()
    hq.signConfigurations(with: hq.foreignCertificate("unknown to every TVS"))
    #expect(hq.standing(of: phone).refusals.map(\.file) == [.configuration])
    #expect(hq.standing(of: phone, law: .reading(.configSigner)).refusals.isEmpty)
  }

  @Test("Each TFTP signs with its own CallManager")
  func own() {
    let hq = TestCluster("12.5(1)")
    for node in ["pub", "sub1"] {
      let signer = hq.published(by: node).configurationSigner
      #expect(hq.words(signer) == "CallManager of \(node)")
    }
  }
}
