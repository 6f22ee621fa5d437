import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct TVSKnowsTests {
  @Test("TVS knows own units at once and trust units since its start", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .tvsKnows) }

  static let stories: [Story] = [
    Story(
      "the renewed CallManager has reached the database of the server asked, whose TVS runs on",
      group: ["sub1"], ends: .behind(.tvs(.sub1)), otherwise: .refuses(.itl, .replication)
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
    },
    Story(
      "the renewed CallManager has not been replicated to the server asked",
      group: ["sub1"], ends: .refuses(.itl, .replication)
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub", replicating: false)
    },
    Story(
      "another cluster's certificate was uploaded and TVS restarted",
      ends: .behind(.tvs(.pub)), otherwise: .refuses(.itl, .tvsKnows)
    ) { hq, _ in
      let stranger = hq.foreignCertificate("another cluster")
      hq.upload(stranger, to: .phoneSASTTrust)
      hq.restart(.tvs)
      hq.offerFiles(signedBy: stranger)
    },
    Story(
      "another cluster's certificate was uploaded and TVS not restarted",
      ends: .refuses(.itl, .tvsKnows)
    ) { hq, _ in
      let stranger = hq.foreignCertificate("another cluster")
      hq.upload(stranger, to: .phoneSASTTrust)
      hq.offerFiles(signedBy: stranger)
    },
  ]
}
