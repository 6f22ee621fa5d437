import VirtualTime

/// What a judged expectation or a wait measured.
package struct Measurement: Hashable, Sendable {
  package var value: Int64
  /// What a percentage is of; nil where none makes sense.
  package var base: Int64?
  /// Phones selected, powered or not.
  package var selected: Int64?
  /// The same measure at `before`.
  package var before: Int64?
  package init(value: Int64, base: Int64? = nil, selected: Int64? = nil, before: Int64? = nil) {
    self.value = value
    self.base = base
    self.selected = selected
    self.before = before
  }
}

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
    Demand(self).isMet(by: measurement)
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

/// What a measured number is compared with, and how.
///
/// Demands that differ in the number alone can be put in order: what is met of one is met of all
/// that are easier.
package struct Demand: Hashable, Sendable {
  /// What the number is a number of.
  package enum Unit: Hashable, Sendable {
    /// What was measured, as it is.
    case plain
    /// Phones.
    case count
    /// Hundredths of a percent of the base, or of what was before.
    case percent, percentOfBefore
    /// The whole base, or nothing: the number says nothing.
    case all, none
  }
  package var unit: Unit
  package var comparison: Comparison
  package var number: Int64

  fileprivate init(_ unit: Unit, _ comparison: Comparison, _ number: Int64) {
    self.unit = unit
    self.comparison = comparison
    self.number = number
  }

  fileprivate init(_ condition: Condition) {
    let comparison = condition.comparison
    switch condition.threshold {
    case .count(let count): self.init(.count, comparison, Int64(count))
    case .percent(let hundredths): self.init(.percent, comparison, Int64(hundredths))
    case .percentOfBefore(let hundredths):
      self.init(.percentOfBefore, comparison, Int64(hundredths))
    case .all: self.init(.all, comparison, 0)
    case .none: self.init(.none, comparison, 0)
    }
  }

  /// Whether what was measured meets it.
  package func isMet(by measurement: Measurement) -> Bool {
    let threshold: Threshold
    switch unit {
    case .plain: return comparison.holds(measurement.value, number)
    case .count: threshold = .count(Int(number))
    case .percent: threshold = .percent(hundredths: Int(number))
    case .percentOfBefore: threshold = .percentOfBefore(hundredths: Int(number))
    case .all: threshold = .all
    case .none: threshold = .none
    }
    if measurement.selected == 0, threshold.isShare { return false }
    return threshold.isMet(by: measurement, comparison)
  }
}

extension Expectation.Test {
  /// What is measured: the phones counted; the smallest number of anchors; the longest outage in
  /// microseconds; for alerts, steps and remedies 1 if the stated thing is so, else 0.
  package var demand: Demand {
    switch self {
    case .condition(let condition): Demand(condition)
    case .anchors(_, let comparison, let count): Demand(.plain, comparison, Int64(count))
    case .longestOutage(_, let comparison, let length):
      Demand(.plain, comparison, length.microseconds)
    case .alert, .step, .remedy: Demand(.plain, .equal, 1)
    }
  }

  /// Whether what was measured meets the expectation.
  package func isMet(by measurement: Measurement) -> Bool { demand.isMet(by: measurement) }
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
