import ClusterModel
import TrustRules
import VirtualTime

/// Handles of what phones hold: equal lists, configurations and held states share one handle.
///
/// Handles belong to one world; they are never printed, ordered or digested.
struct HeldTable {
  private(set) var states: [HeldState] = []
  private var handles: [HeldState: UInt32] = [:]

  subscript(handle: UInt32) -> HeldState { states[Int(handle)] }

  mutating func handle(of state: HeldState) -> UInt32 {
    if let known = handles[state] { return known }
    let handle = UInt32(states.count)
    states.append(state)
    handles[state] = handle
    return handle
  }
}

/// Handles of what phones refused when they last judged their files: equal refusals share one.
///
/// Handles belong to one world; they are never printed, ordered or digested.
struct RefusalTable {
  /// The handle of phones that refused nothing.
  static let none: UInt32 = 0
  private var sets: [[Refusal]] = [[]]
  private var handles: [[Refusal]: UInt32] = [[]: RefusalTable.none]

  subscript(handle: UInt32) -> [Refusal] { sets[Int(handle)] }

  /// What is refused once a file was judged again; a rule of nil: it was accepted. The others stay
  /// as they were judged last, in the order in which phones ask for files.
  mutating func handle(after old: UInt32, judging file: PhoneFile, by rule: RuleID?) -> UInt32 {
    var refusals = sets[Int(old)].filter { $0.file != file }
    if let rule { refusals.append(Refusal(file: file, rule: rule)) }
    refusals.sort { $0.file.number < $1.file.number }
    if let known = handles[refusals] { return known }
    let handle = UInt32(sets.count)
    sets.append(refusals)
    handles[refusals] = handle
    return handle
  }
}

/// Phones that share cohort, power, what they hold, where they are registered and what they
/// refused.
struct Kind: Hashable {
  var cohort: UInt32
  var held: UInt32
  /// Where its phones count as registered; nil: nowhere.
  var registeredAt: NodeID?
  var isPowered: Bool
  /// What its phones refused when they last judged their files: a handle of the world's
  /// ``RefusalTable``.
  var refused = RefusalTable.none
}

/// The kinds of one world and how many phones each has.
struct KindTable {
  private(set) var kinds: [Kind] = []
  private(set) var population = Rows<Int>()
  /// How often a phone passed from one kind to another.
  private(set) var moves: UInt64 = 0
  private var handles = PairTable()

  subscript(handle: UInt32) -> Kind { kinds[Int(handle)] }

  mutating func handle(of kind: Kind) -> UInt32 {
    let place = UInt64(kind.registeredAt.map { $0.index + 1 } ?? 0)
    let low = UInt64(kind.refused) << 32 | place << 1 | (kind.isPowered ? 1 : 0)
    let high = UInt64(kind.cohort) << 32 | UInt64(kind.held)
    if let known = handles[high, low] { return known }
    let handle = UInt32(kinds.count)
    kinds.append(kind)
    population.append(0)
    handles[high, low] = handle
    return handle
  }

  mutating func add(_ count: Int, to handle: UInt32) { population[Int(handle)] += count }

  @inline(__always)
  mutating func move(from old: UInt32, to new: UInt32) {
    moves &+= 1
    population.row(old).pointee &-= 1
    population.row(new).pointee &+= 1
  }

  /// Makes what ``move(from:to:)`` changes this value's own.
  mutating func own() { population.own() }
}

/// A map from two 64-bit words to a 32-bit handle, for questions that are asked at every boot.
struct PairTable {
  private struct Slot {
    var high: UInt64
    var low: UInt64
    var value: UInt32
    var isUsed: Bool
  }
  private static let empty = Slot(high: 0, low: 0, value: 0, isUsed: false)
  private var slots: [Slot] = Array(repeating: empty, count: 64)
  private(set) var count = 0

  @inline(__always)
  private func place(_ high: UInt64, _ low: UInt64) -> Int {
    var hash = (high &* 0x9e37_79b9_7f4a_7c15) ^ (low &* 0xc2b2_ae3d_27d4_eb4f)
    hash ^= hash >> 29
    var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[place].isUsed && (slots[place].high != high || slots[place].low != low) {
      place = (place + 1) & (slots.count - 1)
    }
    return place
  }

  subscript(high: UInt64, low: UInt64) -> UInt32? {
    get {
      let slot = slots[place(high, low)]
      return slot.isUsed ? slot.value : nil
    }
    set {
      guard let newValue else { return }
      let free = place(high, low)
      if !slots[free].isUsed { count += 1 }
      slots[free] = Slot(high: high, low: low, value: newValue, isUsed: true)
      if count * 2 > slots.count { grow() }
    }
  }

  mutating func removeAll() {
    guard count > 0 else { return }
    slots = Array(repeating: Self.empty, count: slots.count)
    count = 0
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Self.empty, count: old.count * 2)
    for slot in old where slot.isUsed { slots[place(slot.high, slot.low)] = slot }
  }
}
