import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CTLResetLocalKeyTests {
  @Test("The reset CTL is carried by the other key, or not at all", arguments: stories)
  func story(_ story: Story) {
    #expect(Ending(story.standing()) == story.ends)
    #expect(Ending(story.standing(under: .reversing(.ctlResetLocalKey))) == story.otherwise)
  }

  static let stories: [Story] = [
    Story(
      "11.5: the only server was renamed: ITLRecovery signs a CTL that the phones can verify",
      nodes: .alone, ctl: .tokenless, ends: .behind(.newCTL),
      otherwise: .refuses(.ctl, .tvsMustBeHeld)
    ) { hq, _ in
      renewEverything(in: &hq)
      reset(&hq)
    },
    Story(
      "12.5: ITLRecovery and TVS were renewed: CallManager, which the phones know, signs it",
      release: "12.5(1)", nodes: .alone, ctl: .tokenless,
      ends: .behind(.newCTL), otherwise: .refuses(.ctl, .tvsMustBeHeld)
    ) { hq, _ in
      hq.regenerate(.itlRecovery, of: "pub")
      hq.regenerate(.tvs, of: "pub")
      hq.restart(.tvs)
      reset(&hq)
    },
  ]

  @Sendable private static func renewEverything(in hq: inout TestCluster) {
    hq.regenerate(.callManager, of: "pub")
    hq.regenerate(.tvs, of: "pub")
    hq.restart(.tvs)
  }

  @Sendable private static func reset(_ hq: inout TestCluster) {
    var law = Deliberation(hq.law)
    hq.servers[hq.id].ctlFile = law.resetCTL(of: hq.id, servers: hq.servers)
    hq.restart(.tftp)
  }

  @Test(
    "The signer by release; the records are those of any CTL",
    arguments: [
      ("10.5(2)", "ITLRecovery of pub"), ("11.5(1)SU3", "ITLRecovery of pub"),
      ("12.0(1)", "CallManager of pub"), ("14SU3", "CallManager of pub"),
    ])
  func signer(_ release: String, signer: String) throws {
    let hq = TestCluster(release, ctl: .tokenless)
    var law = Deliberation(Law())
    let found = law.resetCTL(of: hq.id, servers: hq.servers)
    let ctl = try #require(found)
    #expect(hq.words(ctl.signer) == signer)
    #expect(ctl.records == hq.servers[hq.id].ctlFile?.records)
    #expect(law.rulings.contains(.ctlResetLocalKey))
  }

  @Test(
    "Where the database lacks both keys, or one of them, there is none to reset it",
    arguments: [[CertificateUnit.callManager, .itlRecovery], [.callManager], [.itlRecovery]])
  func withoutCertificates(_ units: [CertificateUnit]) {
    var hq = TestCluster("12.5(1)", ctl: .tokenless)
    for unit in units {
      hq.servers[.pub].database.remove(unit, of: .pub, change: hq.servers.lastChange + 1)
    }
    var law = Deliberation(Law())
    let ctl = law.resetCTL(of: hq.id, servers: hq.servers)
    #expect(ctl == nil)
  }

  @Test(
    "Where a CTL names one key only, there is none to reset it", arguments: ["9.1(2)", "10.0(1)"])
  func withoutKey(_ release: String) {
    let hq = TestCluster(release)
    var law = Deliberation(Law())
    let ctl = law.resetCTL(of: hq.id, servers: hq.servers)
    #expect(ctl == nil)
  }
}
