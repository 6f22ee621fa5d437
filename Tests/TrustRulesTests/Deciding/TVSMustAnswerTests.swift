import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct TVSMustAnswerTests {
  @Test("A TVS helps only if the phone reaches it", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .tvsMustAnswer) }

  static let stories: [Story] = [
    Story(
      "the TVS of the only server is stopped",
      group: ["pub"], ends: .refuses(.itl, .tvsMustAnswer), otherwise: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.stop(.tvs, on: "pub")
    },
    Story(
      "the TVS of the first server is stopped, the second answers",
      ends: .behind(.tvs(.sub1)), otherwise: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.stop(.tvs, on: "pub")
    },
    Story(
      "the node of the only TVS is down while another serves files",
      group: ["pub"], option150: ["sub1"],
      ends: .refuses(.itl, .tvsMustAnswer), otherwise: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.regenerate(.callManager, of: "sub1")
      hq.powerOff("pub")
    },
    Story(
      "the server was renamed and the phone knows it by its old name",
      nodes: .pair.named(by: .hostname), group: ["pub"],
      ends: .refuses(.itl, .tvsMustAnswer), otherwise: .refuses(.itl, .tvsMustBeHeld)
    ) { hq, _ in
      hq.rename("pub", to: "pub-new")
    },
    Story(
      "the server was renamed and the phone knows it by its address",
      group: ["pub"], ends: .refuses(.itl, .tvsMustBeHeld),
      otherwise: .refuses(.itl, .tvsMustAnswer)
    ) { hq, _ in
      hq.rename("pub", to: "pub-new")
    },
    Story(
      "the server got another address and the phone looks for it at the old one",
      group: ["pub"], option150: ["sub1"],
      ends: .refuses(.itl, .tvsMustAnswer), otherwise: .refuses(.itl, .tvsMustBeHeld)
    ) { hq, _ in
      hq.regenerate(.callManager, of: "sub1")
      hq.readdress("pub", to: "10.1.1.99")
    },
  ]
}
