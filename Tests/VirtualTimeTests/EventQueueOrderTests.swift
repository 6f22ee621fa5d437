import TestSupport
import Testing
import VirtualTime

/// How far ahead the events of a test case are pushed.
enum Delays: String, CaseIterable, Sendable {
  case allAtOnce, fewTies, oneBucket, evenMinute, heavyTail, nearOrNextWeek, farFuture, lateArrivals
  case anyMagnitude

  func draw(_ dice: inout Dice) -> Duration {
    switch self {
    case .allAtOnce: .zero
    case .fewTies: .microseconds(dice.below(4))
    case .oneBucket: .microseconds(dice.below(256))
    case .evenMinute: .microseconds(dice.below(60_000_000))
    case .heavyTail: .microseconds(1_000 / (1 + dice.below(1_000)) * dice.below(10_000_000))
    case .nearOrNextWeek: dice.oneIn(3) ? .days(7) : .milliseconds(dice.below(50))
    case .farFuture: .days(365 * 100 * dice.below(1_000))
    case .lateArrivals: dice.oneIn(50) ? .days(30) : .microseconds(dice.below(5_000))
    case .anyMagnitude: .microseconds(1 << dice.below(58))
    }
  }
}

@Suite("The event queue pops by time and then by order of pushing")
struct EventQueueOrderTests {
  static let start = Instant(microseconds: 1_768_082_400_000_000)

  @Test(
    "A plain sorted list pops the same tickets, whatever the delays", arguments: Delays.allCases)
  func sameAsSortedList(delays: Delays) {
    for seed in 1...20 as ClosedRange<UInt64> {
      var dice = Dice(seed: seed)
      var queue = EventQueue(startingAt: Self.start)
      var list: [Ticket] = []
      for owner in 0..<400 as Range<UInt32> {
        let time = queue.now + delays.draw(&dice)
        let detail = UInt16(dice.below(4_096))
        queue.push(at: time, kind: 3, owner: owner, generation: 7, flag: 1, detail: detail)
        let ticket = Ticket(
          time: time, owner: owner, generation: 7, kind: 3, flag: 1, detail: detail)
        list.insert(ticket, at: list.firstIndex { $0.time > time } ?? list.count)
        if dice.oneIn(3) { #expect(queue.pop() == list.removeFirst()) }
        #expect(queue.count == list.count)
        #expect(queue.nextTime == list.first?.time)
      }
      while !list.isEmpty { #expect(queue.pop() == list.removeFirst()) }
      #expect(queue.pop() == nil)
    }
  }

  @Test(
    "A binary heap pops the same through growth, steady state and draining",
    arguments: Delays.allCases, [1, 60, 3_000, 30_000])
  func sameAsHeap(delays: Delays, pending: Int) {
    var dice = Dice(seed: UInt64(pending))
    var pair = QueuePair(startingAt: Self.start)
    for _ in 0..<pending { pair.push(after: delays.draw(&dice)) }
    for _ in 0..<pending * 2 {
      pair.pop()
      if !dice.oneIn(20) { pair.push(after: delays.draw(&dice)) }
      if dice.oneIn(20) { pair.push(after: delays.draw(&dice)) }
    }
    pair.drain()
    #expect(pair.disagreements == 0)
    #expect(pair.popped >= pending * 2)
  }

  @Test("Bursts and drains by turns, the delays of each burst its own", arguments: 1...10)
  func burstsAndDrains(seed: UInt64) {
    var dice = Dice(seed: seed)
    var pair = QueuePair(startingAt: Self.start)
    for _ in 0..<40 {
      let delays = Delays.allCases[Int(dice.below(Int64(Delays.allCases.count)))]
      for _ in 0..<dice.below(2_000) { pair.push(after: delays.draw(&dice)) }
      for _ in 0..<dice.below(2_000) { pair.pop() }
      if dice.oneIn(4) { pair.drain() }
    }
    pair.drain()
    #expect(pair.disagreements == 0)
  }

  @Test("A storm pushed before a few events of next month does not disturb the order")
  func stormBeforeFarEvents() {
    var dice = Dice(seed: 5)
    var pair = QueuePair(startingAt: Self.start)
    for day in 30..<40 as Range<Int64> { pair.push(after: .days(day)) }
    pair.push(after: .seconds(1))
    pair.pop()
    for _ in 0..<20_000 { pair.push(after: .microseconds(dice.below(3_600_000_000))) }
    for _ in 0..<20_000 {
      pair.pop()
      if dice.oneIn(2) { pair.push(after: .zero) }
    }
    pair.drain()
    #expect(pair.disagreements == 0)
    #expect(pair.ladder.now == Self.start + .days(39))
  }

  @Test("Events before 1970, across it and at the ends of time keep their order")
  func endsOfTime() {
    var queue = EventQueue(startingAt: .distantPast)
    let times: [Instant] = [
      .distantFuture, Instant(microseconds: 0), .distantPast, Instant(microseconds: -1),
      .distantFuture - .microseconds(1), Instant(microseconds: 1), .distantPast + .microseconds(1),
    ]
    for time in times { queue.push(at: time, kind: 0, owner: 0, generation: 0) }
    var popped: [Instant] = []
    while let ticket = queue.pop() { popped.append(ticket.time) }
    #expect(popped == times.sorted())
  }
}

/// The ladder and the heap, told the same.
struct QueuePair {
  var ladder: EventQueue
  var heap: BinaryHeapQueue
  var disagreements = 0
  var popped = 0
  private var owner: UInt32 = 0

  init(startingAt start: Instant) {
    ladder = EventQueue(startingAt: start)
    heap = BinaryHeapQueue(startingAt: start)
  }

  mutating func push(after delay: Duration) {
    owner += 1
    ladder.push(
      at: ladder.now + delay, kind: 1, owner: owner,
      generation: UInt16(truncatingIfNeeded: owner &* 3))
    heap.push(
      at: heap.now + delay, kind: 1, owner: owner,
      generation: UInt16(truncatingIfNeeded: owner &* 3))
  }

  mutating func pop() {
    let ticket = ladder.pop()
    if ticket != heap.pop() || ladder.now != heap.now { disagreements += 1 }
    if ticket != nil { popped += 1 }
  }

  mutating func pop(notAfter limit: Instant) -> Bool {
    let ticket = ladder.pop(notAfter: limit)
    if ticket != heap.pop(notAfter: limit) || ladder.now != heap.now { disagreements += 1 }
    if ticket != nil { popped += 1 }
    return ticket != nil
  }

  mutating func drain() {
    while heap.count > 0 { pop() }
    if ladder.count != 0 || ladder.pop() != nil { disagreements += 1 }
  }
}
