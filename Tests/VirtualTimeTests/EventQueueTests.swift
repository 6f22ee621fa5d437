import AllocationCount
import TestSupport
import Testing
import VirtualTime

@Suite("The event queue as the world uses it")
struct EventQueueTests {
  let start = Instant(microseconds: 1_768_082_400_000_000)

  @Test("A ticket is 16 bytes")
  func ticketSize() {
    #expect(MemoryLayout<Ticket>.size == 16)
    #expect(MemoryLayout<Ticket>.stride == 16)
  }

  @Test("A ticket gives back what it was made of, up to the highest values it has room for")
  func ticketValues() {
    let highest = Ticket(
      time: start, owner: Ticket.highestOwner, generation: .max, kind: Ticket.highestKind,
      flag: Ticket.highestFlag, detail: Ticket.highestDetail)
    #expect(highest.owner == 268_435_455)
    #expect(highest.generation == 65_535)
    #expect(highest.kind == 15)
    #expect(highest.flag == 15)
    #expect(highest.detail == 4_095)
    let other = Ticket(time: start, owner: 7, generation: 6, kind: 5, flag: 4, detail: 3)
    #expect(other.time == start)
    #expect([other.owner, UInt32(other.generation), UInt32(other.detail)] == [7, 6, 3])
    #expect([other.kind, other.flag] == [5, 4])
  }

  @Test("A value that a ticket has no room for stops the program")
  func ticketTooSmall() async {
    await #expect(processExitsWith: .failure) {
      _ = Ticket(
        time: Instant(microseconds: 0), owner: Ticket.highestOwner + 1, generation: 0, kind: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = Ticket(
        time: Instant(microseconds: 0), owner: 0, generation: 0, kind: 0,
        detail: Ticket.highestDetail + 1)
    }
  }

  @Test("An empty queue has nothing to pop, and its clock shows the start")
  func empty() {
    var queue = EventQueue(startingAt: start)
    #expect(queue.pop() == nil)
    #expect(queue.pop(notAfter: .distantFuture) == nil)
    #expect(queue.nextTime == nil)
    #expect(queue.isEmpty && queue.count == 0)
    #expect(queue.now == start)
    queue.push(at: start, kind: 0, owner: 0, generation: 0)
    #expect(!queue.isEmpty)
    #expect(queue.pop()?.time == start)
    #expect(queue.pop() == nil)
  }

  @Test("A pop up to a limit leaves what is due later, and the clock with it")
  func popUpToLimit() {
    var queue = EventQueue(startingAt: start)
    queue.push(at: start + .minutes(10), kind: 2, owner: 2, generation: 0)
    queue.push(at: start + .minutes(5), kind: 1, owner: 1, generation: 0)
    #expect(queue.pop(notAfter: start + .minutes(4)) == nil)
    #expect(queue.now == start)
    #expect(queue.pop(notAfter: start + .minutes(5))?.owner == 1)
    #expect(queue.pop(notAfter: start + .minutes(10) - .microseconds(1)) == nil)
    #expect(queue.now == start + .minutes(5))
    queue.push(at: start + .minutes(6), kind: 3, owner: 3, generation: 0)
    #expect(queue.pop(notAfter: start + .minutes(10))?.owner == 3)
    #expect(queue.pop(notAfter: start + .minutes(10))?.owner == 2)
  }

