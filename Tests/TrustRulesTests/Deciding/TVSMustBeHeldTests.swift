import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct TVSMustBeHeldTests {
  @Test("A TVS helps only if the phone holds the certificate it presents", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .tvsMustBeHeld) }

  static let stories: [Story] = [
    Story(
      "CallManager and TVS of the only server were renewed before the phone came back",
      group: ["pub"], ends: .refuses(.itl, .tvsMustBeHeld), otherwise: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.regenerate(.tvs, of: "pub")
      hq.restart(.tvs, on: "pub")
    },
    Story(
      "the same, but the second server of the group still presents the certificate held",
      ends: .behind(.tvs(.sub1)), otherwise: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.regenerate(.tvs, of: "pub")
      hq.restart(.tvs, on: "pub")
    },
    Story(
      "the TVS certificate is new, but the running TVS still presents the old one",
      group: ["pub"], ends: .behind(.tvs(.pub)), otherwise: .refuses(.itl, .tvsMustBeHeld)
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.regenerate(.tvs, of: "pub")
    },
    Story(
      "the ITL was blanked by the rollback parameter: a CTL alone opens no TVS",
      release: "9.1(2)", ctl: .tokens(["a", "b"]),
      ends: .refuses(.ctl, .tvsMustBeHeld), otherwise: .refuses(.ctl, .tvsKnows)
    ) { hq, phone in
      hq.setRollback(true)
      hq.restart(.tftp)
      hq.boot(&phone)
      hq.offerFiles(signedBy: hq.foreignCertificate("another cluster"))
    },
  ]
}
