package import ClusterModel
package import VirtualTime

/// The word for where a phone stands; *refusing* is locked or stranded, which only acting the
/// remedies can tell apart.
package enum StandingWord: String, CaseIterable, Hashable, Sendable {
  case unaware, unserved, refusing, open, trusting, behind
}

/// A file that a phone refuses, and the rule that made it.
package struct Refusal: Hashable, Sendable {
  package var file: PhoneFile
  package var rule: RuleID
  package init(file: PhoneFile, rule: RuleID) {
    self.file = file
    self.rule = rule
  }
}

/// How a phone would fare if it booted now.
package struct Standing: Hashable, Sendable {
  package var word: StandingWord
  package var refusals: [Refusal] = []
  /// What carries the file that is hardest to carry: TVS before a held list.
  package var carrier: Carrier?
  /// Held lists that carry every offered file (1), and TVS servers that would.
  package var anchors = 0
  /// Undecided rules on which the number of anchors turned, and nothing else.
  package var anchorsTookPart: UndecidedRules = []
  package var holdsCurrentLists = false
  /// Registers, and with which configuration.
  package var registration: Registration = .none
  /// Why it would not register, server by server in the order in which it tries them; empty where
  /// it would.
  package var obstacles: [RegistrationObstacle] = []
  /// Every rule that spoke.
  package var rulings: [RuleID] = []
  package var tookPart: UndecidedRules = []
  /// What the phone would hold after that boot.
  package var held: HeldState

  package enum Registration: Hashable, Sendable { case none, current, old }
}

/// Where a phone of this kind stands: an untimed boot against the servers as they are.
///
/// Pure. `servers` are the *settled* ones: what will return by itself has returned.
package func standing(
  of held: HeldState, cohort: Cohort, servers: Servers, law: Law, now: Instant
) -> Standing {
  var boot = UntimedBoot(held: held, cohort: cohort, servers: servers, law: law, now: now)
  return boot.run()
}

private struct UntimedBoot {
  let cohort: Cohort
  let servers: Servers
  let now: Instant
  let heldAtStart: HeldState
  var law: Deliberation
  var context: BootContext
  var refusals: [Refusal] = []
  var carrier: Carrier?
  var askedTVS = false

  init(held: HeldState, cohort: Cohort, servers: Servers, law: Law, now: Instant) {
    self.cohort = cohort
    self.servers = servers
    self.now = now
    heldAtStart = held
    self.law = Deliberation(law)
    context = BootContext(
      held: held, traits: cohort.traits, wasOpen: self.law.isOpen(held), now: now)
  }

  mutating func run() -> Standing {
    let isAware = law.isAware(cohort.traits)
    guard let node = law.servingTFTP(of: cohort.site, servers: servers),
      let offer = law.offer(at: node, to: cohort, servers: servers)
    else {
      var standing = finish(isAware ? .unserved : .unaware)
      // It keeps everything, the configuration by which it registers too.
      standing.obstacles = obstacles
      standing.registration = standing.obstacles.isEmpty ? .current : .none
      return standing
    }
    let published = offer.files
    var acceptsConfiguration = false
    for file in law.filesOfBoot(cohort.traits) {
      let isAccepted = judge(file, of: offer)
      if file == .configuration { acceptsConfiguration = isAccepted }
    }
    var standing: Standing
    if !isAware {
      standing = finish(.unaware)
    } else if !refusals.isEmpty {
      standing = finish(.refusing)
    } else if law.isOpen(heldAtStart) {
      standing = finish(.open)
    } else {
      standing = finish(holdsCurrentLists ? .trusting : .behind)
    }
    standing.holdsCurrentLists = isAware && holdsCurrentLists
    if isAware { countAnchors(published, &standing) }
    register(&standing, published, acceptsConfiguration: acceptsConfiguration)
    standing.rulings = law.rulings
    standing.tookPart = law.tookPart
    return standing
  }

  private func finish(_ word: StandingWord) -> Standing {
    Standing(
      word: word, refusals: refusals, carrier: carrier, rulings: law.rulings,
      tookPart: law.tookPart, held: context.held)
  }

  /// Judges a file of the offer and takes it over, or what a refusal leaves; true if it is
  /// accepted, or there is none.
  private mutating func judge(_ file: PhoneFile, of offer: Offer) -> Bool {
    guard let judgement = law.judge(file, of: offer, context, servers.certificates) else {
      return true
    }
    let isAccepted = settle(judgement, file)
    let after = law.settle(file, of: offer, isAccepted: isAccepted, holding: context.held)
    context.held = after.held
    if file == .ctl && isAccepted { context.replacedCTL = after.replacedCTL }
    return isAccepted
  }

  /// Carries a judgement to its end, asking TVS where needed; true if the file is accepted.
  private mutating func settle(_ judgement: Judgement, _ file: PhoneFile) -> Bool {
    switch judgement {
    case .accepted(let by):
      note(by)
      return true
    case .refused(let rule):
      refusals.append(Refusal(file: file, rule: rule))
      return false
    case .ask(let question):
      context.held = law.forgettingAnswers(context.held)
      let answer = law.search(
        question, holding: context.held, from: cohort.site, servers: servers, now: now)
      if let server = answer.server {
        note(.tvs(server))
        return true
      }
      refusals.append(Refusal(file: file, rule: answer.rule))
      return false
    }
  }

