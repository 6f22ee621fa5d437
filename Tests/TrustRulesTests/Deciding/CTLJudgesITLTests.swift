import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CTLJudgesITLTests {
  @Test(
    "Beside a CTL, the ITL and TVS still carry a list, or the CTL alone decides",
    arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .ctlJudgesITL) }

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
      "there is no CTL", ends: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
    },
  ]
}
