import ClusterModel
import SimulationTrace
import VirtualTime

/// A wait that is going on: its counts move along with every phone that changes its kind.
struct Watch: Sendable {
  /// Place in the script's waits.
  var wait: Int
  var chain: Int
  /// How many waits began before it.
  var serial: UInt32
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
  /// So many phones have to count otherwise before the wait can be over.
  var changesLeft: Int64 = 0
  /// What `of before` is compared with; asked for again when that was measured.
  var before: Int64?

  static let unknown: UInt8 = 255
  /// A bit of each of eight shares that only an unknown one has.
  fileprivate static let anyUnknown: UInt64 = 0x8080_8080_8080_8080

  /// What phones count as may be different now: the servers changed.
  fileprivate mutating func forgetMatches() {
    shares = []
    isDirty = true
    needsRecount = true
  }
}

extension World {
  mutating func begin(wait place: Int, in chain: Int) throws(UnreachableTransition) {
    if runbook.isStopped && !runbook.isBackingOut { return }
    let wait = runbook.script.waits[place].wait
    record(.waitBegan(place))
    let selection = wait.condition.selection
    var watch = Watch(
      wait: place, chain: chain, serial: runbook.watchesBegun, condition: wait.condition,
      before: before(wait.condition))
    runbook.watchesBegun += 1
    if !World.isByKind(selection) {
      var members = Array(repeating: false, count: phoneSide.phones.count)
      for phone in select(selection) { members[Int(phone)] = true }
      watch.members = members
    }
    runbook.watches.append(watch)
    forgetShares()
    runbook.chains[chain].isWaiting = true
    agenda.queue.push(
      at: agenda.now + wait.within, kind: TicketKind.waitTimeout.rawValue, owner: watch.serial,
      generation: 0)
    try lookAtWatches()
  }

  /// What phones count as may be different now: every wait counts anew.
  mutating func forgetWatched() {
    guard !runbook.watches.isEmpty else { return }
    for place in runbook.watches.indices { runbook.watches[place].forgetMatches() }
    forgetShares()
    runbook.hasDirtyWatch = true
  }

  /// Kinds whose phones every wait counts alike, as far as that is known.
  @inline(__always)
  func watchesCountAlike(_ old: UInt32, _ new: UInt32) -> Bool {
    let shares = phoneSide.kindFacts.look(old).pointee.watchShares
    return shares == phoneSide.kindFacts.look(new).pointee.watchShares
      && shares & Watch.anyUnknown == 0
  }

  /// What ``KindFacts/watchShares`` is before a kind is asked for: all unknown.
  var unknownShares: UInt64 {
    runbook.watches.count < 8 ? (1 &<< UInt64(runbook.watches.count * 8)) &- 1 : .max
  }

  /// The waits are others, or count in another way: what kinds count as is to be asked again.
  private mutating func forgetShares() {
    let unknown = unknownShares
    for place in 0..<UInt32(phoneSide.kindFacts.count) {
      phoneSide.kindFacts.row(place).pointee.watchShares = unknown
    }
  }

  /// Keeps what a kind counts as for a wait, beside the kind.
  private mutating func remember(_ share: UInt8, of kind: UInt32, in watch: Int) {
    runbook.watches[watch].remember(share, at: Int(kind))
    // A ninth wait leaves all as unknown as they are.
    guard runbook.watches.count <= 8, Int(kind) < phoneSide.kindFacts.count else { return }
    let shift = UInt64(watch * 8)
    let row = phoneSide.kindFacts.row(kind)
    row.pointee.watchShares &= ~(0xFF &<< shift)
    row.pointee.watchShares |= UInt64(share) &<< shift
  }

  /// A phone passed from one kind to another.
  mutating func watchesMoved(_ phone: UInt32, from old: UInt32, to new: UInt32) {
    for place in runbook.watches.indices { watchMoved(place, phone, from: old, to: new) }
  }

  @inline(__always)
  private mutating func watchMoved(
    _ watch: Int, _ phone: UInt32, from old: UInt32, to new: UInt32
  ) {
    let before = keptShare(of: old, in: watch)
    let after = keptShare(of: new, in: watch)
    if runbook.watches[watch].moved(phone, from: before, to: after) { runbook.hasDirtyWatch = true }
  }

