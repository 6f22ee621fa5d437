// A room of unsafe memory: see the decision "Unsafe memory is a room".

/// The events that are to come, in order of time and, at equal times, of being pushed.
///
/// It promises three things. `pop` answers exactly in the order (time, sequence). Time never runs
/// back: pushing before `now` is a programming error and stops the program. And a copy is a queue
/// of its own.
///
/// Cancelling is the caller's: raise the owner's generation and drop tickets of an older one.
@usableFromInline
package struct EventQueue: @unchecked Sendable {
  // Sendable because the storage is only ever changed by the one queue that holds it.
  @usableFromInline var storage: LadderStorage

  /// An empty queue whose clock shows this.
  package init(startingAt start: Instant) {
    storage = LadderStorage(ladder: Ladder(startingAt: start))
  }

  /// How many tickets wait.
  @inlinable package var count: Int { storage.ladder.count }

  /// Whether no ticket waits.
  @inlinable package var isEmpty: Bool { count == 0 }

  /// The time of the last ticket popped, or the start.
  @inlinable package var now: Instant { storage.ladder.now }

  /// When the next ticket is due; nil when none waits.
  ///
  /// Mostly at once, but it may look through the tickets of one bucket each time it is asked
  /// between two pops: a loop up to a limit asks `pop(notAfter:)`.
  package var nextTime: Instant? { storage.ladder.nextTime }

  /// How many chunks of 63 tickets were taken from fresh memory; constant in a steady state.
  package var chunksAllocated: Int { storage.ladder.chunks.allocated }

  /// How many runs of tickets were made ready so far, some dozens at a time; it wraps.
  ///
  /// When it changes, `forEachReady` names others: a caller may bring what belongs to their owners
  /// near before it is needed, so that the memory fetches it for all of them at once.
  @inlinable package var readyRuns: UInt32 { storage.ladder.runCount }

  /// Calls with each ticket that was made ready last and is still to come, in no certain order.
  @inlinable
  package func forEachReady(_ body: (Ticket) -> Void) {
    for place in storage.ladder.runNext..<storage.ladder.runEnd {
      body(storage.ladder.run[place])
    }
  }

  /// Adds a ticket, not before `now`.
  @inlinable
  package mutating func push(
    at time: Instant, kind: UInt8, owner: UInt32, generation: UInt16, flag: UInt8 = 0,
    detail: UInt16 = 0
  ) {
    makeUnique()
    storage.ladder.push(
      Ticket(
        time: time, owner: owner, generation: generation, kind: kind, flag: flag, detail: detail))
  }

  /// Takes the next ticket by time, then by order of pushing; nil when none waits.
  @inlinable
  package mutating func pop() -> Ticket? {
    makeUnique()
    return storage.ladder.pop(notAfter: .max)
  }

  /// Takes the next ticket, unless none is due by the limit; those later stay, and `now` with them.
  @inlinable
  package mutating func pop(notAfter limit: Instant) -> Ticket? {
    makeUnique()
    return storage.ladder.pop(notAfter: Ladder.key(limit))
  }

  /// Makes the tickets this queue's own, if a copy shares them.
  ///
  /// ``push(at:kind:owner:generation:flag:detail:)`` and ``pop()`` do so each time. A loop that is
  /// alone with its queue does it once and then calls ``pushOwned(_:)`` and
  /// ``popOwned(notAfter:)``.
  @inlinable
  package mutating func own() { makeUnique() }

  /// Adds a ticket, not before `now`, to tickets that no copy shares.
  @inlinable
  @inline(__always)
  package mutating func pushOwned(_ ticket: Ticket) {
    assert(isKnownUniquelyReferenced(&storage), "a queue that a copy shares is about to change")
    storage.ladder.push(ticket)
  }

  /// Takes the next ticket due by the limit from tickets that no copy shares.
  @inlinable
  @inline(__always)
  package mutating func popOwned(notAfter limit: Instant) -> Ticket? {
    assert(isKnownUniquelyReferenced(&storage), "a queue that a copy shares is about to change")
    return storage.ladder.pop(notAfter: Ladder.key(limit))
  }

  @inlinable
  mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
  }
}

/// Owns a ladder's memory, so that it is freed with the last queue and copied before a shared one
/// changes.
///
/// The ladder lies behind a pointer so that no access asks whether another is going on, as accesses
/// to a class's properties do. The one queue that holds the storage sees to that: it is a value,
/// and changes the ladder only from its own mutating methods. The ladder is there from the
/// beginning to the end of the storage, and nobody outside this file gets the pointer.
@usableFromInline
@safe
final class LadderStorage {
  @usableFromInline let memory: UnsafeMutablePointer<Ladder>

  @inlinable
  var ladder: Ladder {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(memory) }
    @inline(__always) unsafeMutableAddress { unsafe memory }
  }

  @usableFromInline
  init(ladder: Ladder) {
    unsafe memory = .allocate(capacity: 1)
    unsafe memory.initialize(to: ladder)
  }

  deinit {
    unsafe memory.pointee.free()
    unsafe memory.deinitialize(count: 1)
    unsafe memory.deallocate()
  }

  @usableFromInline
  func copy() -> LadderStorage { LadderStorage(ladder: ladder.copy()) }
}
