import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CTLJudgesITLTests {
  @Test(
    "Beside a CTL, the ITL and TVS still carry a list, or the CTL alone decides",
    arguments: stories)
  func story(_ story: Story) {
    expect(story, turnsOn: .ctlJudgesITL)
    for law in [Law(), .reading(.ctlJudgesITL)] {
      let standing = story.standing(under: law)
      #expect(standing.rulings.contains(.ctlJudgesITL) == story.turns, "it speaks where it decides")
      #expect(standing.tookPart.rules.contains(.ctlJudgesITL) == story.turns)
    }
  }

  static let stories: [Story] = [
    Story(
      "CallManager was renewed and the CTL was not updated",
      ctl: .tokenless, ends: .behind(.tvs(.pub)), otherwise: .refuses(.itl, .ctlJudgesITL)
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
    },
    Story(
      "TVS was renewed: the signer of the new list stands in the CTL",
      ctl: .tokenless, ends: .behind(.heldList(.ctl))
    ) { hq, _ in
      hq.regenerate(.tvs, of: "pub")
    },
    Story(
      "no TVS answers: an ITL that holds the signer carries the list, the CTL does not name it",
      release: "12.0(1)", ctl: .tokens(["a", "b"]),
      ends: .behind(.heldList(.itl)), otherwise: .refuses(.itl, .ctlJudgesITL)
    ) { hq, phone in
      let recovery = hq.certificate(.itlRecovery, of: "pub")
      phone.held.ctl?.records.removeAll { $0.certificate == recovery }
      hq.servers.nodes[NodeID.pub.index].published?.ctl = phone.held.ctl
      hq.regenerate(.tvs, of: "sub1")
      hq.stop(.tvs)
    },
    Story("the list is held already: nobody judges it", ctl: .tokenless, ends: .trusting),
    Story(
      "there is no CTL", ends: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
    },
  ]
}
