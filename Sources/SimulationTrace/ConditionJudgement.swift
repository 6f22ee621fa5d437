package import ClusterModel
import VirtualTime

extension Measurement {
  /// What a percentage and `all` are of: the base, or where none makes sense the phones selected.
  package var judgedBase: Int64? { base ?? selected }
}

extension Threshold {
  /// It is a part of the phones selected, so that there must be some.
  package var isShare: Bool {
    switch self {
    case .all, .percent, .percentOfBefore: true
    case .count, .none: false
    }
  }

  /// Whether a measured count stands in this relation to the threshold.
  ///
  /// Whole numbers only: a percentage compares `value * 10,000` with `hundredths * base`. Without
  /// the base that the threshold needs nothing is met.
  package func isMet(by measurement: Measurement, _ comparison: Comparison) -> Bool {
    let value = measurement.value
    switch self {
    case .count(let count): return comparison.holds(value, Int64(count))
    case .none: return comparison.holds(value, 0)
    case .all: return measurement.judgedBase.map { comparison.holds(value, $0) } ?? false
    case .percent(let hundredths):
      return measurement.judgedBase.map {
        comparison.holds(value.clampedProduct(10_000), $0.clampedProduct(Int64(hundredths)))
      } ?? false
    case .percentOfBefore(let hundredths):
      return measurement.before.map {
        comparison.holds(value.clampedProduct(10_000), $0.clampedProduct(Int64(hundredths)))
      } ?? false
    }
  }
}

extension Condition {
  /// Whether what was measured meets the condition; of no phone there are neither all nor a share.
  package func isMet(by measurement: Measurement) -> Bool {
    if measurement.selected == 0, threshold.isShare { return false }
    return threshold.isMet(by: measurement, comparison)
  }
}

extension Condition {
  /// The fewest phones that have to count otherwise before a condition that is not met can be: at
  /// least one, and never more than it takes.
  ///
  /// A phone that counts otherwise changes each number of the measurement by one at most. So
  /// somebody who watches a million phones come back need not ask at each of them.
  package func changesUntilMet(from measurement: Measurement) -> Int64 {
    guard comparison == .greaterOrEqual || comparison == .greater else { return 1 }
    let value = measurement.value
    switch threshold {
    case .none: return 1
    case .count(let count): return max(1, Int64(count) - value)
    case .all:
      // The base may shrink while the value grows.
      guard let base = measurement.judgedBase else { return 1 }
      return max(1, (base - value) / 2)
    case .percent(let hundredths):
      // A file may state any percentage.
      guard let base = measurement.judgedBase, hundredths < 1_000_000_000 else { return 1 }
      let missing = base.clampedProduct(Int64(hundredths)) - value.clampedProduct(10_000)
      return max(1, missing / (10_000 + Int64(hundredths)))
    case .percentOfBefore(let hundredths):
      guard let before = measurement.before else { return 1 }
      let missing = before.clampedProduct(Int64(hundredths)) - value.clampedProduct(10_000)
      return max(1, missing / 10_000)
    }
  }
}

extension Expectation.Test {
  /// Whether what was measured meets the expectation.
  ///
  /// What is measured: the phones counted; the smallest number of anchors; the longest outage in
  /// microseconds; for alerts, steps and remedies 1 if the stated thing is so, else 0.
  package func isMet(by measurement: Measurement) -> Bool {
    switch self {
    case .condition(let condition): condition.isMet(by: measurement)
    case .anchors(_, let comparison, let count):
      comparison.holds(measurement.value, Int64(count))
    case .longestOutage(_, let comparison, let length):
      comparison.holds(measurement.value, length.microseconds)
    case .alert, .step, .remedy: measurement.value == 1
    }
  }
}

extension Int64 {
  /// The product, or the nearest number there is: a file may state any percentage.
  fileprivate func clampedProduct(_ other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    guard overflow else { return product }
    return (self < 0) == (other < 0) ? .max : .min
  }
}

extension Condition {
  /// Whether this condition, met by what was measured, states a loss: without the phones that are
  /// lost, unserved or not registered it would not be met.
  ///
  /// `lost-trust = all`, `stranded = 12` and `registered = 0` do; `lost-trust = 0`,
  /// `trusting = 40` and `registered >= 99%` do not.
  package func statesLoss(as measurement: Measurement) -> Bool {
    guard isMet(by: measurement) else { return false }
    var unharmed = measurement
    switch measure {
    case .lostTrust, .locked, .stranded, .unserved, .unregistered, .outOfService:
      unharmed.value = 0
    case .registered:
      guard let base = measurement.judgedBase else { return false }
      unharmed.value = base
    case .trusting, .behind, .open, .unaware, .itlCurrent, .oldConfiguration, .servicesFailing:
      return false
    }
    return !isMet(by: unharmed)
  }
}
