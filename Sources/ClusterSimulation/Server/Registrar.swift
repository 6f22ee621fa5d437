import ClusterModel
import TrustRules
import VirtualTime

/// The CallManager service as phones meet it: a queue of registrations.
extension World {
  /// The first call control server of the phone's configuration that would take it.
  mutating func registrar(for phone: UInt32) -> NodeID? {
    refreshAnswers()
    let kind = phoneSide.phones.look(phone).pointee.kind
    if let last = lastAnswer(.registrar, of: kind, to: UInt64(serverSide.epoch)) {
      return last == 0 ? nil : NodeID(Int(last) - 1)
    }
    let node = findRegistrar(for: phoneSide.kinds[kind])
    keep(node.map { UInt32($0.index) + 1 } ?? 0, to: UInt64(serverSide.epoch), .registrar, of: kind)
    return node
  }

  @inline(never)
  private mutating func findRegistrar(for kind: Kind) -> NodeID? {
    let known = memo.answers.registrars[UInt64(kind.cohort), UInt64(kind.held)]
    if let known { return known == 0 ? nil : NodeID(Int(known) - 1) }
    let cohort = phoneSide.cohorts[Int(kind.cohort)]
    let held = phoneSide.heldTable[kind.held]
    let servers = serverSide.servers
    let now = agenda.now
    let node = consult { $0.registrar(of: held, cohort, servers: servers, now: now) }
    memo.answers.registrars[UInt64(kind.cohort), UInt64(kind.held)] =
      node.map { UInt32($0.index) + 1 } ?? 0
    return node
  }

  /// Whether the law lets the phone register after what its last boot accepted.
  mutating func mayRegister(_ phone: UInt32) -> Bool {
    let row = phoneSide.phones.look(phone)
    if row.pointee.flags.contains(.offeredTooLarge) { return false }
    guard facts(ofKind: row.pointee.kind).pointee.refusal(of: .configuration) != 0 else {
      return true
    }
    if let known = memo.answers.registersWithOld { return known }
    let registers = consult { $0.registersWithOldConfiguration() }
    memo.answers.registersWithOld = registers
    return registers
  }

  mutating func register(_ phone: UInt32) throws(UnreachableTransition) {
    guard mayRegister(phone), let node = registrar(for: phone) else {
      try advance(phone, by: .notRegistered)
      return
    }
    let station = serverSide.registrars.row(UInt32(node.index))
    guard let departure = station.pointee.departure(of: agenda.now, patience: .distantFuture) else {
      try advance(phone, by: .notRegistered)
      return
    }
    let row = phoneSide.phones.row(phone)
    row.pointee.node = UInt32(node.index)
    let latency = facts(ofKind: row.pointee.kind).pointee.latency
    push(
      .registrationAnswers, phone, at: departure + latency,
      detail: station.pointee.generation)
  }

  mutating func registrationAnswers(_ ticket: Ticket) throws(UnreachableTransition) {
    let phone = ticket.owner
    refreshAnswers()
    let row = phoneSide.phones.row(phone)
    let place = row.pointee.node
    let node = NodeID(Int(place))
    let site = facts(ofKind: row.pointee.kind).pointee.site
    guard serverSide.registrars.look(place).pointee.generation == ticket.detail,
      memo.answers.sites.look(site).pointee.isUp
    else {
      try advance(phone, by: .notRegistered)
      return
    }
    row.pointee.flags.remove(.ofVainTries)
    endOutage(phone)
    setRegistration(phone, node)
    try advance(phone, by: .registered)
  }
}