  private mutating func note(_ by: Carrier) {
    if case .tvs = by { askedTVS = true }
    if carrier == nil || by.weight > carrier!.weight { carrier = by }
  }

  /// Whether the lists held before the boot are those of a TFTP node of the phone's list that
  /// would answer.
  private var holdsCurrentLists: Bool {
    var quiet = Deliberation(law.law)
    return servers[cohort.site].option150.contains { address in
      guard quiet.tftpAnswers(address, from: cohort.site, servers: servers),
        let published = quiet.offer(at: address.node, to: cohort, servers: servers)?.files
      else { return false }
      return (!published.hasITL || heldAtStart.itl == published.itl)
        && (published.ctl == nil || heldAtStart.ctl == published.ctl)
    }
  }

  /// Counts what carries this phone: a held list that carries every offered file, and every TVS
  /// that would carry them alone.
  private func countAnchors(_ published: PublishedFiles, _ standing: inout Standing) {
    var quiet = Deliberation(law.law)
    let isOpen = quiet.isOpen(heldAtStart)
    let byLists = refusals.isEmpty && !askedTVS && !isOpen ? 1 : 0
    var questions: [TVSQuestion] = []
    let listRoles: [Role] = [.sast, .ccmTFTP]
    let replacesCTL =
      published.ctl != nil && heldAtStart.ctl != nil && published.ctl != heldAtStart.ctl
    if let ctl = published.ctl, ctl != heldAtStart.ctl {
      questions.append(TVSQuestion(certificate: ctl.signer, roles: listRoles))
    }
    var mayAsk = !isOpen
    if !published.hasITL {
      // What is offered comes unsigned, or by the CTL: no TVS carries it.
      mayAsk = false
    } else if replacesCTL {
      // The new CTL decides about the ITL, or the ITL held before.
      let after = HeldState(
        ctl: published.ctl, itl: heldAtStart.itl, configuration: heldAtStart.configuration)
      let context = BootContext(
        held: after, traits: cohort.traits, wasOpen: isOpen, replacedCTL: true, now: now)
      let judgement = quiet.judge(
        published.itl, isTooLarge: published.isITLTooLarge, context, servers.certificates)
      if case .accepted = judgement {} else { mayAsk = false }
    } else {
      questions.append(TVSQuestion(certificate: published.itl.signer, roles: listRoles))
      let context = BootContext(
        held: heldAtStart, traits: cohort.traits, wasOpen: isOpen, now: now)
      let asks = Judgement.ask(questions[questions.count - 1])
      // Where the CTL alone decides about an ITL, no TVS carries it.
      mayAsk = quiet.judgeBesideCTL(published.itl, context, otherwise: asks) == asks && mayAsk
    }
    let question = TVSQuestion(
      certificate: published.configurationSigner, roles: [.ccmTFTP, .tftp])
    if published.hasITL, !published.itl.names(question.certificate, as: question.roles) {
      questions.append(question)
    }
    var byTVS = 0
    for address in heldAtStart.configuration?.servers ?? [] where mayAsk {
      let helps = questions.allSatisfy {
        quiet.ask(
          address, $0, holding: heldAtStart.itl, from: cohort.site, servers: servers, now: now)
          == .vouches
      }
      if helps { byTVS += 1 }
    }
    standing.anchors = byLists + byTVS
    standing.anchorsTookPart = quiet.tookPart
  }

  private var obstacles: [RegistrationObstacle] {
    mutating get { law.obstacles(to: context.held, cohort, servers: servers, now: now) }
  }

  private mutating func register(
    _ standing: inout Standing, _ published: PublishedFiles, acceptsConfiguration: Bool
  ) {
    // A phone without Security By Default never fetches the list.
    if published.isITLTooLarge && law.isAware(cohort.traits) {
      standing.obstacles = [RegistrationObstacle(.listTooLarge)]
      return
    }
    standing.obstacles = obstacles
    guard standing.obstacles.isEmpty else { return }
    if acceptsConfiguration {
      standing.registration = .current
    } else if law.registersWithOldConfiguration() {
      standing.registration =
        law.worksWithOldConfiguration(refusesCurrent: true) ? .old : .current
    } else {
      standing.obstacles = [RegistrationObstacle(.configurationRefused)]
    }
  }
}

extension TVSReply {
  /// The rule by which a server did not help.
  package var rule: RuleID {
    switch self {
    case .silent: .tvsMustAnswer
    case .useless(let rule): rule
    case .vouches: .tvsRoles
    case .denies(let rule): rule
    }
  }
}

extension Carrier {
  /// How far a phone had to go for this: the higher, the closer to losing trust.
  package var weight: Int {
    switch self {
    case .sameList: 0
    case .open: 1
    case .heldList: 2
    case .newCTL: 3
    case .tvs: 4
    }
  }
}
