import ClusterModel
package import SimulationTrace
import TrustRules
import VirtualTime

/// Per-phone events: written down for phones under a spotlight only.
///
/// The law is asked beside the run, and nothing of the answer is kept: a run with a spotlight is
/// the same run.
extension World {
  /// One phone as it is now.
  package mutating func state(ofPhone phone: Int) -> PhoneState {
    let handle = phoneSide.phones[phone].kind
    let kind = phoneSide.kinds[handle]
    let word = word(of: handle)
    let standing = standing(of: handle)
    return PhoneState(
      cohort: phoneSide.cohorts[Int(kind.cohort)], isPowered: kind.isPowered,
      registeredAt: kind.registeredAt, held: phoneSide.heldTable[kind.held], word: word,
      refusals: standing.refusals, hasRefused: refused(kind), carrier: standing.carrier,
      anchors: standing.anchors,
      hasOldConfiguration: worksWithOldConfiguration(kind), obstacles: standing.obstacles,
      remedies: word.isLost ? remedies(for: handle).map(\.action) : [])
  }

  mutating func lightCensus(_ occasion: Census.Occasion) {
    for phone in recording.spotlight.sorted() {
      note(phone, .stands(occasion, state(ofPhone: Int(phone))))
    }
  }

  private mutating func note(_ phone: UInt32, _ event: PhoneEvent) {
    guard agenda.limitReached == nil else { return }
    recording.spotlit.append(SpotlitEntry(time: agenda.now, phone: Int(phone), event: event))
    keep(512)
  }

  /// An event on its way to the phone's machine.
  mutating func light(_ phone: UInt32, _ event: PhoneBoot.Event) {
    guard recording.spotlight.contains(phone) else { return }
    switch event {
    case .powerLost: note(phone, .lostPower)
    case .powerReturned: note(phone, .gotPower)
    case .rebooted, .retryInVain: note(phone, .booted)
    case .serverGivenUp: note(phone, .gaveUpServer)
    case .resetOrdered: note(phone, .resetOrdered)
    case .registered:
      if let node = kind(phone).registeredAt {
        note(phone, .registered(node, after: obstacles(to: phone, before: node)))
      }
    case .notRegistered: note(phone, .notRegistered(obstacles(to: phone)))
    case .registrationLost: note(phone, .lostRegistration)
    case .started, .settledNextCTL, .settledNextITL, .settledNextConfiguration, .settledLast,
      .signerUnknown, .retryTaken:
      break
    }
  }

  /// Why the phone's call control servers do not take it as they are now, in the order in which it
  /// tries them: all of them, or those before the one that took it.
  private func obstacles(to phone: UInt32, before node: NodeID? = nil) -> [RegistrationObstacle] {
    var law = Deliberation(premises.law)
    var held = phoneSide.heldTable[kind(phone).held]
    if let node {
      let before = held.configuration?.servers.prefix { $0.node != node } ?? []
      guard !before.isEmpty else { return [] }
      held.configuration?.servers = Array(before)
    } else if phoneSide.phones[Int(phone)].flags.contains(.offeredTooLarge) {
      return [RegistrationObstacle(.listTooLarge)]
    }
    let found = law.obstacles(
      to: held, cohort(phone), servers: serverSide.servers, now: agenda.now)
    if found.isEmpty, node == nil, refusedConfiguration(kind(phone)),
      !law.registersWithOldConfiguration()
    {
      return [RegistrationObstacle(.configurationRefused)]
    }
    return found
  }

  /// A file is about to be judged.
  mutating func lightFile(_ file: PhoneFile, from node: NodeID, by phone: UInt32) {
    guard recording.spotlight.contains(phone) else { return }
    var law = Deliberation(self.premises.law)
    guard let offer = law.offer(at: node, to: cohort(phone), servers: serverSide.servers) else {
      return
    }
    let flags = phoneSide.phones[Int(phone)].flags
    let context = BootContext(
      held: phoneSide.heldTable[kind(phone).held], traits: cohort(phone).traits,
      wasOpen: flags.contains(.wasOpen), replacedCTL: flags.contains(.replacedCTL), now: agenda.now)
    let book = serverSide.servers.certificates
    let judgement = law.judge(file, of: offer, context, book) ?? .accepted(.sameList)
    note(phone, .judged(file, from: node, signer: offer.signer(of: file), judgement))
  }

  /// The phone is about to ask the next TVS server.
  mutating func lightQuestion(_ phone: UInt32) {
    guard recording.spotlight.contains(phone) else { return }
    let row = phoneSide.phones[Int(phone)]
    let held = phoneSide.heldTable[kind(phone).held]
    let list = held.configuration?.servers ?? []
    guard Int(row.serverAsked) < list.count else { return note(phone, .nobodyToAsk) }
    let asked = memo.questions[Int(row.question)].question
    let address = list[Int(row.serverAsked)]
    var law = Deliberation(self.premises.law)
    let reply = law.ask(
      address, asked, holding: held.itl, from: cohort(phone).site, servers: serverSide.servers,
      now: agenda.now)
    note(phone, .asked(address.node, about: asked.certificate, reply))
  }

  mutating func lightParking(_ phone: UInt32) {
    guard recording.spotlight.contains(phone) else { return }
    note(phone, .triesInVain)
  }

  mutating func lightHands(_ phone: UInt32, deletesCTL: Bool) {
    guard recording.spotlight.contains(phone) else { return }
    note(phone, .listsDeleted(alsoCTL: deletesCTL))
  }
}
