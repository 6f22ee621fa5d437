/// The event queue in its plainest form, a binary heap in an array: what `EventQueue` is compared
/// with, in order by the tests and in speed by the benchmark.
@usableFromInline
package struct BinaryHeapQueue: Sendable {
  /// A ticket, and how many were pushed before it: that decides between equal times.
  @usableFromInline
  struct Entry: Sendable {
    @usableFromInline let ticket: Ticket
    @usableFromInline let sequence: UInt64

    @inlinable
    init(ticket: Ticket, sequence: UInt64) {
      self.ticket = ticket
      self.sequence = sequence
    }

    @inlinable
    func precedes(_ other: Entry) -> Bool {
      ticket.time == other.ticket.time
        ? sequence < other.sequence : ticket.time < other.ticket.time
    }
  }

  @usableFromInline var heap: [Entry] = []
  @usableFromInline var pushed: UInt64 = 0

  /// The time of the last ticket popped, or the start.
  @inlinable package var now: Instant { latest }
  @usableFromInline var latest: Instant

  /// An empty queue whose clock shows this.
  package init(startingAt start: Instant) {
    latest = start
  }

  /// How many tickets wait.
  @inlinable package var count: Int { heap.count }

  /// When the next ticket is due; nil when none waits.
  @inlinable package var nextTime: Instant? { heap.first?.ticket.time }

  /// Adds a ticket, not before `now`.
  @inlinable
  package mutating func push(
    at time: Instant, kind: UInt8, owner: UInt32, generation: UInt16, flag: UInt8 = 0,
    detail: UInt16 = 0
  ) {
    precondition(time >= latest, "an event was pushed into the past")
    let entry = Entry(
      ticket: Ticket(
        time: time, owner: owner, generation: generation, kind: kind, flag: flag, detail: detail),
      sequence: pushed)
    pushed &+= 1
    heap.append(entry)
    var hole = heap.count - 1
    while hole > 0 {
      let parent = (hole - 1) / 2
      if !entry.precedes(heap[parent]) { break }
      heap[hole] = heap[parent]
      hole = parent
    }
    heap[hole] = entry
  }

  /// Takes the next ticket, unless none is due by the limit.
  @inlinable
  package mutating func pop(notAfter limit: Instant) -> Ticket? {
    guard let first = heap.first, first.ticket.time <= limit else { return nil }
    return pop()
  }

  /// Takes the next ticket by time, then by order of pushing; nil when none waits.
  @inlinable
  package mutating func pop() -> Ticket? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    latest = first.ticket.time
    let count = heap.count
    if count == 0 { return first.ticket }
    var hole = 0
    while true {
      var child = 2 * hole + 1
      if child >= count { break }
      if child + 1 < count, heap[child + 1].precedes(heap[child]) { child += 1 }
      if !heap[child].precedes(last) { break }
      heap[hole] = heap[child]
      hole = child
    }
    heap[hole] = last
    return first.ticket
  }
}
