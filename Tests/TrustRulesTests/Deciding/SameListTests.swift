import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct SameListTests {
  @Test("A list that is held already is not judged again", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .sameList) }

  static let stories: [Story] = [
    Story(
      "ITLRecovery expired, and the phone holds the list it signed",
      release: "12.5(1)", ends: .trusting, otherwise: .refuses(.itl, .expiredCertificate)
    ) { hq, _ in
      hq.expire(.itlRecovery, of: "pub")
    },
    Story(
      "ITLRecovery expired, and a renewed TVS changed the records",
      release: "12.5(1)", ends: .refuses(.itl, .expiredCertificate)
    ) { hq, _ in
      hq.regenerate(.tvs, of: "sub1")
      hq.expire(.itlRecovery, of: "pub")
    },
    Story(
      "the configuration is judged at every boot, also beside the held list",
      ends: .refuses(.configuration, .expiredCertificate),
      otherwise: .refuses(.itl, .expiredCertificate)
    ) { hq, _ in
      hq.expire(.callManager, of: "pub")
    },
    Story(
      "the phone holds what sub1 served, and sub1 serves again",
      option150: ["sub1", "pub"], ends: .trusting
    ),
  ]
}