  @Test("What is pushed after a vain look ahead, and due before what was seen, comes first")
  func pushAfterVainLook() {
    var queue = EventQueue(startingAt: start)
    let seen = start + .minutes(5)
    queue.push(at: seen, kind: 0, owner: 0, generation: 0)
    var times = [seen]
    for power in 1..<28 as Range<Int64> {
      let earlier = seen - .microseconds(1 << power)
      #expect(queue.pop(notAfter: earlier) == nil)
      queue.push(at: earlier, kind: 0, owner: 0, generation: 0)
      #expect(queue.nextTime == earlier)
      times.append(earlier)
    }
    for time in times.reversed() { #expect(queue.pop(notAfter: time)?.time == time) }
  }

  @Test("A storm after a vain look ahead comes before what was seen")
  func stormAfterVainLook() {
    var queue = EventQueue(startingAt: start)
    let first = start + .hours(1)
    queue.push(at: first, kind: 0, owner: 0, generation: 0)
    queue.push(at: start + .days(30), kind: 0, owner: 0, generation: 0)
    #expect(queue.pop()?.time == first)
    #expect(queue.pop(notAfter: start + .days(30) - .microseconds(1)) == nil)
    for n in 0..<1_000 as Range<Int64> {
      queue.push(at: first + .microseconds(999 - n), kind: 0, owner: 0, generation: 0)
      #expect(queue.nextTime == first + .microseconds(999 - n))
    }
    for n in 0..<1_000 as Range<Int64> {
      let time = first + .microseconds(n)
      #expect(queue.pop(notAfter: time)?.time == time)
    }
    #expect(queue.count == 1)
  }

  @Test("Steps with limits pop what a heap pops, storms between them", arguments: Delays.allCases)
  func stepsWithLimits(delays: Delays) {
    for seed in 1...5 as ClosedRange<UInt64> {
      var dice = Dice(seed: seed)
      var pair = QueuePair(startingAt: start)
      var limit = start
      for _ in 0..<60 {
        for _ in 0..<dice.below(300) { pair.push(after: delays.draw(&dice)) }
        limit = max(limit, pair.heap.now) + delays.draw(&dice)
        var pops = dice.below(400)
        while pops > 0, pair.pop(notAfter: limit) { pops -= 1 }
        if pair.ladder.nextTime != pair.heap.nextTime { pair.disagreements += 1 }
      }
      pair.drain()
      #expect(pair.disagreements == 0)
    }
  }

  @Test("A copy is a queue of its own, at any stage of a run", arguments: 1...10)
  func copiesAreIndependent(seed: UInt64) {
    var dice = Dice(seed: seed)
    var pair = QueuePair(startingAt: start)
    for step in 0..<40 {
      let delays = Delays.allCases[(step + Int(seed)) % Delays.allCases.count]
      for _ in 0..<dice.below(300) { pair.push(after: delays.draw(&dice)) }
      for _ in 0..<dice.below(250) { pair.pop() }
      var other = pair
      other.push(after: .zero)
      for _ in 0..<dice.below(200) { other.pop() }
      other.push(after: .seconds(1))
      other.drain()
      #expect(other.disagreements == 0)
    }
    pair.drain()
    #expect(pair.disagreements == 0)
  }

  @Test("A copy made outlives the original")
  func copyOutlivesOriginal() {
    var original: EventQueue? = EventQueue(startingAt: start)
    for second in 0..<500 as Range<Int64> {
      original?.push(at: start + .seconds(second), kind: 0, owner: 0, generation: 0)
    }
    var copy = EventQueue(startingAt: start)
    if let original { copy = original }
    _ = original?.pop()
    original = nil
    #expect(copy.count == 500)
    for second in 0..<500 as Range<Int64> { #expect(copy.pop()?.time == start + .seconds(second)) }
  }

  @Test("In a steady state no chunk and nothing else is taken from fresh memory", arguments: 1...6)
  func steadyStateAllocatesNothing(seed: UInt64) {
    var dice = Dice(seed: seed)
    var queue = EventQueue(startingAt: start)
    for owner in 0..<5_000 as Range<UInt32> {
      let delay = Duration.microseconds(dice.below(60_000_000))
      queue.push(at: start + delay, kind: 0, owner: owner, generation: 0)
    }
    func hold(_ steps: Int) {
      for _ in 0..<steps {
        guard let ticket = queue.pop() else { return }
        let delay = Duration.microseconds(dice.below(120_000_000))
        queue.push(at: ticket.time + delay, kind: 0, owner: ticket.owner, generation: 0)
      }
    }
    hold(300_000)
    let chunks = queue.chunksAllocated
    let allocations = allocationsOfThisThread()
    hold(300_000)
    let allocationsAfter = allocationsOfThisThread()
    #expect(allocationsAfter == allocations)
    #expect(queue.chunksAllocated == chunks)
  }

  @Test("Pushing into the past stops the program")
  func pushIntoThePast() async {
    await #expect(processExitsWith: .failure) {
      let start = Instant(microseconds: 1_000)
      var queue = EventQueue(startingAt: start)
      queue.push(at: start + .seconds(1), kind: 0, owner: 0, generation: 0)
      _ = queue.pop()
      queue.push(at: start, kind: 0, owner: 0, generation: 0)
    }
  }

  @Test("Ten million tickets wait at once, and all come back in order")
  func tenMillion() {
    var queue = EventQueue(startingAt: Instant(microseconds: 0))
    let count = 10_000_000
    for place in 0..<count {
      let time = Instant(microseconds: Int64(place) * 7_919 % 60_000_000)
      queue.push(at: time, kind: 1, owner: UInt32(place), generation: 0)
    }
    var popped = 0
    var last = Instant(microseconds: 0)
    var isOrdered = true
    while let ticket = queue.pop() {
      if ticket.time < last { isOrdered = false }
      last = ticket.time
      popped += 1
    }
    #expect(popped == count)
    #expect(isOrdered)
  }
}
