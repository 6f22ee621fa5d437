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
}

/// How a phone would fare if it booted now.
package struct Standing: Hashable, Sendable {
  package var word: StandingWord
  package var refusals: [Refusal] = []
  /// What carries the file that is hardest to carry: TVS before a held list.
  package var carrier: Carrier?
  /// Held lists that carry every offered file (1), and TVS servers that would.
  package var anchors = 0
  package var holdsCurrentLists = false
  /// Registers, and with which configuration.
  package var registration: Registration = .none
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
    guard law.isAware(cohort.traits) else { return finish(.unaware) }
    guard let node = law.servingTFTP(of: cohort.site, servers: servers),
      let published = servers[node].published
    else { return finish(.unserved) }
    var acceptsConfiguration = false
    for file in law.filesOfBoot(cohort.traits) {
      switch file {
      case .ctl: if let ctl = published.ctl { judge(ctl, isTooLarge: false) }
      case .itl: judge(published.itl, isTooLarge: published.isITLTooLarge)
      case .configuration: acceptsConfiguration = judgeConfiguration(published)
      }
    }
    var standing: Standing
    if !refusals.isEmpty {
      standing = finish(.refusing)
    } else if law.isOpen(heldAtStart) {
      standing = finish(.open)
    } else {
      standing = finish(holdsCurrentLists ? .trusting : .behind)
    }
    standing.holdsCurrentLists = holdsCurrentLists
    standing.anchors = anchors(published)
    standing.registration = registration(published, acceptsConfiguration: acceptsConfiguration)
    standing.rulings = law.rulings
    standing.tookPart = law.tookPart
    return standing
  }

  private func finish(_ word: StandingWord) -> Standing {
    Standing(
      word: word, refusals: refusals, carrier: carrier, rulings: law.rulings,
      tookPart: law.tookPart, held: context.held)
  }

  private mutating func judge(_ list: TrustList, isTooLarge: Bool) {
    let judgement = law.judge(list, isTooLarge: isTooLarge, context, servers.certificates)
    let file: PhoneFile = list.kind == .ctl ? .ctl : .itl
    guard settle(judgement, file) else {
      context.held = law.afterRefusing(list.kind, holding: context.held)
      return
    }
    switch list.kind {
    case .ctl:
      context.replacedCTL = context.held.ctl != nil && context.held.ctl != list
      context.held.ctl = list
    case .itl: context.held.itl = list
    }
  }

  private mutating func judgeConfiguration(_ published: PublishedFiles) -> Bool {
    let judgement = law.judgeConfiguration(of: published, context, servers.certificates)
    guard settle(judgement, .configuration) else { return false }
    context.held.configuration = law.configuration(for: cohort.group, servers: servers)
    return true
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
      let list = context.held.configuration?.servers ?? []
      var rule = RuleID.askTVS
      for (place, address) in list.enumerated() {
        let reply = law.ask(
          address, question, holding: context.held.itl, from: cohort.site, servers: servers,
          now: now)
        if reply == .vouches {
          note(.tvs(address.node))
          return true
        }
        rule = reply.rule
        if !law.asksNext(after: reply, remaining: list.count - place - 1) { break }
      }
      refusals.append(Refusal(file: file, rule: rule))
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
    let quiet = Deliberation(law.law)
    return servers[cohort.site].option150.contains { address in
      guard quiet.tftpAnswers(address, from: cohort.site, servers: servers),
        let published = servers[address.node].published
      else { return false }
      return heldAtStart.itl == published.itl
        && (published.ctl == nil || heldAtStart.ctl == published.ctl)
    }
  }

  private func anchors(_ published: PublishedFiles) -> Int {
    var quiet = Deliberation(law.law)
    var questions: [TVSQuestion] = [
      TVSQuestion(certificate: published.itl.signer, roles: [.sast, .ccmTFTP])
    ]
    if let ctl = published.ctl {
      questions.append(TVSQuestion(certificate: ctl.signer, roles: [.sast, .ccmTFTP]))
    }
    let count = (heldAtStart.configuration?.servers ?? []).count { address in
      questions.allSatisfy {
        quiet.ask(
          address, $0, holding: heldAtStart.itl, from: cohort.site, servers: servers, now: now)
          == .vouches
      }
    }
    return count + (refusals.isEmpty && !askedTVS ? 1 : 0)
  }

  private mutating func registration(
    _ published: PublishedFiles, acceptsConfiguration: Bool
  ) -> Standing.Registration {
    if published.isITLTooLarge { return .none }
    guard let list = context.held.configuration,
      list.servers.contains(where: { law.takesRegistration($0, cohort.site, servers) })
    else { return .none }
    if acceptsConfiguration { return .current }
    guard law.registersWithOldConfiguration() else { return .none }
    return law.worksWithOldConfiguration(refusesCurrent: true) ? .old : .current
  }
}

extension TVSReply {
  /// The rule by which a server did not help.
  package var rule: RuleID {
    switch self {
    case .silent: .tvsMustAnswer
    case .useless(let rule): rule
    case .vouches: .tvsRoles
    case .denies: .tvsRoles
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

extension Deliberation {
  /// Whether a call control server takes a phone's registration.
  package func takesRegistration(_ address: ServerAddress, _ site: SiteID, _ servers: Servers)
    -> Bool
  {
    let node = servers[address.node]
    return node.serves(.callManager) && servers[site].link.isRunning
      && node.answers(to: address.text)
  }
}
