import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// Phones between boots: resets, power, lost registrations, retries.
extension World {
  /// Lets the machine take an event and does what the phone then wants.
  mutating func advance(_ phone: UInt32, by event: PhoneBoot.Event) throws(UnreachableTransition) {
    let row = phoneSide.phones.row(phone)
    if row.pointee.flags.contains(.isParked) { leaveParking(phone) }
    if recording.hasSpotlight { light(phone, event) }
    let answer = premises.bootTable.answer(row.pointee.boot, event)
    guard answer.isPossible else {
      throw UnreachableTransition(stage: row.pointee.boot.stage, event: event)
    }
    row.pointee.boot = answer.boot
    phoneSide.busyPhones &+= Int(answer.busy)
    switch answer.want {
    case .nothing: break
    case .start: beginBoot(phone)
    case .fetchCTL: try request(.ctl, for: phone)
    case .fetchITL: try request(.itl, for: phone)
    case .fetchConfiguration: try request(.configuration, for: phone)
    case .askTVS: try askTVS(phone)
    case .register: try register(phone)
    case .waitForRetry: scheduleRetry(phone)
    // Whatever took the connection says when: ``loseRegistration(_:after:)``.
    case .failOver: break
    }
  }

  /// Adds a ticket of the phone's boot; a raised generation makes it void.
  @inline(__always)
  mutating func push(
    _ kind: TicketKind, _ phone: UInt32, at time: Instant, flag: UInt8 = 0, detail: UInt16 = 0
  ) {
    agenda.queue.pushOwned(
      Ticket(
        time: time, owner: phone, generation: phoneSide.phones.look(phone).pointee.generation,
        kind: kind.rawValue, flag: flag, detail: detail))
  }

  @inline(__always)
  mutating func draw(_ phone: UInt32) -> UInt32 {
    let row = phoneSide.phones.row(phone)
    row.pointee.draws &+= 1
    return UInt32(row.pointee.draws)
  }

  @inline(never)
  private mutating func leaveParking(_ phone: UInt32) {
    phoneSide.phones.row(phone).pointee.flags.remove(.isParked)
    phoneSide.busyPhones += 1
  }

  // MARK: Resets and power

  /// Orders one reset of these phones: from now on they count as not registered.
  mutating func orderReset(
    _ selected: [UInt32], in cluster: ClusterID, unreached: Int, by rule: RuleID?
  ) {
    for phone in selected { sendReset(to: phone) }
    record(.phonesReset(cluster, reached: selected.count, unreached: unreached, by: rule))
  }

  /// Sends the reset on its way; it arrives within the spread.
  mutating func sendReset(to phone: UInt32) {
    let row = phoneSide.phones.row(phone)
    guard row.pointee.boot.stage == .inService else { return }
    let answer = premises.bootTable.answer(row.pointee.boot, .resetOrdered)
    row.pointee.boot = answer.boot
    phoneSide.busyPhones &+= Int(answer.busy)
    if recording.hasSpotlight { light(phone, .resetOrdered) }
    setRegistration(phone, nil)
    let spread = premises.chance.draw(
      premises.pace.resetSpread, purpose: Purpose.resetSpread.rawValue, owner: phone,
      number: draw(phone))
    push(.resetArrives, phone, at: agenda.now + spread)
  }

  mutating func reboot(_ phone: UInt32) throws(UnreachableTransition) {
    let row = phoneSide.phones.row(phone)
    row.pointee.generation &+= 1
    row.pointee.flags.remove(.triedInVain)
    setRegistration(phone, nil)
    beginOutage(phone)
    try advance(phone, by: .rebooted)
  }

  mutating func powerCycle(_ phone: UInt32) throws(UnreachableTransition) {
    guard kind(phone).isPowered else { return }
    try reboot(phone)
  }

  /// An absence of the phone begins.
  mutating func leave(_ phone: UInt32) throws(UnreachableTransition) {
    let isPowered = kind(phone).isPowered
    phoneSide.away.insert(phone, isPortOff: !isPowered)
    if isPowered { try losePower(phone) }
  }

