import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct RenameRegeneratesAllTests {
  @Test(
    "A rename renews every certificate of the node except ITLRecovery",
    arguments: [true, false])
  func units(_ isReversed: Bool) {
    let law = isReversed ? Law.reversing(.renameRegeneratesAll) : Law()
    var hq = TestCluster("12.5(1)", law: law)
    let before = hq.servers[.pub].disk
    let sub1 = hq.servers[.sub1].disk
    hq.rename("pub", to: "pub-new")
    let renewed = CertificateUnit.allCases.filter { hq.servers[.pub].disk[$0] != before[$0] }
    let all: [CertificateUnit] = [
      .callManager, .callManagerECDSA, .tvs, .capf, .tomcat, .tomcatECDSA, .ipsec,
    ]
    #expect(renewed == (isReversed ? [] : all))
    #expect(hq.servers[.sub1].disk == sub1)
  }

  @Test("The new certificates carry the new name, ITLRecovery the old one")
  func names() {
    var hq = TestCluster("12.5(1)")
    hq.rename("pub", to: "pub-new")
    let book = hq.servers.certificates
    #expect(book[hq.certificate(.callManager, of: "pub")].commonName == "pub-new.example.test")
    #expect(
      book[hq.certificate(.itlRecovery, of: "pub")].commonName == "ITLRECOVERY_pub.example.test")
  }

  @Test("Phones of a renamed server, by what the estate has", arguments: stories)
  func story(_ story: Story) { expect(story) }

  static let stories: [Story] = [
    Story(
      "the only server: TVS and CallManager go at once", nodes: .alone,
      ends: .refuses(.itl, .tvsMustBeHeld), otherwise: .trusting
    ) { hq, _ in
      hq.rename("pub", to: "pub-new")
    },
    Story(
      "one of two servers: the other's TVS carries the phone",
      ends: .behind(.tvs(.sub1)), otherwise: .trusting
    ) { hq, _ in
      hq.rename("pub", to: "pub-new")
    },
    Story(
      "both servers in one evening, before any phone has come back",
      ends: .refuses(.itl, .tvsMustBeHeld), otherwise: .trusting
    ) { hq, _ in
      hq.rename("pub", to: "pub-new")
      hq.rename("sub1", to: "sub1-new")
    },
    Story(
      "the only server of 12.5: ITLRecovery was not renewed, and carries the list",
      release: "12.5(1)", nodes: .alone, ends: .behind(.heldList(.itl)), otherwise: .trusting
    ) { hq, _ in
      hq.rename("pub", to: "pub-new")
    },
  ]

  private func expect(_ story: Story) {
    #expect(Ending(story.standing()) == story.ends)
    #expect(Ending(story.standing(under: .reversing(.renameRegeneratesAll))) == story.otherwise)
  }

  @Test("Between two renames a completed reset keeps every phone")
  func resetBetween() {
    var hq = TestCluster("11.5(1)")
    var phone = hq.healthyPhone()
    for node in ["pub", "sub1"] {
      hq.rename(node, to: node + "-new")
      #expect(hq.boot(&phone).word == .behind)
    }
    #expect(hq.standing(of: phone).word == .trusting)
  }

  @Test("Other TFTP nodes list the old TVS until they rebuild", arguments: [true, false])
  func otherNodes(_ isNotified: Bool) {
    let law = isNotified ? Law() : Law.reading(.certificateTakesEffect)
    var hq = TestCluster("11.5(1)", law: law)
    hq.rename("pub", to: "pub-new")
    let words = hq.words(hq.published(by: "sub1").itl)
    #expect(words.contains(isNotified ? "TVS TVS of pub number 2" : "TVS TVS of pub"))
  }
}
