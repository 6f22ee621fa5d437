import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct TFTPOrderTests {
  @Test("The first TFTP server that answers serves the whole boot", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .tftpOrder) }

  static let stories: [Story] = [
    Story(
      "the second server's list would need a TVS, and none answers",
      ends: .trusting, otherwise: .refuses(.itl, .tvsMustAnswer)
    ) { hq, _ in
      hq.stop(.tvs)
    },
    Story(
      "the first server's list is refused: the second, whose list it holds, is not tried",
      option150: ["sub1", "pub"],
      ends: .refuses(.itl, .tvsMustAnswer), otherwise: .trusting
    ) { hq, phone in
      hq.stop(.tvs)
      hq.servers[phone.cohort.site].option150.reverse()
    },
    Story(
      "TFTP of the first server is stopped: the second serves",
      ends: .refuses(.itl, .tvsMustAnswer)
    ) { hq, _ in
      hq.stop(.tvs)
      hq.stop(.tftp, on: "pub")
    },
    Story("TFTP is stopped everywhere", ends: .unserved) { hq, _ in
      hq.stop(.tftp)
    },
    Story("the site is cut off", ends: .unserved) { hq, _ in
      hq.cut()
    },
    Story("both nodes are down", ends: .unserved) { hq, _ in
      hq.powerOff("pub")
      hq.powerOff("sub1")
    },
    Story(
      "the server has another address and option 150 the old one",
      nodes: .alone, ends: .unserved
    ) { hq, _ in
      hq.readdress("pub", to: "10.1.1.99")
    },
  ]

  @Test("A phone that nobody serves keeps everything and refuses nothing")
  func unserved() {
    var hq = TestCluster("11.5(1)")
    let phone = hq.healthyPhone()
    hq.regenerate(.callManager, of: "pub")
    hq.stop(.tftp)
    let standing = hq.standing(of: phone)
    #expect(standing.held == phone.held)
    #expect(standing.refusals.isEmpty)
  }
}
