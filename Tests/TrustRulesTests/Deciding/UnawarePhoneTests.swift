import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct UnawarePhoneTests {
  @Test("A model without Security By Default is in no trust count", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .unawarePhone) }

  static let stories: [Story] = [
    Story(
      "nothing a 7960 could hold is lost", model: "7960",
      ends: .unaware, otherwise: .refuses(.itl, .tvsMustBeHeld)
    ) { hq, _ in
      for node in ["pub", "sub1"] {
        hq.regenerate(.callManager, of: node)
        hq.regenerate(.tvs, of: node)
      }
      hq.restart(.tvs)
    },
    Story(
      "nobody serves it: it is unaware all the same", model: "7940",
      ends: .unaware, otherwise: .unserved
    ) { hq, _ in
      hq.stop(.tftp)
    },
    Story("an 8861 is aware", model: "8861", ends: .trusting),
  ]

  @Test(
    "The list of models is closed",
    arguments: [
      ("7902", false), ("7905", false), ("7910", false), ("7912", false), ("7920", false),
      ("7935", false), ("7936", false), ("7940", false), ("7960", false), ("7906", true),
      ("7911", true), ("7937", true), ("7941", true), ("7961", true), ("7970", true),
      ("8861", true), ("ATA186", false), ("ATA188", false), ("VG224", false), ("VG248", false),
      ("analogue", false),
    ])
  func models(_ model: String, isAware: Bool) {
    var law = Deliberation(Law())
    let finding = law.isAware(PhoneTraits(model: model))
    #expect(finding == isAware)
  }

  @Test("It asks for no ITL")
  func files() {
    var law = Deliberation(Law())
    let files = law.filesOfBoot(PhoneTraits(model: "7960"))
    #expect(files == [.ctl, .configuration])
  }

  @Test("With a CTL it judges by that alone, and asks no TVS")
  func judgesByCTL() throws {
    var hq = TestCluster("11.5(1)", ctl: .tokens(["a", "b"]))
    let phone = hq.healthyPhone(model: "7960")
    let context = BootContext(
      held: phone.held, traits: phone.cohort.traits, wasOpen: false, now: hq.now)
    var law = Deliberation(Law())

    hq.regenerate(.callManager, of: "pub")
    let refused = law.judgeConfiguration(
      of: hq.published(by: "pub"), context, hq.servers.certificates)
    #expect(refused == .refused(.unawarePhone))

    hq.writeCTL()
    hq.restart(.tftp)
    let ctl = try #require(hq.published(by: "pub").ctl)
    let carried = law.judge(ctl, isTooLarge: false, context, hq.servers.certificates)
    #expect(carried == .accepted(.heldList(.ctl)), "an eToken it holds signed the new CTL")
  }

  @Test(
    "Its files are judged and its registration is told, though it is in no trust count",
    arguments: [
      Booted("nothing changed", registers: .current) { _, _ in },
      Booted(
        "CallManager was renewed and the CTL not updated", refuses: [.configuration],
        registers: .old
      ) { hq, _ in
        hq.regenerate(.callManager, of: "pub")
      },
      Booted("the CTL was updated with an eToken it holds", takesCTL: true, registers: .current) {
        hq, _ in
        hq.regenerate(.callManager, of: "pub")
        hq.writeCTL()
        hq.restart(.tftp)
      },
      Booted(
        "the CTL was signed anew with eTokens it does not hold, and it cannot ask TVS",
        refuses: [.ctl], registers: .current
      ) { hq, _ in
        hq.hold(tokensOf: .tokens(["c", "d"]))
        hq.writeCTL()
        hq.restart(.tftp)
      },
      Booted(
        "CallManager was renewed and no call control server answers",
        refuses: [.configuration], registers: .none
      ) { hq, _ in
        hq.regenerate(.callManager, of: "pub")
        hq.stop(.callManager)
      },
      Booted("nobody serves it files", registers: .current) { hq, _ in hq.stop(.tftp) },
      Booted("it has no CTL: it takes the first unseen", takesCTL: true, registers: .current) {
        hq, phone in
        phone.held.ctl = nil
        hq.regenerate(.callManager, of: "pub")
        hq.writeCTL()
        hq.restart(.tftp)
      },
    ])
  func boots(_ row: Booted) {
    var hq = TestCluster("11.5(1)", ctl: .tokens(["a", "b"]))
    var phone = hq.healthyPhone(model: "7960")
    row.history(&hq, &phone)
    let standing = hq.standing(of: phone)
    #expect(standing.word == .unaware)
    #expect(standing.refusals.map(\.file) == row.refuses)
    #expect(standing.refusals.allSatisfy { $0.rule == .unawarePhone })
    #expect(standing.held.ctl == (row.takesCTL ? hq.published(by: "pub").ctl : phone.held.ctl))
    #expect((standing.held.ctl != phone.held.ctl) == row.takesCTL)
    #expect(standing.held.itl == nil)
    #expect(standing.registration == row.registers)
    #expect(standing.anchors == 0)
    #expect(!standing.holdsCurrentLists)
  }

  @Test("It too refuses what an expired certificate signed, if it has a CTL to judge by")
  func expired() {
    let clusters: [(CTLSigning?, [PhoneFile])] = [
      (.tokens(["a", "b"]), [.configuration]), (nil, []),
    ]
    for (ctl, refused) in clusters {
      var hq = TestCluster("11.5(1)", ctl: ctl)
      let phone = hq.healthyPhone(model: "7960")
      hq.expire(.callManager, of: "pub")
      let refusals = hq.standing(of: phone).refusals
      #expect(refusals.map(\.file) == refused)
      #expect(refusals.allSatisfy { $0.rule == .expiredCertificate })
      #expect(hq.standing(of: phone, law: .reversing(.expiredCertificate)).refusals.isEmpty)
    }
  }

  @Test("It refuses a new CTL that an expired certificate signed")
  func expiredCTL() {
    var hq = TestCluster("12.0(1)", ctl: .tokenless)
    let phone = hq.healthyPhone(model: "7960")
    hq.regenerate(.callManager, of: "sub1")
    hq.writeCTL()
    hq.restart(.tftp)
    #expect(hq.standing(of: phone).refusals.isEmpty)
    hq.expire(.itlRecovery, of: "pub")
    let refusals = hq.standing(of: phone).refusals
    #expect(refusals.map(\.file) == [.ctl])
    #expect(refusals.map(\.rule) == [.expiredCertificate])
  }

  @Test("Without a CTL it takes everything")
  func takesEverything() {
    let hq = TestCluster("11.5(1)")
    let phone = hq.healthyPhone(model: "7960")
    let context = BootContext(
      held: HeldState(ctl: nil, itl: nil, configuration: nil), traits: phone.cohort.traits,
      wasOpen: true, now: hq.now)
    var law = Deliberation(Law())
    let judgement = law.judgeConfiguration(
      of: hq.published(by: "pub"), context, hq.servers.certificates)
    #expect(judgement == .accepted(.open))
  }

  struct Booted: Sendable, CustomStringConvertible {
    let description: String
    let refuses: [PhoneFile]
    let takesCTL: Bool
    let registers: Standing.Registration
    let history: Story.History

    init(
      _ description: String, refuses: [PhoneFile] = [], takesCTL: Bool = false,
      registers: Standing.Registration, history: @escaping Story.History
    ) {
      self.description = description
      self.refuses = refuses
      self.takesCTL = takesCTL
      self.registers = registers
      self.history = history
    }
  }
}
