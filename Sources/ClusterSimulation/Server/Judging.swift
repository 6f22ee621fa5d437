import ClusterModel
import TrustRules
import VirtualTime

/// The law is asked once per kind of situation; the answers are kept.
extension World {
  /// What the phone decides about the file that this node serves now, before any TVS is asked.
  @inline(__always)
  mutating func judgement(of file: PhoneFile, from node: NodeID, by phone: UInt32)
    -> RowToRead<Judged>
  {
    let row = phoneSide.phones.look(phone)
    let flags = row.pointee.flags
    let low =
      UInt64(serverSide.epoch) << 24 | UInt64(node.index) << 4 | UInt64(file.number) << 2
      | (flags.contains(.wasOpen) ? 2 : 0) | (flags.contains(.replacedCTL) ? 1 : 0)
    let kind = row.pointee.kind
    if let last = lastAnswer(.judging(file), of: kind, to: low) { return memo.judged.look(last) }
    let found = findJudgement(of: file, from: node, phoneSide.kinds[kind], flags, low)
    keep(found, to: low, .judging(file), of: kind)
    return memo.judged.look(found)
  }

  @inline(never)
  private mutating func findJudgement(
    of file: PhoneFile, from node: NodeID, _ kind: Kind, _ flags: PhoneRow.Flags, _ low: UInt64
  ) -> UInt32 {
    let high = UInt64(kind.cohort) << 32 | UInt64(kind.held)
    if let known = memo.judgements[high, low] { return known }
    let answer = judge(file, from: node, kind, flags)
    let place = UInt32(memo.judged.count)
    memo.judgements[high, low] = place
    memo.judged.append(answer)
    return place
  }

  private mutating func judge(
    _ file: PhoneFile, from node: NodeID, _ kind: Kind, _ flags: PhoneRow.Flags
  ) -> Judged {
    let held = phoneSide.heldTable[kind.held]
    let cohort = phoneSide.cohorts[Int(kind.cohort)]
    let servers = serverSide.servers
    guard let offer = consult({ $0.offer(at: node, to: cohort, servers: servers) }) else {
      assertionFailure("a file arrived from a node that publishes nothing")
      return Judged(result: .refused(.phoneFiles), held: kind.held, replacedCTL: false)
    }
    let context = BootContext(
      held: held, traits: cohort.traits, wasOpen: flags.contains(.wasOpen),
      replacedCTL: flags.contains(.replacedCTL), now: agenda.now)
    let book = servers.certificates
    switch consult({ $0.judge(file, of: offer, context, book) }) {
    case nil, .accepted: return outcome(of: file, refusedBy: nil, from: offer, kind)
    case .refused(let rule):
      var refused = outcome(of: file, refusedBy: rule, from: offer, kind)
      refused.isTooLarge = file == .itl && offer.files.isITLTooLarge
      return refused
    case .ask(let question):
      let open = OpenQuestion(question: question, offer: offer)
      let place = memo.questionPlaces[open] ?? UInt32(memo.questions.count)
      if place == memo.questions.count {
        memo.questions.append(open)
        memo.questionPlaces[open] = place
      }
      let forgetting = phoneSide.heldTable.handle(of: consult { $0.forgettingAnswers(held) })
      return Judged(result: .ask(place), held: forgetting, replacedCTL: false)
    }
  }

  /// What a phone holds once TVS has said yes or no about the file it asked about.
  ///
  /// - Parameter rule: the number of the rule by which the last server asked did not vouch; nil:
  ///   it did.
  @inline(__always)
  mutating func knownOutcome(of file: PhoneFile, refusedBy rule: UInt16?, by phone: UInt32)
    -> RowToRead<Judged>
  {
    let row = phoneSide.phones.look(phone)
    let low =
      UInt64(row.pointee.question) << 32 | UInt64(rule.map { $0 + 1 } ?? 0) << 2
      | UInt64(file.number)
    let kind = row.pointee.kind
    if let last = lastAnswer(.settled, of: kind, to: low) { return memo.judged.look(last) }
    let found = findOutcome(
      of: file, refusedBy: rule.map(RuleID.init(number:)), question: Int(row.pointee.question),
      phoneSide.kinds[kind], low)
    keep(found, to: low, .settled, of: kind)
    return memo.judged.look(found)
  }

  @inline(never)
  private mutating func findOutcome(
    of file: PhoneFile, refusedBy rule: RuleID?, question: Int, _ kind: Kind, _ low: UInt64
  ) -> UInt32 {
    let high = UInt64(kind.cohort) << 32 | UInt64(kind.held)
    if let known = memo.outcomes[high, low] { return known }
    let offer = memo.questions[question].offer
    let answer = outcome(of: file, refusedBy: rule, from: offer, kind)
    let place = UInt32(memo.judged.count)
    memo.outcomes[high, low] = place
    memo.judged.append(answer)
    return place
  }

  /// What a phone of this kind holds once the file is settled.
  private mutating func outcome(
    of file: PhoneFile, refusedBy rule: RuleID?, from offer: Offer, _ kind: Kind
  ) -> Judged {
    let held = phoneSide.heldTable[kind.held]
    let after = consult { $0.settle(file, of: offer, isAccepted: rule == nil, holding: held) }
    return Judged(
      result: rule.map(Judged.Result.refused) ?? .accepted,
      held: phoneSide.heldTable.handle(of: after.held), replacedCTL: after.replacedCTL)
  }
}
