// A room of unsafe memory: see the decision "Unsafe memory is a room".

import Dispatch

/// Does a number of things, so many at a time; the order of results is that of the places.
///
/// As many lanes as workers; each takes every n-th place, so nothing depends on who is faster.
func sideBySide<Value: Sendable>(
  count: Int, workers: Int, _ work: @Sendable (Int) -> Value
) -> [Value] {
  if workers <= 1 || count <= 1 { return (0..<count).map(work) }
  let slots = Slots<Value>(count: count)
  let lanes = min(workers, count)
  DispatchQueue.concurrentPerform(iterations: lanes) { lane in
    for place in stride(from: lane, to: count, by: lanes) { slots.set(place, work(place)) }
  }
  return slots.all
}

/// Results, each written once by one lane.
private final class Slots<Value: Sendable>: @unchecked Sendable {
  // Sendable because the queue below is the only way to the values.
  private let queue = DispatchQueue(label: "results")
  private var values: [Value?]

  init(count: Int) { values = Array(repeating: nil, count: count) }

  func set(_ place: Int, _ value: Value) { queue.sync { values[place] = value } }

  var all: [Value] { queue.sync { values.compactMap(\.self) } }
}
