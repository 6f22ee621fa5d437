import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// TFTP as phones meet it: a queue of requests, and files that are judged as they arrive.
extension World {
  static let configurationBytes: Int64 = 7_652
  /// Repeats of a request before the next server is tried.
  static let repeats = 4

  /// A cold start: address, then the boot proper.
  mutating func beginBoot(_ phone: UInt32) {
    trace.bootCount += 1
    let model = cohort(phone).traits.model
    let boot = model.hasPrefix("7") ? TimeConstant.boot79xx : .boot88xx
    let duration = chance.spread(
      times.duration(boot), percent: 20, purpose: Purpose.boot.rawValue, owner: phone,
      number: draw(phone))
    push(.started, phone, at: now + times.duration(.dhcp) + duration)
  }

  mutating func started(_ phone: UInt32) throws(UnreachableTransition) {
    let held = heldTable[kind(phone).held]
    var flags = phones[Int(phone)].flags
    flags.remove([.wasOpen, .replacedCTL, .refusedConfiguration, .offeredTooLarge])
    if consult({ $0.isOpen(held) }) { flags.insert(.wasOpen) }
    phones[Int(phone)].flags = flags
    phones[Int(phone)].tftp = 0
    phones[Int(phone)].attempt = 0
    try self.phone(phone, nextFile(after: nil, phone))
  }

  /// The event that leads to the file after this one.
  private mutating func nextFile(after file: PhoneFile?, _ phone: UInt32) -> PhoneBoot.Event {
    let traits = cohort(phone).traits
    let files = consult { $0.filesOfBoot(traits) }
    let place = file.flatMap { files.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    guard place < files.count else { return .settledLast }
    switch files[place] {
    case .ctl: return .settledNextCTL
    case .itl: return .settledNextITL
    case .configuration: return .settledNextConfiguration
    }
  }

  private func option150(of phone: UInt32) -> [ServerAddress] {
    servers[cohort(phone).site].option150
  }

  /// Asks the server of this boot for a file; without any server left the phone keeps what it has.
  mutating func request(_ file: PhoneFile, for phone: UInt32) throws(UnreachableTransition) {
    let list = option150(of: phone)
    let place = Int(phones[Int(phone)].tftp)
    guard place < list.count else {
      // Nobody answered: nothing is refused, and the old configuration serves.
      phones[Int(phone)].attempt = 0
      try self.phone(phone, .settledLast)
      return
    }
    let row = phones[Int(phone)]
    let wait = times.duration(.retryAfter) * (1 << Int64(row.attempt))
    let patience = chance.spread(
      wait, percent: 25, purpose: Purpose.requestRetry.rawValue, owner: phone,
      number: draw(phone))
    let site = cohort(phone).site
    let servers = servers
    let answers = consult { $0.tftpAnswers(list[place], from: site, servers: servers) }
    let node = list[place].node.index
    if answers,
      case .served(let departure) = fileStations[node].arrive(
        at: now, patience: now + patience)
    {
      push(
        .fileArrives, phone, at: departure + transferTime(file, from: node, to: site),
        flag: file.number, detail: fileStations[node].generation)
    } else {
      push(.requestRetry, phone, at: now + patience, flag: file.number)
    }
  }

  private func transferTime(_ file: PhoneFile, from node: Int, to site: SiteID) -> Duration {
    let bytes =
      switch file {
      case .ctl: Int64(servedBytes[node].ctl)
      case .itl: Int64(servedBytes[node].itl)
      case .configuration: World.configurationBytes
      }
    let place = scenario.estate[site]
    guard let bandwidth = place.bandwidthBitsPerSecond else { return place.latency }
    return place.latency + Duration(microseconds: bytes * 8 * 1_000_000 / bandwidth)
  }

  /// A request was not answered in time: again, or from the beginning with the next server.
  mutating func requestFailed(_ file: PhoneFile, _ phone: UInt32) throws(UnreachableTransition) {
    if Int(phones[Int(phone)].attempt) + 1 < World.repeats {
      phones[Int(phone)].attempt += 1
      try request(file, for: phone)
      return
    }
    phones[Int(phone)].attempt = 0
    phones[Int(phone)].tftp += 1
    try self.phone(phone, .serverGivenUp)
  }

  mutating func fileArrives(_ ticket: Ticket) throws(UnreachableTransition) {
    let phone = ticket.owner
    let file = PhoneFile(number: ticket.flag)
    let address = option150(of: phone)[Int(phones[Int(phone)].tftp)]
    guard fileStations[address.node.index].generation == ticket.detail,
      let published = servers[address.node].published
    else { return try requestFailed(file, phone) }
    phones[Int(phone)].attempt = 0
    switch file {
    case .ctl where published.ctl == nil:
      try self.phone(phone, nextFile(after: .ctl, phone))
      return
    case .itl where published.isITLTooLarge: phones[Int(phone)].flags.insert(.offeredTooLarge)
    default: break
    }
    let judged = judgement(of: file, from: address.node, by: phone)
    if case .ask(let question) = judged.result {
      phones[Int(phone)].question = question
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
    try self.phone(phone, nextFile(after: file, phone))
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
