/// One thing that is to happen: a plain value of 24 bytes in the event queue.
@usableFromInline
package struct Ticket: Equatable, Sendable {
  /// When it happens.
  @usableFromInline package var time: Instant
  /// How many tickets were pushed before it: decides between equal times.
  @usableFromInline package var sequence: UInt32
  /// Whose it is; the caller's number of a phone or server.
  @usableFromInline package var owner: UInt32
  /// The owner's generation when it was pushed; a ticket of an older one is void.
  @usableFromInline package var generation: UInt32
  /// What happens; the caller's number.
  @usableFromInline package var kind: UInt8
  /// The caller's, beside `kind`.
  @usableFromInline package var flag: UInt8
  /// The caller's, beside `kind`.
  @usableFromInline package var detail: UInt16

  /// A ticket with these values.
  @inlinable
  package init(
    time: Instant, sequence: UInt32, owner: UInt32, generation: UInt32, kind: UInt8,
    flag: UInt8 = 0, detail: UInt16 = 0
  ) {
    self.time = time
    self.sequence = sequence
    self.owner = owner
    self.generation = generation
    self.kind = kind
    self.flag = flag
    self.detail = detail
  }

  /// Whether it comes before another: by time, then by sequence.
  @inlinable
  package func precedes(_ other: Ticket) -> Bool {
    time == other.time ? sequence < other.sequence : time < other.time
  }
}
