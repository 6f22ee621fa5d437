import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct AskTVSTests {
  @Test("A signer that no held list names is put to TVS", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .askTVS) }

  static let stories: [Story] = [
    Story(
      "the CallManager of the publisher was renewed: its own TVS vouches for the new one",
      ends: .behind(.tvs(.pub)), otherwise: .refuses(.itl, .askTVS)
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
    },
    Story(
      "the phone took its lists from sub1, which is down now: pub serves what only TVS can carry",
      option150: ["sub1", "pub"], ends: .behind(.tvs(.pub)), otherwise: .refuses(.itl, .askTVS)
    ) { hq, _ in
      hq.powerOff("sub1")
    },
    Story(
      "the group names sub1 first: it is asked first",
      group: ["sub1", "pub"], ends: .behind(.tvs(.sub1)), otherwise: .refuses(.itl, .askTVS)
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
    },
    Story(
      "from 12.0 the renewed CallManager does not sign the list: nobody is asked",
      release: "12.0(1)", ends: .behind(.heldList(.itl))
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
    },
    Story(
      "sub1 joined the group too late: the last accepted configuration does not name it",
      group: ["pub"], ends: .refuses(.itl, .tvsMustBeHeld), otherwise: .refuses(.itl, .askTVS)
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.regenerate(.tvs, of: "pub")
      hq.restart(.tvs, on: "pub")
      hq.servers.groups[0].nodes = [.pub, .sub1]
    },
  ]
}
