import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct RollbackParameterTests {
  @Test(
    "With the rollback parameter the ITL keeps SAST and CAPF alone",
    arguments: [
      ("9.1(2)", ["CAPF CAPF of pub", "SAST CallManager of pub"]),
      ("12.5(1)", ["CAPF CAPF of pub", "SAST CallManager of pub", "SAST ITLRecovery of pub"]),
    ])
  func blank(_ release: String, records: [String]) {
    for law in [Law(), .reversing(.rollbackParameter)] {
      var hq = TestCluster(release, ctl: .tokens(["a", "b"]), law: law)
      let before = hq.published(by: "pub")
      hq.setRollback(true)
      #expect(hq.published(by: "pub") == before, "TFTP has not started")
      hq.restart(.tftp)
      let after = hq.published(by: "pub")
      #expect(after.itl.isBlank == (law == Law()))
      #expect((hq.words(after.itl).sorted() == records) == (law == Law()))
      #expect(after.itl.signer == before.itl.signer, "signed as before")
      #expect(after.ctl == before.ctl, "the CTL is not blanked")
    }
  }

  @Test("A notification rebuilds the list but reads no parameter: blanking waits for a start")
  func notification() {
    var hq = TestCluster("11.5(1)")
    hq.setRollback(true)
    hq.regenerate(.tvs, of: "pub")
    #expect(hq.words(hq.published(by: "pub").itl).contains("TVS TVS of pub number 2"))
    #expect(hq.words(hq.published(by: "sub1").itl).contains("TVS TVS of pub number 2"))
    hq.restart(.tftp, on: "pub")
    #expect(hq.published(by: "pub").itl.isBlank)
    #expect(!hq.published(by: "sub1").itl.isBlank, "TFTP of sub1 runs on")
    hq.setRollback(false)
    hq.regenerate(.callManager, of: "pub")
    let still = hq.published(by: "pub").itl
    #expect(still.isBlank && hq.words(still).contains("SAST CallManager of pub number 2"))
    hq.restart(.tftp)
    #expect(!hq.published(by: "pub").itl.isBlank)
  }

  @Test("Phones must be able to verify the blank list")
  func verified() {
    let story = Story("rollback", release: "9.1(2)", ends: .behind(.heldList(.itl))) { hq, _ in
      hq.setRollback(true)
      hq.restart(.tftp)
    }
    #expect(Ending(story.standing()) == story.ends)
    let late = Story(
      "rollback after CallManager and TVS were renewed", release: "9.1(2)", group: ["pub"],
      ends: .refuses(.itl, .tvsMustBeHeld)
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.regenerate(.tvs, of: "pub")
      hq.setRollback(true)
      hq.restart(.tvs)
      hq.restart(.tftp)
    }
    #expect(Ending(late.standing()) == late.ends)
  }

  @Test("Set back, the list is whole again, and an open phone takes it")
  func setBack() {
    var hq = TestCluster("9.1(2)")
    var phone = hq.healthyPhone()
    let before = hq.published(by: "pub")
    hq.setRollback(true)
    hq.restart(.tftp)
    hq.boot(&phone)
    hq.setRollback(false)
    hq.restart(.tftp)
    #expect(hq.published(by: "pub") == before)
    #expect(Ending(hq.boot(&phone)) == .open)
    #expect(Ending(hq.boot(&phone)) == .trusting)
  }
}
