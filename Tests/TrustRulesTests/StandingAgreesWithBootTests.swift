import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct StandingAgreesWithBootTests {
  static let stories: [Story] =
    AskTVSTests.stories + BothAtOnceTests.stories + CTLOnlyTests.stories
    + CTLJudgesITLTests.stories + ExpiredCertificateTests.stories
    + FirstListIsTrustedTests.stories + NewCTLVouchesForITLTests.stories
    + NoListNoSignatureTests.stories + RenameRegeneratesAllTests.stories + SameListTests.stories
    + SignerInHeldListTests.stories + TFTPOrderTests.stories + TVSMustAnswerTests.stories
    + TVSNegativeTests.stories + TVSReadsCTLFileTests.stories + TVSRolesTests.stories
    + UnawarePhoneTests.stories + ITLResetTests.stories

  @Test("A boot taken file by file ends as the standing said", arguments: stories)
  func fileByFile(_ story: Story) {
    let (hq, phone) = story.lived()
    let standing = hq.standing(of: phone)
    var boot = Boot(phone: phone, law: Deliberation(hq.law))
    boot.run(in: hq)
    #expect(boot.held == standing.held)
    #expect(boot.refused == standing.refusals.map(\.file))
  }

  @Test("What a boot accepted in full is current for the next", arguments: stories)
  func nextBoot(_ story: Story) {
    let (hq, healthy) = story.lived()
    var phone = healthy
    guard [.trusting, .behind, .open].contains(hq.boot(&phone).word) else { return }
    let next = hq.standing(of: phone)
    #expect(next.holdsCurrentLists)
    #expect(next.held == phone.held)
  }

  /// The stages of a boot in the order in which a phone takes them.
  private struct Boot {
    var held: HeldState
    var refused: [PhoneFile] = []
    private let cohort: Cohort
    private var law: Deliberation

    init(phone: TestPhone, law: Deliberation) {
      held = phone.held
      cohort = phone.cohort
      self.law = law
    }

    mutating func run(in hq: TestCluster) {
      guard let server = law.servingTFTP(of: cohort.site, servers: hq.servers),
        let files = hq.servers[server].published
      else { return }
      var context = BootContext(
        held: held, traits: cohort.traits, wasOpen: law.isOpen(held), now: hq.now)
      let book = hq.servers.certificates
      for file in law.filesOfBoot(cohort.traits) {
        switch file {
        case .ctl:
          guard let ctl = files.ctl else { continue }
          let judgement = law.judge(ctl, isTooLarge: false, context, book)
          guard accepts(judgement, .ctl, in: hq) else { continue }
          context.replacedCTL = held.ctl != nil && held.ctl != ctl
          held.ctl = ctl
        case .itl:
          let judgement = law.judge(files.itl, isTooLarge: files.isITLTooLarge, context, book)
          if accepts(judgement, .itl, in: hq) { held.itl = files.itl }
        case .configuration:
          let judgement = law.judgeConfiguration(of: files, context, book)
          guard accepts(judgement, .configuration, in: hq) else { continue }
          held.configuration = law.configuration(for: cohort.group, servers: hq.servers)
        }
        context.held = held
      }
    }

    private mutating func accepts(
      _ judgement: Judgement, _ file: PhoneFile, in hq: TestCluster
    ) -> Bool {
      var isAccepted = false
      switch judgement {
      case .accepted: isAccepted = true
      case .refused: break
      case .ask(let question): isAccepted = asksItsWay(question, in: hq)
      }
      if !isAccepted { refused.append(file) }
      return isAccepted
    }

    private mutating func asksItsWay(_ question: TVSQuestion, in hq: TestCluster) -> Bool {
      var left = held.configuration?.servers ?? []
      while !left.isEmpty {
        let reply = law.ask(
          left.removeFirst(), question, holding: held.itl, from: cohort.site,
          servers: hq.servers, now: hq.now)
        if reply == .vouches { return true }
        if !law.asksNext(after: reply, remaining: left.count) { return false }
      }
      return false
    }
  }
}
