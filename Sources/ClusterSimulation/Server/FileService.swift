import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// TFTP as phones meet it: a queue of requests, and files that are judged as they arrive.
extension World {
  static let configurationBytes: Int64 = 7_652
  /// Repeats of a request before the next server is tried.
  static let repeats = 4
  /// What the waits for one silent server add up to, in units of the first: 1, 2, 4, 8 and 8.
  static let repeatDoublings = 23

  /// A cold start: address, then the boot proper.
  mutating func beginBoot(_ phone: UInt32) {
    trace.bootCount += 1
    keepOption150(phone)
    let duration = chance.spread(
      facts(of: phone).boot, percent: 20, purpose: Purpose.boot.rawValue, owner: phone,
      number: draw(phone))
    push(.started, phone, at: now + dhcp + duration)
  }

  /// DHCP answers at the beginning of a boot; what it says later is for the next.
  mutating func keepOption150(_ phone: UInt32) {
    let versions = option150[facts(of: phone).site].count
    phones[Int(phone)].option150 = UInt8(min(versions - 1, Int(UInt8.max)))
  }

  mutating func started(_ phone: UInt32) throws(UnreachableTransition) {
    beginFiles(phone)
    phones[Int(phone)].tftp = 0
    try self.phone(phone, facts(of: phone).next(after: nil))
  }

  /// The files are asked for from the first one on: nothing of an earlier attempt counts.
  private mutating func beginFiles(_ phone: UInt32) {
    var flags = phones[Int(phone)].flags
    flags.remove([.wasOpen, .replacedCTL, .refusedConfiguration, .offeredTooLarge])
    if isOpen(kinds[phones[Int(phone)].kind].held) { flags.insert(.wasOpen) }
    phones[Int(phone)].flags = flags
    phones[Int(phone)].attempt = 0
  }

  /// The servers that DHCP named when the phone booted.
  private func servers(of phone: UInt32) -> [ServerAddress] {
    let versions = option150[facts(of: phone).site]
    return versions[min(Int(phones[Int(phone)].option150), versions.count - 1)]
  }

  /// Asks the server of this boot for a file; without any server left the phone keeps what it has.
  mutating func request(_ file: PhoneFile, for phone: UInt32) throws(UnreachableTransition) {
    refreshAnswers()
    let place = Int(phones[Int(phone)].tftp)
    let facts = facts(of: phone)
    let version = min(
      Int(phones[Int(phone)].option150), answers.answering[facts.site].count - 1)
    guard place < answers.answering[facts.site][version].count else {
      // Nobody answered: nothing is refused, and the old configuration serves.
      phones[Int(phone)].attempt = 0
      try self.phone(phone, .settledLast)
      return
    }
    // 5, 10, 20 and 40 s; the last repeat is waited for as long as the one before.
    let doublings = min(phones[Int(phone)].attempt, UInt8(World.repeats - 1))
    let wait = retryAfter * (1 << Int64(doublings))
    let patience = chance.spread(
      wait, percent: 25, purpose: Purpose.requestRetry.rawValue, owner: phone,
      number: draw(phone))
    let node = option150[facts.site][version][place].node.index
    if answers.answering[facts.site][version][place] {
      if case .served(let departure) = fileStations[node].arrive(
        at: now, patience: now + patience)
      {
        push(
          .fileArrives, phone, at: departure + transferTime(file, from: node, facts),
          flag: file.number, detail: fileStations[node].generation)
        return
      }
      // The queue is chance's doing, not the law's: another boot may fare better.
      phones[Int(phone)].flags.insert(.changed)
    }
    push(.requestRetry, phone, at: now + patience, flag: file.number)
  }

  private func transferTime(_ file: PhoneFile, from node: Int, _ facts: CohortFacts) -> Duration {
    guard facts.bandwidthBitsPerSecond > 0 else { return facts.latency }
    let bytes =
      switch file {
      case .ctl: Int64(served[node].ctl)
      case .itl: Int64(served[node].itl)
      case .configuration: World.configurationBytes
      }
    return facts.latency
      + Duration(microseconds: bytes * 8 * 1_000_000 / facts.bandwidthBitsPerSecond)
  }

  /// A request was not answered in time: again, or from the beginning with the next server.
  mutating func requestFailed(_ file: PhoneFile, _ phone: UInt32) throws(UnreachableTransition) {
    if Int(phones[Int(phone)].attempt) < World.repeats {
      phones[Int(phone)].attempt += 1
      try request(file, for: phone)
      return
    }
    beginFiles(phone)
    // DHCP option 150 has room for 63 addresses; a scenario with more of them ends here.
    guard phones[Int(phone)].tftp < UInt8.max else {
      try self.phone(phone, .settledLast)
      return
    }
    phones[Int(phone)].tftp += 1
    try self.phone(phone, .serverGivenUp)
  }

  mutating func fileArrives(_ ticket: Ticket) throws(UnreachableTransition) {
    let phone = ticket.owner
    let file = PhoneFile(number: ticket.flag)
    let facts = facts(of: phone)
    let node = servers(of: phone)[Int(phones[Int(phone)].tftp)].node
    guard fileStations[node.index].generation == ticket.detail,
      served[node.index].isThere, servers.sites[facts.site].link.isRunning
    else { return try requestFailed(file, phone) }
    phones[Int(phone)].attempt = 0
    if hasSpotlight { lightFile(file, from: node, by: phone) }
    let judged = judgement(of: file, from: node, by: phone)
    if judged.isTooLarge { phones[Int(phone)].flags.insert(.offeredTooLarge) }
    if case .ask(let question) = judged.result {
      setHeld(phone, judged.held)
      phones[Int(phone)].place = question
      phones[Int(phone)].tvs = 0
      try self.phone(phone, .signerUnknown)
    } else {
      try settle(file, phone, judged)
    }
  }

  /// Carries out a judgement, and goes on to the next file.
  mutating func settle(_ file: PhoneFile, _ phone: UInt32, _ judged: Judged)
    throws(UnreachableTransition)
  {
    setHeld(phone, judged.held)
    if judged.replacedCTL { phones[Int(phone)].flags.insert(.replacedCTL) }
    if file == .configuration {
      let refused = judged.result == .refused
      setRefusedConfiguration(phone, refused)
      if refused {
        phones[Int(phone)].flags.insert(.refusedConfiguration)
      } else {
        phones[Int(phone)].flags.remove(.refusedConfiguration)
      }
    }
    try self.phone(phone, facts(of: phone).next(after: file))
  }
}

extension PhoneFile {
  var number: UInt8 {
    switch self {
    case .ctl: 0
    case .itl: 1
    case .configuration: 2
    }
  }

  init(number: UInt8) {
    switch number {
    case 0: self = .ctl
    case 1: self = .itl
    default: self = .configuration
    }
  }
}
