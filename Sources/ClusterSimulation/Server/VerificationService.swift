import ClusterModel
import TrustRules
import VirtualTime

/// TVS as phones meet it: connect, see its certificate, ask, be answered.
extension World {
  private func tvsServers(of phone: UInt32) -> [ServerAddress] {
    heldTable[kind(phone).held].configuration?.servers ?? []
  }

  /// Puts the phone's question to the next server of its last accepted configuration.
  mutating func askTVS(_ phone: UInt32) throws(UnreachableTransition) {
    let list = tvsServers(of: phone)
    let place = Int(phones[Int(phone)].tvs)
    guard place < list.count else {
      // Without any server there is nobody to say yes; the answer is due at once.
      push(.tvsReplies, phone, at: now, flag: 0)
      return
    }
    let question = questions[Int(phones[Int(phone)].question)]
    let cohort = cohort(phone)
    let held = heldTable[kind(phone).held]
    let servers = servers
    let now = now
    let remaining = list.count - place - 1
    let (reply, goesOn) = consult { law in
      let reply = law.ask(
        list[place], question, holding: held.itl, from: cohort.site, servers: servers, now: now)
      return (reply, law.asksNext(after: reply, remaining: remaining))
    }
    let latency = scenario.estate[cohort.site].latency
    let shake = latency * 2 + times.duration(.tvsConnect) + times.duration(.tvsHandshake)
    let wait =
      switch reply {
      case .silent: times.duration(.tvsSilent)
      case .useless: shake
      case .vouches, .denies: shake + latency + times.duration(.tvsAnswer)
      }
    push(.tvsReplies, phone, at: now + wait, flag: reply == .vouches ? 2 : goesOn ? 1 : 0)
  }

  /// The reply is there: yes, no, or nothing of use so that the next server is asked.
  mutating func tvsReplies(_ ticket: Ticket) throws(UnreachableTransition) {
    let phone = ticket.owner
    if ticket.flag == 1 {
      phones[Int(phone)].tvs += 1
      try self.phone(phone, .signerUnknown)
      return
    }
    let file = phones[Int(phone)].boot.stage.file
    let list = servers[cohort(phone).site].option150
    let node = list[Int(phones[Int(phone)].tftp)].node
    try settle(
      file, phone,
      outcome(of: file, isAccepted: ticket.flag == 2, from: node, kind(phone)))
  }
}

extension PhoneBoot.Stage {
  /// The file that this stage is about.
  var file: PhoneFile {
    switch self {
    case .fetchingCTL, .askingAboutCTL: .ctl
    case .fetchingITL, .askingAboutITL: .itl
    case .off, .starting, .fetchingConfiguration, .askingAboutConfiguration, .registering,
      .inService, .awaitingReset, .unregistered:
      .configuration
    }
  }
}