  /// An absence of the phone ends; it boots unless its switch port is off.
  mutating func comeBack(_ phone: UInt32) throws(UnreachableTransition) {
    phoneSide.away.remove(phone)
    if !phoneSide.away.isPortOff(phone) { try regainPower(phone) }
  }

  /// Switches the port of the phone; of one that is away nothing else changes before it is back.
  ///
  /// - Returns: whether that changed the power of the phone.
  mutating func switchPort(of phone: UInt32, isOn: Bool) throws(UnreachableTransition) -> Bool {
    guard !phoneSide.away.contains(phone) else {
      phoneSide.away.setPort(of: phone, isOff: !isOn)
      return false
    }
    guard kind(phone).isPowered != isOn else { return false }
    if isOn { try regainPower(phone) } else { try losePower(phone) }
    return true
  }

  private mutating func losePower(_ phone: UInt32) throws(UnreachableTransition) {
    phoneSide.phones[Int(phone)].generation &+= 1
    phoneSide.phones[Int(phone)].flags.remove(.ofPower)
    setPower(phone, false)
    try advance(phone, by: .powerLost)
  }

  private mutating func regainPower(_ phone: UInt32) throws(UnreachableTransition) {
    setPower(phone, true)
    beginOutage(phone)
    try advance(phone, by: .powerReturned)
  }

  // MARK: Lost registrations and retries

  /// Phones registered at a node lose it.
  mutating func loseRegistrations(
    at node: NodeID, by loss: ConnectionLoss
  ) throws(UnreachableTransition) {
    let delay = failover(after: loss)
    let wanted = cohortsEverRegistered(at: node)
    for block in phoneSide.blocks.cohorts.indices where phoneSide.blocks.mayHold(wanted, block) {
      for phone in phoneSide.blocks.phones(of: block)
      where phoneSide.phones[phone].registrar == node.index {
        try loseRegistration(UInt32(phone), delay)
      }
    }
  }

  /// Registered phones of a site that is cut off lose their nodes.
  mutating func loseRegistrations(of site: SiteID) throws(UnreachableTransition) {
    let delay = failover(after: .silent)
    for phone in phoneSide.phones.indices where phoneSide.phones[phone].registrar != nil {
      if facts(of: UInt32(phone)).site == site.index {
        try loseRegistration(UInt32(phone), delay)
      }
    }
  }

  /// When phones try their next CallManager: after so long, and up to so much later.
  private typealias FailoverDelay = (least: Duration, spread: Duration)

  private mutating func failover(after loss: ConnectionLoss) -> FailoverDelay? {
    let times = premises.times
    return consult {
      $0.failover(
        after: loss, failover: times.duration(.failover), keepalive: times.duration(.keepalive))
    }
  }

  private mutating func loseRegistration(
    _ phone: UInt32, _ delay: FailoverDelay?
  ) throws(UnreachableTransition) {
    let wasServed = phoneSide.phones[Int(phone)].boot.stage != .registering
    phoneSide.phones[Int(phone)].generation &+= 1
    setRegistration(phone, nil)
    beginOutage(phone)
    try advance(phone, by: .registrationLost)
    guard wasServed else { return }
    guard let delay else { return scheduleRetry(phone) }
    let wait = premises.chance.within(
      delay.spread, purpose: Purpose.failover.rawValue, owner: phone, number: draw(phone))
    push(.retryDue, phone, at: agenda.now + delay.least + wait, flag: World.failsOver)
  }

  /// Marks the first try after a CallManager was lost.
  private static let failsOver: UInt8 = 1

  private mutating func retryInterval() -> (interval: Duration, percent: Int64)? {
    if let known = memo.answers.retry { return known }
    let retry = consult { $0.retryInterval() }.map { (interval: $0.0, percent: $0.1) }
    memo.answers.retry = .some(retry)
    return retry
  }