  /// What a kind counts as for a wait, from beside the kind where it is known there.
  @inline(__always)
  private mutating func keptShare(of kind: UInt32, in watch: Int) -> UInt8 {
    let shares = phoneSide.kindFacts.look(kind).pointee.watchShares
    let kept = UInt8(truncatingIfNeeded: shares &>> UInt64(watch * 8))
    return watch < 8 && kept != Watch.unknown ? kept : share(of: kind, in: watch)
  }

  private mutating func share(of kind: UInt32, in watch: Int) -> UInt8 {
    if let known = runbook.watches[watch].knownShare(Int(kind)) { return known }
    let condition = runbook.watches[watch].condition
    var share: UInt8 = 0
    if runbook.watches[watch].members != nil || matches(phoneSide.kinds[kind], condition.selection)
    {
      let counts = counts(kind, as: condition.measure)
      share = 4 | (counts.inBase ? 2 : 0) | (counts.counted ? 1 : 0)
    }
    remember(share, of: kind, in: watch)
    return share
  }

  private mutating func recount(_ watch: Int) {
    runbook.watches[watch].value = 0
    runbook.watches[watch].base = 0
    runbook.watches[watch].selected = 0
    if let members = runbook.watches[watch].members {
      for phone in members.indices where members[phone] {
        runbook.watches[watch].add(share(of: phoneSide.phones[phone].kind, in: watch), 1)
      }
    } else {
      for kind in phoneSide.kinds.kinds.indices where phoneSide.kinds.population[kind] > 0 {
        let share = share(of: UInt32(kind), in: watch)
        runbook.watches[watch].add(share, Int64(phoneSide.kinds.population[kind]))
      }
    }
    runbook.watches[watch].needsRecount = false
  }

  /// What a watch counts now.
  private mutating func measurement(of watch: Int) -> Measurement {
    if runbook.watches[watch].needsRecount { recount(watch) }
    return runbook.watches[watch].measurement
  }

  /// Looks which waits are over.
  mutating func lookAtWatches() throws(UnreachableTransition) {
    runbook.hasDirtyWatch = false
    var place = 0
    while place < runbook.watches.count {
      guard runbook.watches[place].isDirty else {
        place += 1
        continue
      }
      let measurement = measurement(of: place)
      runbook.watches[place].isDirty = false
      if runbook.watches[place].condition.isMet(by: measurement) {
        try endWait(removeWatch(place), isMet: true, measurement)
      } else {
        runbook.watches[place].changesLeft = runbook.watches[place].condition.changesUntilMet(
          from: measurement)
        place += 1
      }
    }
  }

  mutating func waitTimedOut(_ ticket: Ticket) throws(UnreachableTransition) {
    guard let place = runbook.watches.firstIndex(where: { $0.serial == ticket.owner }) else {
      return
    }
    let measurement = measurement(of: place)
    try endWait(removeWatch(place), isMet: false, measurement)
  }

  private mutating func removeWatch(_ place: Int) -> Watch {
    defer { forgetShares() }
    return runbook.watches.remove(at: place)
  }

  private mutating func endWait(_ watch: Watch, isMet: Bool, _ measurement: Measurement)
    throws(UnreachableTransition)
  {
    record(.waitEnded(watch.wait, isMet: isMet, measurement))
    runbook.chains[watch.chain].isWaiting = false
    runbook.chains[watch.chain].lastPrompt = agenda.now
    runbook.chains[watch.chain].groupStart = agenda.now
    if !isMet {
      switch runbook.script.waits[watch.wait].wait.otherwise {
      case .stop:
        runbook.isStopped = true
        record(.stopped)
      case .backOut:
        try backOut()
        return
      case .goOn: break
      }
    }
    agenda.queue.push(
      at: agenda.now, kind: TicketKind.chainDue.rawValue, owner: UInt32(watch.chain), generation: 0)
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

  /// Takes a phone from one share to another; true if the wait may be over by that.
  mutating func moved(_ phone: UInt32, from before: UInt8, to after: UInt8) -> Bool {
    if needsRecount || before == after { return false }
    if members != nil, members?[Int(phone)] == false { return false }
    add(before, -1)
    add(after, 1)
    changesLeft -= 1
    if changesLeft <= 0 { isDirty = true }
    return isDirty
  }

  mutating func add(_ share: UInt8, _ count: Int64) {
    if share & 1 != 0 { value += count }
    if share & 2 != 0 { base += count }
    if share & 4 != 0 { selected += count }
  }

  var measurement: Measurement {
    Measurement(value: value, base: base, selected: selected, before: before)
  }
}
