/// A length of virtual time in whole microseconds; it may be negative.
///
/// Sums, differences and products saturate at the ends of the range (about 292,000 years), so that
/// an absurd length in a scenario stays absurdly long and never turns round.
@usableFromInline
package struct Duration: Hashable, Sendable, BitwiseCopyable {
  /// The length in microseconds.
  @usableFromInline package var microseconds: Int64

  /// A length of so many microseconds.
  @inlinable
  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// No time at all.
  @inlinable package static var zero: Duration { Duration(microseconds: 0) }

  /// The longest length there is; what a sum that would be longer becomes.
  @inlinable package static var longest: Duration { Duration(microseconds: .max) }

  /// So many microseconds.
  @inlinable
  package static func microseconds(_ n: Int64) -> Duration { Duration(microseconds: n) }

  /// So many milliseconds.
  @inlinable
  package static func milliseconds(_ n: Int64) -> Duration { Duration(microseconds: 1_000) * n }

  /// So many seconds.
  @inlinable
  package static func seconds(_ n: Int64) -> Duration { Duration(microseconds: 1_000_000) * n }

  /// So many minutes.
  @inlinable
  package static func minutes(_ n: Int64) -> Duration { Duration(microseconds: 60_000_000) * n }

  /// So many hours.
  @inlinable
  package static func hours(_ n: Int64) -> Duration { Duration(microseconds: 3_600_000_000) * n }

  /// So many days of 24 hours; the cluster's clock has no summer time.
  @inlinable
  package static func days(_ n: Int64) -> Duration { Duration(microseconds: 86_400_000_000) * n }
}

extension Duration: Comparable {
  /// Whether the left length is the shorter; any negative one is shorter than zero.
  @inlinable
  package static func < (left: Duration, right: Duration) -> Bool {
    left.microseconds < right.microseconds
  }
}

extension Duration {
  /// The sum, saturating.
  @inlinable
  package static func + (left: Duration, right: Duration) -> Duration {
    Duration(microseconds: left.microseconds.saturatingSum(right.microseconds))
  }

  /// The difference, saturating.
  @inlinable
  package static func - (left: Duration, right: Duration) -> Duration {
    Duration(microseconds: left.microseconds.saturatingDifference(right.microseconds))
  }

  /// Adds in place, saturating.
  @inlinable
  package static func += (left: inout Duration, right: Duration) { left = left + right }

  /// Takes away in place, saturating.
  @inlinable
  package static func -= (left: inout Duration, right: Duration) { left = left - right }

  /// So many times the length, saturating.
  @inlinable
  package static func * (length: Duration, times: Int64) -> Duration {
    let (product, overflow) = length.microseconds.multipliedReportingOverflow(by: times)
    guard overflow else { return Duration(microseconds: product) }
    return Duration(microseconds: (length.microseconds < 0) == (times < 0) ? .max : .min)
  }

  /// The length divided, rounded towards zero; the divisor must not be zero.
  @inlinable
  package static func / (length: Duration, divisor: Int64) -> Duration {
    let (quotient, overflow) = length.microseconds.dividedReportingOverflow(by: divisor)
    precondition(divisor != 0, "a duration was divided by zero")
    return Duration(microseconds: overflow ? .max : quotient)
  }

  /// The same length the other way, saturating.
  @inlinable
  package static prefix func - (length: Duration) -> Duration { .zero - length }
}

extension Int64 {
  @inlinable
  package func saturatingSum(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }

  @inlinable
  package func saturatingDifference(_ other: Int64) -> Int64 {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other < 0 ? .max : .min) : difference
  }
}
