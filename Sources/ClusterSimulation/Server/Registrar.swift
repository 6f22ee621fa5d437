import ClusterModel
import TrustRules
import VirtualTime

/// The CallManager service as phones meet it: a queue of registrations.
extension World {
  /// The first call control server of the phone's configuration that would take it.
  func registrar(for phone: UInt32) -> NodeID? {
    let kind = kind(phone)
    let site = cohorts[Int(kind.cohort)].site
    let law = Deliberation(law)
    return heldTable[kind.held].configuration?.servers
      .first { law.takesRegistration($0, site, servers) }?.node
  }

  /// Whether the law lets the phone register after what its last boot accepted.
  mutating func mayRegister(_ phone: UInt32) -> Bool {
    let flags = phones[Int(phone)].flags
    if flags.contains(.offeredTooLarge) { return false }
    guard flags.contains(.refusedConfiguration) else { return true }
    return consult { $0.registersWithOldConfiguration() }
  }

  mutating func register(_ phone: UInt32) throws(UnreachableTransition) {
    guard mayRegister(phone), let node = registrar(for: phone) else {
      try self.phone(phone, .notRegistered)
      return
    }
    guard case .served(let departure) = registrars[node.index].arrive(at: now, patience: nil)
    else {
      try self.phone(phone, .notRegistered)
      return
    }
    phones[Int(phone)].question = UInt16(node.index)
    let latency = scenario.estate[cohort(phone).site].latency
    push(
      .registrationAnswers, phone, at: departure + latency,
      detail: registrars[node.index].generation)
  }

  mutating func registrationAnswers(_ ticket: Ticket) throws(UnreachableTransition) {
    let phone = ticket.owner
    let node = NodeID(Int(phones[Int(phone)].question))
    guard registrars[node.index].generation == ticket.detail,
      servers[cohort(phone).site].link.isRunning
    else {
      try self.phone(phone, .notRegistered)
      return
    }
    phones[Int(phone)].registrar = UInt16(node.index)
    phones[Int(phone)].flags.remove([.triedInVain, .changed])
    endOutage(phone)
    setRegistration(phone, node)
    try self.phone(phone, .registered)
  }
}
