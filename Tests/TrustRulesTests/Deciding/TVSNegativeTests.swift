import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct TVSNegativeTests {
  @Test("A TVS that says no ends the search, or the next is asked", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .tvsNegative) }

  static let stories: [Story] = [
    Story(
      "the first server says no, the second would say yes: only its TVS was restarted",
      ends: .refuses(.itl, .tvsKnows), otherwise: .behind(.tvs(.sub1))
    ) { hq, _ in
      let stranger = hq.foreignCertificate("another cluster")
      hq.upload(stranger, to: .phoneSASTTrust)
      hq.restart(.tvs, on: "sub1")
      hq.offerFiles(signedBy: stranger)
    },
    Story(
      "both servers say no", ends: .refuses(.itl, .tvsKnows)
    ) { hq, _ in
      hq.offerFiles(signedBy: hq.foreignCertificate("another cluster"))
    },
    Story(
      "the first server is silent: the next is asked either way",
      ends: .behind(.tvs(.sub1))
    ) { hq, _ in
      let stranger = hq.foreignCertificate("another cluster")
      hq.upload(stranger, to: .phoneSASTTrust)
      hq.restart(.tvs, on: "sub1")
      hq.stop(.tvs, on: "pub")
      hq.offerFiles(signedBy: stranger)
    },
  ]
}
