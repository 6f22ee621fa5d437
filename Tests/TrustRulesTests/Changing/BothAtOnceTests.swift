import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct BothAtOnceTests {
  @Test("CallManager and TVS renewed before any phone took the first new list", arguments: stories)
  func story(_ story: Story) {
    #expect(Ending(story.standing()) == story.ends)
  }

  private static let lost = Ending.refuses(.itl, .tvsMustBeHeld)
  private static let lostByCTL = Ending.refuses(.ctl, .tvsMustBeHeld)

  static let stories: [Story] = [
    Story("8.0: lost", release: "8.0(3)", group: ["pub"], ends: lost, history: renewBoth),
    Story("9.1: lost", release: "9.1(2)", group: ["pub"], ends: lost, history: renewBoth),
    Story("10.5: lost", release: "10.5(2)", group: ["pub"], ends: lost, history: renewBoth),
    Story("11.5: lost", release: "11.5(1)SU3", group: ["pub"], ends: lost, history: renewBoth),
    Story(
      "12.0: ITLRecovery carries the list", release: "12.0(1)", group: ["pub"],
      ends: .behind(.heldList(.itl)), history: renewBoth),
    Story(
      "14: ITLRecovery carries the list", release: "14SU3", group: ["pub"],
      ends: .behind(.heldList(.itl)), history: renewBoth),
    Story(
      "12.0 with ITLRecovery renewed as well: lost", release: "12.0(1)", group: ["pub"], ends: lost
    ) { hq, phone in
      hq.regenerate(.itlRecovery, of: "pub")
      renewBoth(&hq, &phone)
    },
    Story(
      "12.0 with ITLRecovery renewed as well: a second TVS that is held saves them",
      release: "12.0(1)", ends: .behind(.tvs(.sub1))
    ) { hq, phone in
      hq.regenerate(.itlRecovery, of: "pub")
      renewBoth(&hq, &phone)
    },
    Story(
      "11.5: a second TVS that is held saves them", ends: .behind(.tvs(.sub1)),
      history: renewBoth),
    Story(
      "11.5: a second TVS that is held, but stopped: lost", ends: .refuses(.itl, .tvsMustAnswer)
    ) { hq, phone in
      renewBoth(&hq, &phone)
      hq.stop(.tvs, on: "sub1")
    },
    Story("11.5: both renewed on both servers: lost", ends: lost) { hq, phone in
      renewBoth(&hq, &phone)
      hq.regenerate(.tvs, of: "sub1")
      hq.restart(.tvs)
    },
    Story(
      "11.5: a CTL updated with a held eToken carries the list",
      ctl: .tokens(["a", "b"]), group: ["pub"], ends: .behind(.newCTL), history: renewBothAndCTL),
    Story(
      "11.5: the CTL was not updated: lost",
      ctl: .tokens(["a", "b"]), group: ["pub"], ends: lost, history: renewBoth),
    Story(
      "11.5: the tokenless CTL is signed by the renewed CallManager itself: lost",
      ctl: .tokenless, group: ["pub"], ends: lostByCTL, history: renewBothAndCTL),
    Story(
      "12.0: the tokenless CTL is signed by ITLRecovery, which is held",
      release: "12.0(1)", ctl: .tokenless, group: ["pub"], ends: .behind(.newCTL),
      history: renewBothAndCTL),
  ]

  @Test("Lost phones register with what they have: the loss shows at the next change only")
  func register() {
    for story in stories where story.ends == Self.lost {
      #expect(story.standing().registration == .old, "\(story)")
    }
  }

  private var stories: [Story] { Self.stories }

  @Sendable private static func renewBoth(_ hq: inout TestCluster, _ phone: inout TestPhone) {
    hq.regenerate(.callManager, of: "pub")
    hq.regenerate(.tvs, of: "pub")
    hq.restart(.tvs, on: "pub")
    hq.restart(.tftp)
  }

  @Sendable private static func renewBothAndCTL(_ hq: inout TestCluster, _ phone: inout TestPhone) {
    hq.regenerate(.callManager, of: "pub")
    hq.regenerate(.tvs, of: "pub")
    hq.writeCTL()
    hq.restart(.tvs, on: "pub")
    hq.restart(.tftp)
  }
}
