/// One thing that is to happen: a plain value of 16 bytes in the event queue.
@usableFromInline
package struct Ticket: Equatable, Sendable, BitwiseCopyable {
  /// When it happens.
  @usableFromInline package let time: Instant
  /// From the highest bit: 28 of the owner, 16 of its generation, 12 of the detail, 4 of the flag
  /// and 4 of the kind.
  @usableFromInline let word: UInt64

  /// The highest number of an owner, and the highest values beside the kind.
  package static let highestOwner: UInt32 = (1 << 28) - 1
  package static let highestDetail: UInt16 = (1 << 12) - 1
  package static let highestFlag: UInt8 = (1 << 4) - 1
  package static let highestKind: UInt8 = (1 << 4) - 1

  /// A ticket with these values; one that is higher than its highest stops the program.
  @inlinable
  @inline(__always)
  package init(
    time: Instant, owner: UInt32, generation: UInt16, kind: UInt8, flag: UInt8 = 0,
    detail: UInt16 = 0
  ) {
    precondition(
      owner >> 28 | UInt32(detail >> 12) | UInt32(flag >> 4) | UInt32(kind >> 4) == 0,
      "a value that a ticket has no room for")
    self.time = time
    word =
      UInt64(owner) &<< 36 | UInt64(generation) &<< 20 | UInt64(detail) &<< 8
      | UInt64(flag) &<< 4 | UInt64(kind)
  }

  /// Whose it is; the caller's number of a phone or server.
  @inlinable
  @inline(__always)
  package var owner: UInt32 { UInt32(truncatingIfNeeded: word &>> 36) }

  /// The owner's generation when it was pushed; a ticket of an older one is void.
  @inlinable
  @inline(__always)
  package var generation: UInt16 { UInt16(truncatingIfNeeded: word &>> 20) }

  /// The caller's, beside `kind`.
  @inlinable
  @inline(__always)
  package var detail: UInt16 { UInt16(truncatingIfNeeded: word &>> 8) & 0xFFF }

  /// The caller's, beside `kind`.
  @inlinable
  @inline(__always)
  package var flag: UInt8 { UInt8(truncatingIfNeeded: word &>> 4) & 15 }

  /// What happens; the caller's number.
  @inlinable
  @inline(__always)
  package var kind: UInt8 { UInt8(truncatingIfNeeded: word) & 15 }
}
