import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CTLOnlyTests {
  @Test("A phone with a CTL and no ITL judges the ITL by the CTL alone", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .ctlOnly) }

  static let stories: [Story] = [
    Story(
      "the ITL was deleted: its signer stands in the CTL",
      ctl: .tokenless, ends: .behind(.heldList(.ctl)), otherwise: .refuses(.itl, .ctlOnly)
    ) { _, phone in
      phone.held.itl = nil
    },
    Story(
      "the ITL was deleted and CallManager renewed: no TVS is asked",
      ctl: .tokenless, ends: .refuses(.itl, .ctlOnly), otherwise: .behind(.heldList(.ctl))
    ) { hq, phone in
      phone.held.itl = nil
      hq.regenerate(.callManager, of: "pub")
    },
    Story(
      "an ITL is held: the renewed CallManager is carried by TVS",
      ctl: .tokenless, ends: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
    },
  ]
}
