// A room of unsafe memory: see the decision "Unsafe memory is a room".

/// How many things are done at a time, and how a thread is started for each but the first.
///
/// Threads are the command line's; this floor only says what they do.
package struct Workers: Sendable {
  /// Starts a thread with this work and gives what waits for its end; nil where the system has no
  /// thread left.
  package typealias Start = @Sendable (_ work: @escaping @Sendable () -> Void) -> (() -> Void)?

  /// At least 1: that of the caller.
  package let count: Int
  private let start: Start

  package init(_ count: Int, start: @escaping Start) {
    self.count = max(1, count)
    self.start = start
  }

  /// The calling thread alone.
  package static let one = Workers(1) { _ in nil }

  /// Does a number of things, so many at a time; the order of results is that of the places.
  ///
  /// As many lanes as workers; each takes every n-th place, so nothing depends on who is faster.
  /// The first lane is the caller's, and so is every lane for which there is no thread: a machine
  /// that gives none takes longer, and does not wait for one.
  package func sideBySide<Value: Sendable>(
    count: Int, _ work: @escaping @Sendable (Int) -> Value
  ) -> [Value] {
    let lanes = min(self.count, count)
    guard lanes > 1 else { return (0..<count).map(work) }
    let slots = Slots<Value>(count: count, lanes: lanes)
    var own = [0]
    var waits: [() -> Void] = []
    for lane in 1..<lanes {
      if let wait = start({ slots.fill(lane, work) }) {
        waits.append(wait)
      } else {
        own.append(lane)
      }
    }
    for lane in own { slots.fill(lane, work) }
    for wait in waits { wait() }
    return slots.all
  }
}

/// Results, each written once by one lane.
private final class Slots<Value: Sendable>: @unchecked Sendable {
  // Sendable because each lane writes an array of its own, and they are read when all have ended.
  private final class Lane { var results: [Value] = [] }
  private let lanes: [Lane]
  private let count: Int

  init(count: Int, lanes: Int) {
    self.count = count
    self.lanes = (0..<lanes).map { _ in Lane() }
  }

  func fill(_ lane: Int, _ work: (Int) -> Value) {
    for place in stride(from: lane, to: count, by: lanes.count) {
      lanes[lane].results.append(work(place))
    }
  }

  var all: [Value] {
    (0..<count).map { lanes[$0 % lanes.count].results[$0 / lanes.count] }
  }
}
