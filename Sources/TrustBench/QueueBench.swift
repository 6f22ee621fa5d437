import VirtualTime

/// How fast the event queue is, beside a binary heap of the same tickets.
///
/// The hold model: a number of tickets waits; each step pops the first and pushes it again after a
/// delay of about sixty seconds' exponential spread. Ladder and heap run by turns, on the same
/// delays, and must pop the same tickets in the same order.
package struct QueueBench {
  /// What it measures with.
  private let surroundings: BenchSurroundings

  /// Keeps what it measures with.
  package init(_ surroundings: BenchSurroundings) { self.surroundings = surroundings }

  /// Measures at ten thousand, a hundred thousand and a million pending, five runs each.
  package func run() -> [BenchFigure] {
    [
      figure(pending: 10_000, label: "10 k", goal: "20 M events/s, 3 x the heap"),
      figure(pending: 100_000, label: "100 k", goal: "20 M events/s, 3 x the heap"),
      figure(pending: 1_000_000, label: "1 M", goal: "15 M events/s, 3 x the heap"),
    ]
  }

  /// One size, three runs: enough to see whether it is still several times the heap.
  package func short() -> [BenchFigure] {
    [figure(pending: 100_000, label: "100 k", goal: "3 x the heap", runs: 3)]
  }

  /// One run as a line: millions of events in a second of processor time, and the checksum by which
  /// other programs show that they popped the same tickets.
  package func line(pending: Int, run: Int) -> String {
    let hold = holdLadder(pending: pending, seed: Self.seed(of: run))
    let hundredths = Int(Double(Self.steps) / max(1e-6, hold.userSeconds) / 1e4)
    let fraction = String(100 + hundredths % 100).dropFirst()
    let digits = String(hold.checksum, radix: 16)
    return "trustsim hold: pending \(pending) run \(run) millions \(hundredths / 100).\(fraction)"
      + " checksum " + String(repeating: "0", count: 16 - digits.count) + digits + "\n"
  }

  private static func seed(of run: Int) -> UInt64 { UInt64(run) &* 0x9E37_79B9_7F4A_7C15 }

  private static let runCount = 5
  private static let steps = 2_000_000
  private static let start = Instant(microseconds: 1_768_082_400_000_000)
  private static let meanDelayMicroseconds: UInt64 = 60_000_000

  private struct Measurement {
    let millionsPerSecond: Double
    let userSeconds: Double
    let checksum: UInt64
  }

  private func figure(
    pending: Int, label: String, goal: String, runs: Int = Self.runCount
  ) -> BenchFigure {
    var ladderRuns: [Double] = []
    var heapRuns: [Double] = []
    for run in 0..<runs {
      let seed = Self.seed(of: run + 1)
      let ladder = holdLadder(pending: pending, seed: seed)
      let heap = holdHeap(pending: pending, seed: seed)
      precondition(
        ladder.checksum == heap.checksum, "the event queue and the heap popped in different orders")
      ladderRuns.append(ladder.millionsPerSecond)
      heapRuns.append(heap.millionsPerSecond)
    }
    return BenchFigure(
      name: "event queue, hold model, \(label) pending", runs: ladderRuns, unit: "M events/s",
      baselineName: "binary heap", baselineRuns: heapRuns, goal: goal,
      goalRatio: 3)
  }

  // The two below are the same but for the type: a generic would measure the specialiser too. Of a
  // heap nobody makes a copy, so it has nothing to make its own.

  private func holdLadder(pending: Int, seed: UInt64) -> Measurement {
    var queue = EventQueue(startingAt: Self.start)
    var delays = Delays(seed: seed)
    for owner in 0..<pending {
      queue.push(at: Self.start + delays.next(), kind: 1, owner: UInt32(owner), generation: 0)
    }
    var checksum: UInt64 = 0
    let user = surroundings.userSeconds()
    let began = surroundings.nanoseconds()
    // As the world's loop does: alone with its queue, once for all.
    queue.own()
    for _ in 0..<Self.steps {
      guard let ticket = queue.popOwned(notAfter: .distantFuture) else { break }
      checksum = Self.mixed(checksum, ticket)
      queue.pushOwned(
        Ticket(time: ticket.time + delays.next(), owner: ticket.owner, generation: 0, kind: 1))
    }
    return measurement(from: began, user, checksum: checksum)
  }

  private func holdHeap(pending: Int, seed: UInt64) -> Measurement {
    var queue = BinaryHeapQueue(startingAt: Self.start)
    var delays = Delays(seed: seed)
    for owner in 0..<pending {
      queue.push(at: Self.start + delays.next(), kind: 1, owner: UInt32(owner), generation: 0)
    }
    var checksum: UInt64 = 0
    let user = surroundings.userSeconds()
    let began = surroundings.nanoseconds()
    for _ in 0..<Self.steps {
      guard let ticket = queue.pop() else { break }
      checksum = Self.mixed(checksum, ticket)
      queue.push(at: ticket.time + delays.next(), kind: 1, owner: ticket.owner, generation: 0)
    }
    return measurement(from: began, user, checksum: checksum)
  }

  private func measurement(
    from began: UInt64, _ user: Double, checksum: UInt64
  ) -> Measurement {
    let nanoseconds = max(1, surroundings.nanoseconds() - began)
    return Measurement(
      millionsPerSecond: Double(Self.steps) * 1_000 / Double(nanoseconds),
      userSeconds: surroundings.userSeconds() - user, checksum: checksum)
  }

  private static func mixed(_ checksum: UInt64, _ ticket: Ticket) -> UInt64 {
    (checksum &* 31) &+ (UInt64(bitPattern: ticket.time.microseconds) ^ UInt64(ticket.owner))
  }

  /// Delays with about the spread of an exponential one, in integers: minus the logarithm of an
  /// even draw, straight between powers of two.
  private struct Delays {
    private var state: UInt64

    init(seed: UInt64) { state = seed | 1 }

    mutating func next() -> Duration {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let zeros = UInt64(state.leadingZeroBitCount)
      let below = (state << (zeros + 1)) >> 48
      let logarithm = zeros << 16 | (65_535 - below)
      return .microseconds(Int64(logarithm * (meanDelayMicroseconds * 7 / 10) >> 16))
    }
  }
}
