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
    recording.trace.bootCount += 1
    keepOption150(phone)
    let duration = premises.chance.draw(
      facts(ofKind: phoneSide.phones.look(phone).pointee.kind).pointee.boot,
      purpose: Purpose.boot.rawValue,
      owner: phone, number: draw(phone))
    push(.started, phone, at: agenda.now + premises.pace.dhcp + duration)
  }

  /// DHCP answers at the beginning of a boot; what it says later is for the next.
  @inline(__always)
  mutating func keepOption150(_ phone: UInt32) {
    let row = phoneSide.phones.row(phone)
    let site = facts(ofKind: row.pointee.kind).pointee.site
    row.pointee.option150 =
      memo.answers.epoch == serverSide.epoch
      ? memo.answers.sites.look(site).pointee.number
      : UInt8(clamping: serverSide.option150[Int(site)].count - 1)
  }

  mutating func started(_ phone: UInt32) throws(UnreachableTransition) {
    beginFiles(phone)
    let row = phoneSide.phones.row(phone)
    row.pointee.tftp = 0
    let next = facts(ofKind: row.pointee.kind).pointee.next(after: nil)
    try advance(phone, by: next)
  }

  /// The files are asked for from the first one on: nothing of an earlier attempt counts.
  @inline(__always)
  private mutating func beginFiles(_ phone: UInt32) {
    let row = phoneSide.phones.row(phone)
    var flags = row.pointee.flags
    flags.remove(.ofFiles)
    if isOpen(phoneSide.kinds[row.pointee.kind].held) { flags.insert(.wasOpen) }
    row.pointee.flags = flags
    row.pointee.forgetTries()
  }

  /// Asks the server of this boot for a file; without any server left the phone keeps what it has.
  mutating func request(_ file: PhoneFile, for phone: UInt32) throws(UnreachableTransition) {
    refreshAnswers()
    let row = phoneSide.phones.row(phone)
    let facts = facts(ofKind: row.pointee.kind)
    let list = memo.answers.list(row.pointee.option150, of: facts.pointee.site)
    let place = UInt32(row.pointee.tftp)
    guard place < list.count else {
      // Nobody answered: nothing is refused, and the old configuration serves.
      row.pointee.forgetTries()
      try advance(phone, by: .settledLast)
      return
    }
    // 5, 10, 20 and 40 s; the last repeat is waited for as long as the one before.
    let doublings = min(Int(row.pointee.repeats), World.repeats - 1)
    let patience = premises.chance.draw(
      premises.pace.patience[doublings], purpose: Purpose.requestRetry.rawValue, owner: phone,
      number: draw(phone))
    let route = memo.answers.routes.look(list.start + place)
    if route.pointee.answers {
      let node = route.pointee.node
      let station = serverSide.fileStations.row(node)
      if let departure = station.pointee.departure(of: agenda.now, patience: agenda.now + patience)
      {
        let arrival = departure + transferTime(file, from: node, facts)
        row.pointee.patienceLeft = UInt32(clamping: (agenda.now + patience - arrival).microseconds)
        push(
          .fileArrives, phone, at: arrival, flag: file.number,
          detail: station.pointee.generation)
        return
      }
      // The queue is chance's doing, not the law's: another boot may fare better.
      row.pointee.flags.insert(.changed)
    }
    push(.requestRetry, phone, at: agenda.now + patience, flag: file.number)
  }

  @inline(__always)
  private func transferTime(_ file: PhoneFile, from node: UInt32, _ facts: RowToRead<KindFacts>)
    -> Duration
  {
    let bandwidth = facts.pointee.bandwidthBitsPerSecond
    guard bandwidth > 0 else { return facts.pointee.latency }
    let bytes =
      switch file {
      case .ctl: Int64(serverSide.served.look(node).pointee.ctl)
      case .itl: Int64(serverSide.served.look(node).pointee.itl)
      case .configuration: World.configurationBytes
      }
    return facts.pointee.latency + Duration(microseconds: bytes * 8 * 1_000_000 / bandwidth)
  }

  /// A request was not answered in time: again, or from the beginning with the next server.
  mutating func requestFailed(_ file: PhoneFile, _ phone: UInt32) throws(UnreachableTransition) {
    let row = phoneSide.phones.row(phone)
    if Int(row.pointee.repeats) < World.repeats {
      row.pointee.repeats += 1
      try request(file, for: phone)
      return
    }
    beginFiles(phone)
    // DHCP option 150 has room for 63 addresses; a scenario with more of them ends here.
    guard row.pointee.tftp < UInt8.max else {
      try advance(phone, by: .settledLast)
      return
    }
    row.pointee.tftp += 1
    try advance(phone, by: .serverGivenUp)
  }

  mutating func fileArrives(_ ticket: Ticket) throws(UnreachableTransition) {
    let phone = ticket.owner
    let file = PhoneFile(number: ticket.flag)
    let row = phoneSide.phones.row(phone)
    refreshAnswers()
    let site = facts(ofKind: row.pointee.kind).pointee.site
    let list = memo.answers.list(row.pointee.option150, of: site)
    let route = memo.answers.routes.look(list.start + UInt32(row.pointee.tftp))
    let place = route.pointee.node
    guard serverSide.fileStations.look(place).pointee.generation == ticket.detail,
      serverSide.served.look(place).pointee.isThere, memo.answers.sites.look(site).pointee.isUp
    else {
      // The answer was lost, and a phone cannot tell that from one that takes long.
      let rest = Duration(microseconds: Int64(row.pointee.patienceLeft))
      push(.requestRetry, phone, at: agenda.now + rest, flag: file.number)
      return
    }
    let node = NodeID(Int(place))
    row.pointee.forgetTries()
    if recording.hasSpotlight { lightFile(file, from: node, by: phone) }
    let judged = judgement(of: file, from: node, by: phone)
    if judged.pointee.isTooLarge { row.pointee.flags.insert(.offeredTooLarge) }
    if case .ask(let question) = judged.pointee.result {
      setHeld(phone, judged.pointee.held)
      row.pointee.question = question
      try advance(phone, by: .signerUnknown)
    } else {
      try settle(file, phone, judged)
    }
  }

  /// Carries out a judgement, and goes on to the next file.
  @inline(__always)
  mutating func settle(_ file: PhoneFile, _ phone: UInt32, _ judged: RowToRead<Judged>)
    throws(UnreachableTransition)
  {
    setHeld(phone, judged.pointee.held)
    let row = phoneSide.phones.row(phone)
    if judged.pointee.replacedCTL { row.pointee.flags.insert(.replacedCTL) }
    setRefusal(phone, of: file, judged.pointee.refusal)
    let next = facts(ofKind: row.pointee.kind).pointee.next(after: file)
    try advance(phone, by: next)
  }
}

extension PhoneFile {
  @inline(__always)
  var number: UInt8 {
    switch self {
    case .ctl: 0
    case .itl: 1
    case .configuration: 2
    }
  }

  @inline(__always)
  init(number: UInt8) {
    switch number {
    case 0: self = .ctl
    case 1: self = .itl
    default: self = .configuration
    }
  }
}
