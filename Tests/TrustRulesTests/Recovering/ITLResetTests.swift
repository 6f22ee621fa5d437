import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ITLResetTests {
  @Test("The reset list is carried by the other key, or not at all", arguments: stories)
  func story(_ story: Story) {
    #expect(Ending(story.standing()) == story.ends)
    #expect(Ending(story.standing(under: .reversing(.itlReset))) == story.otherwise)
  }

  static let stories: [Story] = [
    Story(
      "11.5: CallManager and TVS renewed at once: ITLRecovery, which every old list names, "
        + "carries the phones that were lost",
      group: ["pub"], ends: .behind(.heldList(.itl)), otherwise: .refuses(.itl, .tvsMustBeHeld)
    ) { hq, _ in
      renew([.callManager, .tvs], in: &hq)
      hq.resetITL()
    },
    Story(
      "11.5: the same without the reset", group: ["pub"], ends: .refuses(.itl, .tvsMustBeHeld)
    ) { hq, _ in
      renew([.callManager, .tvs], in: &hq)
    },
    Story(
      "10.0: the first release with the command does the same",
      release: "10.0(1)", nodes: .alone,
      ends: .behind(.heldList(.itl)), otherwise: .refuses(.itl, .tvsMustBeHeld)
    ) { hq, _ in
      renew([.callManager, .tvs], in: &hq)
      hq.resetITL()
    },
    Story(
      "11.5: ITLRecovery was renewed as well: no old list has the key",
      group: ["pub"], ends: .refuses(.itl, .tvsMustBeHeld)
    ) { hq, _ in
      renew([.itlRecovery, .callManager, .tvs], in: &hq)
      hq.resetITL()
    },
    Story(
      "9.1: there is no ITLRecovery, and no such command",
      release: "9.1(2)", group: ["pub"], ends: .refuses(.itl, .tvsMustBeHeld)
    ) { hq, _ in
      renew([.callManager, .tvs], in: &hq)
      hq.resetITL()
    },
    Story(
      "12.5: ITLRecovery and TVS renewed at once: the publisher's CallManager carries the list",
      release: "12.5(1)", group: ["pub"],
      ends: .behind(.heldList(.itl)), otherwise: .refuses(.itl, .tvsMustBeHeld)
    ) { hq, _ in
      renew([.itlRecovery, .tvs], in: &hq)
      hq.resetITL()
    },
    Story(
      "12.5: CallManager was renewed as well: the reset cures no phone that missed every new list",
      release: "12.5(1)", group: ["pub"], ends: .refuses(.itl, .tvsMustBeHeld)
    ) { hq, _ in
      renew([.itlRecovery, .callManager, .tvs], in: &hq)
      hq.resetITL()
    },
    Story(
      "12.5: the list of sub1 does not name the publisher's CallManager: TVS carries the reset one",
      release: "12.5(1)", group: ["sub1"], option150: ["sub1"],
      ends: .behind(.tvs(.sub1)), otherwise: .behind(.tvs(.sub1))
    ) { hq, _ in
      renew([.itlRecovery, .tvs], in: &hq)
      hq.resetITL()
    },
    Story(
      "12.5: and with that TVS stopped nothing does",
      release: "12.5(1)", group: ["sub1"], option150: ["sub1"],
      ends: .refuses(.itl, .tvsMustAnswer)
    ) { hq, _ in
      renew([.itlRecovery, .tvs], in: &hq)
      hq.resetITL()
      hq.stop(.tvs, on: "sub1")
    },
    Story(
      "12.5: nothing was renewed: the reset list has another signer, which the old one names",
      release: "12.5(1)", ends: .behind(.heldList(.itl)), otherwise: .trusting
    ) { hq, _ in
      hq.resetITL()
    },
  ]

  @Sendable private static func renew(_ units: [CertificateUnit], in hq: inout TestCluster) {
    for unit in units { hq.regenerate(unit, of: "pub") }
    hq.restart(.tvs, on: "pub")
    hq.restart(.tftp)
  }

  @Test(
    "The signer is the one that does not sign normally, with the publisher's records",
    arguments: [
      ("10.0(1)", "ITLRecovery of pub", "CallManager of pub"),
      ("10.5(2)", "ITLRecovery of pub", "CallManager of pub"),
      ("11.5(1)SU3", "ITLRecovery of pub", "CallManager of pub"),
      ("12.0(1)", "CallManager of pub", "ITLRecovery of pub"),
      ("12.5(1)", "CallManager of pub", "ITLRecovery of pub"),
      ("14SU3", "CallManager of pub", "ITLRecovery of pub"),
    ])
  func signer(_ release: String, signer: String, normal: String) throws {
    let hq = TestCluster(release)
    #expect(hq.words(hq.published(by: "pub").itl.signer) == normal)
    for (law, expected) in [(Law(), signer), (.reversing(.itlReset), normal)] {
      var deliberation = Deliberation(law)
      let found = deliberation.resetITL(of: hq.id, servers: hq.servers)
      let list = try #require(found)
      #expect(hq.words(list.signer) == expected)
      #expect(list.records == hq.published(by: "pub").itl.records)
      #expect(deliberation.rulings.contains(.itlReset))
    }
  }

  @Test("Before 10.0 there is no key for it", arguments: ["8.0(3)", "9.1(2)"])
  func withoutKey(_ release: String) {
    let hq = TestCluster(release)
    var law = Deliberation(Law())
    let list = law.resetITL(of: hq.id, servers: hq.servers)
    #expect(list == nil)
  }

  @Test("It is built from what the publisher's disk and database have now")
  func builtAnew() throws {
    var hq = TestCluster("11.5(1)", law: .reading(.certificateTakesEffect))
    hq.regenerate(.callManager, of: "pub")
    hq.regenerate(.tvs, of: "sub1", replicating: false)
    var law = Deliberation(hq.law)
    let first = law.resetITL(of: hq.id, servers: hq.servers)
    let early = try #require(first)
    #expect(hq.words(early).contains("SAST CallManager of pub number 2"))
    #expect(hq.words(early).contains("TVS TVS of sub1"))
    hq.replicate()
    let second = law.resetITL(of: hq.id, servers: hq.servers)
    let late = try #require(second)
    #expect(hq.words(late).contains("TVS TVS of sub1 number 2"))
  }

  @Test("Every node whose TFTP runs serves this one list, each with its own configurations")
  func spread() {
    var hq = TestCluster(
      "12.5(1)", nodes: [.pub, .sub1, TestNode("tftp1", [.tftp])], group: ["pub"])
    hq.stop(.tftp, on: "tftp1")
    let own = hq.published(by: "tftp1")
    hq.resetITL()
    #expect(hq.published(by: "pub").itl == hq.published(by: "sub1").itl)
    #expect(hq.words(hq.published(by: "sub1").itl.signer) == "CallManager of pub")
    #expect(hq.words(hq.published(by: "sub1").configurationSigner) == "CallManager of sub1")
    #expect(hq.published(by: "tftp1") == own, "its TFTP was down: it gets nothing")
    hq.restart(.tftp, on: "tftp1")
    #expect(hq.published(by: "tftp1") == own)
  }

  @Test("The restart that goes with it loads the current CallManager key")
  func loadsKey() {
    var hq = TestCluster("9.1(2)")
    hq.servers.clusters[0].release = releaseName("10.0(1)")
    hq.issue(.itlRecovery, to: .pub)
    hq.issue(.callManager, to: .pub)
    hq.replicate()
    #expect(hq.words(hq.published(by: "pub").configurationSigner) == "CallManager of pub")
    hq.resetITL()
    #expect(hq.words(hq.published(by: "pub").configurationSigner) == "CallManager of pub number 2")
    #expect(hq.words(hq.published(by: "pub").itl.signer) == "ITLRecovery of pub")
  }

  @Test("The next start of TFTP brings back the node's own list, and leaves the others")
  func nextStart() {
    var hq = TestCluster("12.5(1)")
    let own = ["pub", "sub1"].map { hq.published(by: $0) }
    hq.resetITL()
    let reset = hq.published(by: "pub").itl
    hq.restart(.tftp, on: "sub1")
    #expect(hq.published(by: "sub1") == own[1])
    #expect(hq.published(by: "pub").itl == reset)
    hq.restart(.tftp, on: "pub")
    #expect(hq.published(by: "pub") == own[0])
  }

  @Test("So does a rebuild at a change notification, and nothing less")
  func notification() {
    var hq = TestCluster("12.5(1)")
    hq.resetITL()
    let reset = hq.published(by: "pub").itl
    hq.regenerate(.itlRecovery, of: "pub")
    #expect(hq.published(by: "pub").itl == reset, "a new ITLRecovery alone rebuilds nothing")
    hq.regenerate(.tvs, of: "sub1")
    for node in ["pub", "sub1"] {
      #expect(hq.words(hq.published(by: node).itl.signer) == "ITLRecovery of pub number 2")
    }
  }

  @Test("The CTL is left alone")
  func ctl() {
    var hq = TestCluster("12.5(1)", ctl: .tokenless)
    let before = hq.published(by: "pub").ctl
    hq.resetITL()
    #expect(hq.published(by: "pub").ctl == before)
    #expect(hq.servers[hq.id].ctlFile == before)
  }

  @Test("A CTL that the restart finds written is served with it")
  func writtenCTL() {
    var hq = TestCluster("12.5(1)", ctl: .tokenless)
    hq.regenerate(.callManager, of: "sub1")
    hq.writeCTL()
    let written = hq.servers[hq.id].ctlFile
    #expect(hq.published(by: "pub").ctl != written)
    hq.resetITL()
    #expect(hq.published(by: "pub").ctl == written)
  }
}
