import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ExpiredCertificateTests {
  @Test("What an expired certificate signed or presents is worth nothing", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .expiredCertificate) }

  static let stories: [Story] = [
    Story(
      "CallManager expired: the configuration it signed is refused",
      ends: .refuses(.configuration, .expiredCertificate), otherwise: .trusting
    ) { hq, _ in
      hq.expire(.callManager, of: "pub")
    },
    Story(
      "ITLRecovery expired: the next list it signs is refused",
      release: "12.5(1)",
      ends: .refuses(.itl, .expiredCertificate), otherwise: .behind(.heldList(.itl))
    ) { hq, _ in
      hq.regenerate(.tvs, of: "sub1")
      hq.expire(.itlRecovery, of: "pub")
    },
    Story(
      "the TVS of the only server presents an expired certificate",
      group: ["pub"], ends: .refuses(.itl, .expiredCertificate), otherwise: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.expire(.tvs, of: "pub")
      hq.regenerate(.callManager, of: "pub")
    },
    Story(
      "the first TVS presents an expired certificate, the second does not",
      ends: .behind(.tvs(.sub1)), otherwise: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.expire(.tvs, of: "pub")
      hq.regenerate(.callManager, of: "pub")
    },
    Story(
      "a phone without lists does not look at the signer of its first ITL",
      release: "12.5(1)", ends: .open
    ) { hq, phone in
      hq.expire(.itlRecovery, of: "pub")
      phone.forgetEverything()
    },
    Story(
      "an expired tomcat certificate signs nothing", ends: .trusting
    ) { hq, _ in
      hq.expire(.tomcat, of: "pub")
    },
  ]
}
