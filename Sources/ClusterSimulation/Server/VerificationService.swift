import ClusterModel
import TrustRules
import VirtualTime

/// TVS as phones meet it: connect, see its certificate, ask, be answered.
extension World {
  /// Puts the phone's question to the next server of its last accepted configuration.
  mutating func askTVS(_ phone: UInt32) throws(UnreachableTransition) {
    if recording.hasSpotlight { lightQuestion(phone) }
    let row = phoneSide.phones.look(phone)
    let low =
      UInt64(serverSide.epoch) << 36 | UInt64(row.pointee.question) << 8
      | UInt64(row.pointee.serverAsked)
    let kind = row.pointee.kind
    var known = lastAnswer(.reply, of: kind, to: low)
    if known == nil {
      let found = findExchange(
        phoneSide.kinds[kind], question: Int(row.pointee.question),
        place: Int(row.pointee.serverAsked), low)
      keep(found, to: low, .reply, of: kind)
      known = found
    }
    let exchange = known ?? 0
    let answer = Exchange(code: exchange)
    let latency = facts(ofKind: row.pointee.kind).pointee.latency
    let shake = latency * 2 + premises.pace.tvsShake
    let wait =
      switch answer.length {
      case .nobody: Duration.zero
      case .silence: premises.pace.tvsSilent
      case .handshake: shake
      case .answer: shake + latency + premises.pace.tvsAnswer
      }
    push(
      .tvsReplies, phone, at: agenda.now + wait, flag: answer.result.rawValue, detail: answer.rule)
  }

  @inline(never)
  private mutating func findExchange(
    _ kind: Kind, question: Int, place: Int, _ low: UInt64
  ) -> UInt32 {
    let high = UInt64(kind.cohort) << 32 | UInt64(kind.held)
    if let known = memo.replies[high, low] { return known }
    let found = exchange(kind, question: question, place: place).code
    memo.replies[high, low] = found
    return found
  }

  private mutating func exchange(_ kind: Kind, question: Int, place: Int) -> Exchange {
    let held = phoneSide.heldTable[kind.held]
    let list = held.configuration?.servers ?? []
    // Without any server there is nobody to say yes; the answer is due at once.
    guard place < list.count else {
      return Exchange(result: .no, length: .nobody, rule: RuleID.askTVS.number)
    }
    let asked = memo.questions[question].question
    let site = phoneSide.cohorts[Int(kind.cohort)].site
    let servers = serverSide.servers
    let now = agenda.now
    let remaining = list.count - place - 1
    let (reply, goesOn) = consult { law in
      let reply = law.ask(
        list[place], asked, holding: held.itl, from: site, servers: servers, now: now)
      return (reply, law.asksNext(after: reply, remaining: remaining))
    }
    let length: Exchange.Length =
      switch reply {
      case .silent: .silence
      case .useless: .handshake
      case .vouches, .denies: .answer
      }
    return Exchange(
      result: reply == .vouches ? .yes : goesOn ? .next : .no, length: length,
      rule: reply.rule.number)
  }

  /// The reply is there: yes, no, or nothing of use so that the next server is asked.
  mutating func tvsReplies(_ ticket: Ticket) throws(UnreachableTransition) {
    let phone = ticket.owner
    let row = phoneSide.phones.row(phone)
    if ticket.flag == Exchange.Result.next.rawValue {
      row.pointee.serverAsked += 1
      try advance(phone, by: .signerUnknown)
      return
    }
    let stage = row.pointee.boot.stage
    guard let file = stage.fileAskedAbout else {
      throw UnreachableTransition(stage: stage, event: .signerUnknown)
    }
    row.pointee.forgetTries()
    let isAccepted = ticket.flag == Exchange.Result.yes.rawValue
    let rule = isAccepted ? nil : ticket.detail
    try settle(file, phone, knownOutcome(of: file, refusedBy: rule, by: phone))
  }
}

/// What comes of asking one TVS server, and how long it takes.
private struct Exchange {
  enum Result: UInt8 {
    case no = 0
    case next = 1
    case yes = 2
  }
  enum Length: UInt8 { case nobody, silence, handshake, answer }
  var result: Result
  var length: Length
  /// The number of the rule by which the server did what it did.
  var rule: UInt16

  init(result: Result, length: Length, rule: UInt16) {
    self.result = result
    self.length = length
    self.rule = rule
  }

  init(code: UInt32) {
    result = Result(rawValue: UInt8(code & 3)) ?? .no
    length = Length(rawValue: UInt8(code >> 2 & 3)) ?? .nobody
    rule = UInt16(truncatingIfNeeded: code >> 4)
  }

  var code: UInt32 {
    UInt32(result.rawValue) | UInt32(length.rawValue) << 2 | UInt32(rule) << 4
  }
}
