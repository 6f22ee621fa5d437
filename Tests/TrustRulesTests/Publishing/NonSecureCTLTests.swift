import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct NonSecureCTLTests {
  @Test("Leaving mixed mode leaves a blank CTL that phones can verify", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .signerInHeldList) }

  static let stories: [Story] = [
    Story(
      "the eToken that signs the blank CTL stands in the held one",
      release: "9.1(2)", ctl: .tokens(["a", "b"]),
      ends: .behind(.heldList(.ctl)), otherwise: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.leaveMixedMode()
      hq.restart(.tftp)
    }
  ]

  @Test("Its CCM+TFTP records are empty, SAST and CAPF stay", arguments: [true, false])
  func records(_ isReversed: Bool) throws {
    let law = isReversed ? Law.reversing(.nonSecureCTL) : Law()
    var hq = TestCluster("12.5(1)", ctl: .tokenless, law: law)
    hq.leaveMixedMode()
    let ctl = try #require(hq.servers[hq.id].ctlFile)
    #expect(ctl.isBlank == !isReversed)
    let blank = ["CAPF CAPF of pub", "SAST CallManager of pub", "SAST ITLRecovery of pub"]
    #expect((hq.words(ctl).sorted() == blank) == !isReversed)
  }

  @Test("With the ITL blanked as well the phone is open, and moves to any cluster")
  func blankBoth() {
    var hq = TestCluster("9.1(2)", ctl: .tokens(["a", "b"]))
    var phone = hq.healthyPhone()
    hq.leaveMixedMode()
    hq.setRollback(true)
    hq.restart(.tftp)
    hq.boot(&phone)
    hq.offerFiles(signedBy: hq.foreignCertificate("another cluster"))
    #expect(Ending(hq.standing(of: phone)) == .open)
  }
}
