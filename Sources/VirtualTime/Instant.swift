/// A point of virtual time on the cluster's own civil clock, to the microsecond.
///
/// There is no time zone and no summer time. Sums and differences saturate at the ends of the
/// range (about the years -290,000 and 294,000).
@usableFromInline
package struct Instant: Hashable, Sendable, BitwiseCopyable {
  /// Microseconds since 1970-01-01 00:00 on the cluster's clock.
  @usableFromInline package var microseconds: Int64

  /// The instant so many microseconds after 1970-01-01 00:00.
  @inlinable
  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The last instant there is: later than anything that happens.
  @inlinable package static var distantFuture: Instant { Instant(microseconds: .max) }

  /// The first instant there is: earlier than anything that happens.
  @inlinable package static var distantPast: Instant { Instant(microseconds: .min) }
}

extension Instant: Comparable {
  /// Whether the left instant is the earlier.
  @inlinable
  package static func < (left: Instant, right: Instant) -> Bool {
    left.microseconds < right.microseconds
  }
}

extension Instant {
  /// The instant so much later, saturating.
  @inlinable
  package static func + (instant: Instant, length: Duration) -> Instant {
    Instant(microseconds: instant.microseconds.saturatingSum(length.microseconds))
  }

  /// The instant so much earlier, saturating.
  @inlinable
  package static func - (instant: Instant, length: Duration) -> Instant {
    Instant(microseconds: instant.microseconds.saturatingDifference(length.microseconds))
  }

  /// The time from the right instant to the left one, saturating; negative when it is the earlier.
  @inlinable
  package static func - (left: Instant, right: Instant) -> Duration {
    Duration(microseconds: left.microseconds.saturatingDifference(right.microseconds))
  }

  /// Moves later in place, saturating.
  @inlinable
  package static func += (instant: inout Instant, length: Duration) { instant = instant + length }

  /// Moves earlier in place, saturating.
  @inlinable
  package static func -= (instant: inout Instant, length: Duration) { instant = instant - length }
}
