import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct NewCTLVouchesForITLTests {
  @Test("After a CTL was replaced, the ITL of that boot is not put to TVS", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .newCTLVouchesForITL) }

  static let stories: [Story] = [
    Story(
      "CallManager was renewed and the CTL updated with an eToken the phone holds",
      ctl: .tokens(["a", "b"]), ends: .behind(.newCTL), otherwise: .behind(.heldList(.ctl))
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.writeCTL()
      hq.restart(.tftp)
    },
    Story(
      "CallManager was renewed once more after the CTL update the phone has missed as well",
      ctl: .tokens(["a", "b"]),
      ends: .refuses(.itl, .newCTLVouchesForITL), otherwise: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.writeCTL()
      hq.restart(.tftp)
      hq.regenerate(.callManager, of: "pub")
    },
    Story(
      "the first CTL replaces none: the renewed CallManager is put to TVS",
      ends: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.enterMixedMode(.tokenless)
      hq.restart(.tftp)
      hq.regenerate(.callManager, of: "pub")
    },
    Story(
      "the ITL held before names the signer that the new CTL does not",
      ctl: .tokens(["a", "b"]), ends: .behind(.heldList(.ctl))
    ) { hq, _ in
      hq.regenerate(.tvs, of: "pub")
      let own = hq.certificate(.callManager, of: "pub")
      hq.servers[hq.id].ctlFile?.records.removeAll { $0.certificate == own }
      hq.restart(.tftp)
    },
  ]

  @Test("The next boot replaces no CTL: TVS is asked again")
  func nextBoot() {
    var hq = TestCluster("11.5(1)", ctl: .tokens(["a", "b"]))
    var phone = hq.healthyPhone()
    hq.regenerate(.callManager, of: "pub")
    hq.writeCTL()
    hq.restart(.tftp)
    hq.regenerate(.callManager, of: "pub")
    let endings = (1...3).map { _ in Ending(hq.boot(&phone)) }
    #expect(
      endings == [.refuses(.itl, .newCTLVouchesForITL), .behind(.tvs(.pub)), .trusting])
  }
}