  /// When an unregistered phone tries again; one that tries in vain waits for other servers.
  mutating func scheduleRetry(_ phone: UInt32) {
    beginOutage(phone)
    let flags = phoneSide.phones[Int(phone)].flags
    if flags.contains(.triedInVain) && !flags.contains(.changed),
      phoneSide.phones[Int(phone)].vainEpoch == UInt16(truncatingIfNeeded: serverSide.epoch)
    {
      if recording.hasSpotlight { lightParking(phone) }
      phoneSide.phones[Int(phone)].flags.insert(.isParked)
      phoneSide.busyPhones -= 1
      phoneSide.parkedPhones.append(phone)
      return
    }
    guard let retry = retryInterval() else { return }
    let wait = premises.chance.spread(
      retry.interval, percent: retry.percent, purpose: Purpose.registrationRetry.rawValue,
      owner: phone, number: draw(phone))
    push(.retryDue, phone, at: agenda.now + wait)
  }

  /// The servers changed: phones that were put aside go on where their cycle would be now.
  ///
  /// A cycle is the wait for the next try, then a boot in vain: chance draws the place in it.
  mutating func unpark() {
    guard !phoneSide.parkedPhones.isEmpty else { return }
    let waiting = phoneSide.parkedPhones
    phoneSide.parkedPhones = []
    guard let retry = retryInterval() else { return }
    for phone in waiting where phoneSide.phones[Int(phone)].flags.contains(.isParked) {
      leaveParking(phone)
      phoneSide.phones[Int(phone)].flags.remove(.triedInVain)
      let start = premises.pace.dhcp + facts(of: phone).boot
      let requests = lastRequestWait(phone)
      let place = premises.chance.within(
        retry.interval + start + requests, purpose: Purpose.unpark.rawValue, owner: phone,
        number: draw(phone))
      if place < retry.interval {
        push(.retryDue, phone, at: agenda.now + (retry.interval - place))
      } else {
        goOn(phone, into: place - retry.interval, start: start)
      }
    }
  }

  /// Puts a phone into the middle of a boot: so long before its first request, or before the next.
  private mutating func goOn(_ phone: UInt32, into boot: Duration, start: Duration) {
    guard (try? phoneSide.phones[Int(phone)].boot.receive(.retryInVain)) != nil else { return }
    recording.trace.bootCount += 1
    keepOption150(phone)
    let next = boot < start ? start - boot : premises.pace.retryAfter
    push(.started, phone, at: agenda.now + next)
  }

  /// How long a boot waited for servers that did not answer, when this phone last looked.
  private func lastRequestWait(_ phone: UInt32) -> Duration {
    guard memo.answers.epoch >= 0 else { return .zero }
    let list = memo.answers.list(.max, of: UInt32(facts(of: phone).site))
    let routes = list.start..<list.start + list.count
    let silent = routes.prefix { !memo.answers.routes.look($0).pointee.answers }.count
    return premises.pace.retryAfter * Int64(World.repeatDoublings * silent)
  }

  mutating func retryDue(_ ticket: Ticket) throws(UnreachableTransition) {
    let phone = ticket.owner
    let isTaken = registrar(for: phone) != nil && mayRegister(phone)
    // Whom no other CallManager takes waits for its own before it boots.
    if !isTaken && ticket.flag == World.failsOver { return scheduleRetry(phone) }
    if !isTaken {
      // If this boot changes nothing, neither will the next before the servers change.
      phoneSide.phones[Int(phone)].flags.insert(.triedInVain)
      phoneSide.phones[Int(phone)].vainEpoch = UInt16(truncatingIfNeeded: serverSide.epoch)
      phoneSide.phones[Int(phone)].flags.remove(.changed)
    }
    try advance(phone, by: isTaken ? .retryTaken : .retryInVain)
  }
}

extension PhoneBoot {
  /// Something will happen to the phone without anybody's doing.
  var isBusy: Bool {
    switch stage {
    case .off, .inService: false
    case .unregistered, .starting, .fetchingCTL, .askingAboutCTL, .fetchingITL, .askingAboutITL,
      .fetchingConfiguration, .askingAboutConfiguration, .registering, .awaitingReset:
      true
    }
  }
}
