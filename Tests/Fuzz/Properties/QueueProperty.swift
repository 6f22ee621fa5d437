import VirtualTime

/// What holds of any pushes and pops: the ladder answers as a binary heap does, copies included.
package enum QueueProperty {
  package static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    var choices = Choices(bytes)
    let start = [
      Instant(microseconds: 1_768_082_400_000_000), Instant(microseconds: -5), .distantPast,
      .distantFuture - .days(1),
    ][choices.below(4)]
    var pair = Pair(startingAt: start)
    var kept: Pair?
    while !choices.isUsedUp, pair.work < 60_000 {
      try pair.act(&choices)
      // What becomes of a copy must not show in the original.
      if choices.oneIn(31) {
        let before = kept
        kept = pair
        if var before { try before.drain() }
      }
    }
    if var kept { try kept.drain() }
    try pair.drain()
  }
}

private struct Pair {
  var ladder: EventQueue
  var heap: BinaryHeapQueue
  var work = 0
  private var owner: UInt32 = 0

  init(startingAt start: Instant) {
    ladder = EventQueue(startingAt: start)
    heap = BinaryHeapQueue(startingAt: start)
  }

  mutating func act(_ choices: inout Choices) throws(BrokenProperty) {
    let (act, size) = (choices.byte(), choices.byte())
    let unit = Int64(1) << Int64(min(size >> 2, 62))
    let count = 1 << (act >> 5) * 2
    switch act % 8 {
    case 0: push(after: unit &- 1)
    case 1: for number in 0..<count { push(after: Int64(number) * min(unit, 1 << 40)) }
    case 2: for _ in 0..<count { push(after: Int64(choices.byte()) * min(unit, 1 << 50)) }
    case 3: for _ in 0..<count { push(after: unit) }
    case 4: for _ in 0..<count { try pop() }
    case 5:
      let limit = ladder.now + .microseconds(unit)
      while work < 60_000, try pop(notAfter: limit) {}
    case 6:
      for number in 0..<count {
        push(after: Int64((number * 7_919) % 1_009) * min(unit, 1 << 40))
        if number % 3 == 0 { try pop() }
      }
    default: try require(ladder.nextTime == heap.nextTime, "another is next")
    }
    try require(ladder.count == heap.count, "another number waits")
  }

  private mutating func push(after microseconds: Int64) {
    owner += 1
    work += 1
    let (kind, flag) = (UInt8(owner & 15), UInt8(owner >> 3 & 15))
    let generation = UInt16(truncatingIfNeeded: owner &* 3)
    let time = ladder.now + .microseconds(microseconds)
    ladder.push(at: time, kind: kind, owner: owner, generation: generation, flag: flag, detail: 9)
    heap.push(at: time, kind: kind, owner: owner, generation: generation, flag: flag, detail: 9)
  }

  private mutating func pop() throws(BrokenProperty) {
    work += 1
    let ticket = ladder.pop()
    try require(ticket == heap.pop() && ladder.now == heap.now, "another is popped")
  }

  private mutating func pop(notAfter limit: Instant) throws(BrokenProperty) -> Bool {
    work += 1
    let ticket = ladder.pop(notAfter: limit)
    try require(
      ticket == heap.pop(notAfter: limit) && ladder.now == heap.now, "another is popped in time")
    return ticket != nil
  }

  mutating func drain() throws(BrokenProperty) {
    while heap.count > 0 { try pop() }
    try require(ladder.count == 0 && ladder.pop() == nil, "something is left")
  }
}
