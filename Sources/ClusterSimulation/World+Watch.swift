import ClusterModel
import SimulationTrace
import VirtualTime

/// A wait that is going on: its counts move along with every phone that changes its kind.
struct Watch: Sendable {
  /// Place in the script's waits.
  var wait: Int
  var chain: Int
  var condition: Condition
  /// For selections that name phones one by one; nil: kinds alone say which.
  var members: [Bool]?
  var value: Int64 = 0
  var base: Int64 = 0
  var selected: Int64 = 0
  /// A kind's share, as far as it was asked for: bit 0 counted, bit 1 in the base, bit 2 selected.
  var shares: [UInt8] = []
  var isDirty = true
  var needsRecount = true

  static let unknown: UInt8 = 255

  /// What phones count as may be different now: the servers changed.
  mutating func forgetMatches() {
    shares = []
    isDirty = true
    needsRecount = true
  }
}

extension World {
  mutating func begin(wait place: Int, in chain: Int) throws(UnreachableTransition) {
    if isStopped && !isBackingOut { return }
    let wait = script.waits[place].wait
    record(.waitBegan(place))
    let selection = wait.condition.selection
    var watch = Watch(wait: place, chain: chain, condition: wait.condition)
    if !World.isByKind(selection) {
      var members = Array(repeating: false, count: phones.count)
      for phone in select(selection) { members[Int(phone)] = true }
      watch.members = members
    }
    self.watch = watch
    chains[chain].isWaiting = true
    queue.push(
      at: now + wait.within, kind: TicketKind.waitTimeout.rawValue, owner: UInt32(place),
      generation: UInt32(chain))
    try lookAtWatch()
  }

  /// A phone passed from one kind to another.
  mutating func watchMoved(_ phone: UInt32, from old: UInt32, to new: UInt32) {
    guard watch?.needsRecount == false else { return }
    if let members = watch?.members, !members[Int(phone)] { return }
    let before = share(of: old)
    let after = share(of: new)
    guard before != after else { return }
    watch?.add(before, -1)
    watch?.add(after, 1)
    watch?.isDirty = true
  }

  private mutating func share(of kind: UInt32) -> UInt8 {
    let place = Int(kind)
    if let known = watch?.knownShare(place) { return known }
    guard let condition = watch?.condition else { return 0 }
    var share: UInt8 = 0
    if watch?.members != nil || matches(kinds[kind], condition.selection) {
      let counts = counts(kind, as: condition.measure)
      share = 4 | (counts.inBase ? 2 : 0) | (counts.counted ? 1 : 0)
    }
    watch?.remember(share, at: place)
    return share
  }

  private mutating func recount() {
    watch?.value = 0
    watch?.base = 0
    watch?.selected = 0
    if let members = watch?.members {
      for phone in members.indices where members[phone] {
        let share = share(of: phones[phone].kind)
        watch?.add(share, 1)
      }
    } else {
      for kind in kinds.kinds.indices where kinds.population[kind] > 0 {
        let share = share(of: UInt32(kind))
        watch?.add(share, Int64(kinds.population[kind]))
      }
    }
    watch?.needsRecount = false
  }

  /// Looks whether the wait is over.
  mutating func lookAtWatch() throws(UnreachableTransition) {
    if watch?.needsRecount == true { recount() }
    watch?.isDirty = false
    guard let watch else { return }
    let measurement = watch.measurement(before: befores[watch.condition])
    if watch.condition.isMet(by: measurement) { try endWait(isMet: true, measurement) }
  }

  mutating func waitTimedOut(_ ticket: Ticket) throws(UnreachableTransition) {
    guard let watch, watch.wait == Int(ticket.owner), watch.chain == Int(ticket.generation)
    else { return }
    if watch.needsRecount { recount() }
    guard let current = self.watch else { return }
    try endWait(isMet: false, current.measurement(before: befores[current.condition]))
  }

  private mutating func endWait(isMet: Bool, _ measurement: Measurement)
    throws(UnreachableTransition)
  {
    guard let watch else { return }
    self.watch = nil
    record(.waitEnded(watch.wait, isMet: isMet, measurement))
    chains[watch.chain].isWaiting = false
    chains[watch.chain].lastPrompt = now
    chains[watch.chain].groupStart = now
    if !isMet {
      switch script.waits[watch.wait].wait.otherwise {
      case .stop:
        isStopped = true
        record(.stopped)
      case .backOut:
        try backOut()
        return
      case .goOn: break
      }
    }
    queue.push(
      at: now, kind: TicketKind.chainDue.rawValue, owner: UInt32(watch.chain), generation: 0)
  }
}

extension Watch {
  func knownShare(_ place: Int) -> UInt8? {
    guard place < shares.count, shares[place] != Watch.unknown else { return nil }
    return shares[place]
  }

  mutating func remember(_ share: UInt8, at place: Int) {
    while shares.count <= place { shares.append(Watch.unknown) }
    shares[place] = share
  }

  mutating func add(_ share: UInt8, _ count: Int64) {
    if share & 1 != 0 { value += count }
    if share & 2 != 0 { base += count }
    if share & 4 != 0 { selected += count }
  }

  func measurement(before: Int64?) -> Measurement {
    Measurement(value: value, base: base, selected: selected, before: before)
  }
}
