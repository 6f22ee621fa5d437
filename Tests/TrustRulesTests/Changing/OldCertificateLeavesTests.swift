import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct OldCertificateLeavesTests {
  @Test("No TVS vouches for a certificate that was replaced", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .oldCertificateLeaves) }

  static let stories: [Story] = [
    Story(
      "TFTP still signs with the replaced CallManager; the phone's list came from sub1",
      release: "9.1(2)", group: ["pub"], option150: ["sub1", "pub"],
      ends: .refuses(.itl, .oldCertificateLeaves), otherwise: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.powerOff("sub1")
    },
    Story(
      "the same; the TVS asked has not been told of the new one yet",
      release: "9.1(2)", group: ["sub1"], option150: ["sub1", "pub"],
      ends: .behind(.tvs(.sub1))
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub", replicating: false)
      hq.stop(.tftp, on: "sub1")
    },
    Story(
      "the same; a copy of it was put into Phone-SAST-trust, and stays until it is deleted",
      release: "9.1(2)", group: ["pub"], option150: ["sub1", "pub"],
      ends: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.upload(hq.certificate(.callManager, of: "pub"), to: .phoneSASTTrust)
      hq.restart(.tvs)
      hq.regenerate(.callManager, of: "pub")
      hq.powerOff("sub1")
    },
    Story(
      "a certificate newer than the one in the database of the TVS asked is no replaced one",
      group: ["sub1"], ends: .refuses(.itl, .replication)
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub", replicating: false)
    },
  ]
}
