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
      ("8861", true),
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
}
