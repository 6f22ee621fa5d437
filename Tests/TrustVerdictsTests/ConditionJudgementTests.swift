import ClusterModel
import SimulationTrace
import Testing
import VirtualTime

/// What was measured, what it is compared with, and whether that is met.
struct ConditionCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let comparison: Comparison
  let threshold: Threshold
  let measured: Measurement
  let isMet: Bool

  init(
    _ description: String, _ comparison: Comparison, _ threshold: Threshold,
    _ measured: Measurement, _ isMet: Bool
  ) {
    testDescription = description
    self.comparison = comparison
    self.threshold = threshold
    self.measured = measured
    self.isMet = isMet
  }

  static let all = [
    ConditionCase("5 = 5", .equal, .count(5), Measurement(value: 5), true),
    ConditionCase("5 != 5", .notEqual, .count(5), Measurement(value: 5), false),
    ConditionCase("5 <= 4", .lessOrEqual, .count(4), Measurement(value: 5), false),
    ConditionCase("none: 0", .equal, .none, .of100(0), true),
    ConditionCase(
      "none of no phone", .equal, .none, Measurement(value: 0, base: 0, selected: 0), true),
    ConditionCase(
      "all of no phone", .equal, .all, Measurement(value: 0, base: 0, selected: 0), false),
    ConditionCase(
      "99 % of no phone", .greaterOrEqual, .percent(hundredths: 9_900),
      Measurement(value: 0, base: 0, selected: 0), false),
    ConditionCase("none: 1", .equal, .none, .of100(1), false),
    ConditionCase("more than none: 1", .greater, .none, .of100(1), true),
    ConditionCase("all: 100 of 100", .equal, .all, .of100(100), true),
    ConditionCase("all: 99 of 100", .equal, .all, .of100(99), false),
    ConditionCase("not all: 99 of 100", .less, .all, .of100(99), true),
    ConditionCase(
      "all goes by the base, not by the phones selected", .equal, .all,
      Measurement(value: 90, base: 90, selected: 100), true),
    ConditionCase(
      "all without a base goes by the phones selected", .equal, .all,
      Measurement(value: 90, selected: 100), false),
    ConditionCase("all of nothing", .equal, .all, Measurement(value: 0, base: 0), true),
    ConditionCase("all without any base", .equal, .all, Measurement(value: 0), false),
    ConditionCase(
      "99 % of 3,960 is 3,920.4: 3,920 is not enough", .greaterOrEqual,
      .percent(hundredths: 9_900), Measurement(value: 3_920, base: 3_960), false),
    ConditionCase(
      "99 % of 3,960 is 3,920.4: 3,921 is", .greaterOrEqual, .percent(hundredths: 9_900),
      Measurement(value: 3_921, base: 3_960), true),
    ConditionCase(
      "12.5 % exactly", .equal, .percent(hundredths: 1_250), Measurement(value: 1, base: 8), true),
    ConditionCase(
      "of before, not of the base", .greaterOrEqual, .percentOfBefore(hundredths: 10_000),
      Measurement(value: 90, base: 100, before: 90), true),
    ConditionCase(
      "of a before that nobody measured", .greaterOrEqual,
      .percentOfBefore(hundredths: 0), Measurement(value: 90, base: 100), false),
    ConditionCase(
      "a percentage too large to multiply", .less, .percent(hundredths: .max),
      Measurement(value: 90, base: 100), true),
  ]
}

/// A condition, what was measured, and whether it states a loss.
struct LossCase: Sendable, CustomTestStringConvertible {
  let measure: Measure
  let comparison: Comparison
  let threshold: Threshold
  let measured: Measurement
  let statesLoss: Bool

  init(
    _ measure: Measure, _ comparison: Comparison, _ threshold: Threshold, _ measured: Measurement,
    _ statesLoss: Bool
  ) {
    self.measure = measure
    self.comparison = comparison
    self.threshold = threshold
    self.measured = measured
    self.statesLoss = statesLoss
  }

  var testDescription: String {
    "\(measure.rawValue) \(comparison) \(threshold) of \(measured.value)"
  }

  static let all = lost + registered + others

  private static let lost = [
    LossCase(.lostTrust, .equal, .all, .of100(100), true),
    LossCase(.stranded, .equal, .count(12), .of100(12), true),
    LossCase(.locked, .greaterOrEqual, .count(1), .of100(12), true),
    LossCase(.unserved, .equal, .all, .of100(100), true),
    LossCase(.unregistered, .greater, .none, .of100(3), true),
    LossCase(.outOfService, .equal, .count(3), .of100(3), true),
    LossCase(.lostTrust, .notEqual, .none, .of100(3), true),
    // Met as it is without any loss.
    LossCase(.lostTrust, .equal, .none, .of100(0), false),
    LossCase(.lostTrust, .lessOrEqual, .count(5), .of100(5), false),
    LossCase(.lostTrust, .greaterOrEqual, .count(0), .of100(5), false),
    LossCase(.stranded, .less, .percent(hundredths: 100), .of100(0), false),
    LossCase(.outOfService, .lessOrEqual, .count(10), .of100(10), false),
    // Not met: nothing is stated.
    LossCase(.lostTrust, .equal, .all, .of100(99), false),
    LossCase(.stranded, .equal, .count(12), .of100(13), false),
    // All of no phone.
    LossCase(
      .lostTrust, .equal, .all, Measurement(value: 0, base: 0, selected: 0), false),
  ]

  private static let registered = [
    LossCase(.registered, .equal, .none, .of100(0), true),
    LossCase(.registered, .equal, .count(40), .of100(40), true),
    LossCase(.registered, .less, .all, .of100(99), true),
    LossCase(.registered, .lessOrEqual, .percent(hundredths: 5_000), .of100(50), true),
    // Tolerances: met if all were registered, too.
    LossCase(.registered, .greaterOrEqual, .percent(hundredths: 9_900), .of100(99), false),
    LossCase(
      .registered, .greaterOrEqual, .percentOfBefore(hundredths: 9_900),
      Measurement(value: 99, base: 100, before: 100), false),
    LossCase(.registered, .equal, .all, .of100(100), false),
    LossCase(.registered, .greaterOrEqual, .count(1), .of100(1), false),
    // None of none that are switched on.
    LossCase(.registered, .equal, .none, Measurement(value: 0, base: 0, selected: 5), false),
  ]

  private static let others = [
    LossCase(.trusting, .equal, .none, .of100(0), false),
    LossCase(.trusting, .equal, .count(40), .of100(40), false),
    LossCase(.behind, .equal, .all, .of100(100), false),
    LossCase(.open, .equal, .all, .of100(100), false),
    LossCase(.unaware, .equal, .all, .of100(100), false),
    LossCase(.itlCurrent, .equal, .none, .of100(0), false),
    LossCase(.oldConfiguration, .equal, .all, .of100(100), false),
    LossCase(.servicesFailing, .equal, .all, .of100(100), false),
  ]
}

@Suite("A measured count and what it is compared with")
struct ConditionJudgementTests {
  @Test("Counts, percentages, all and none", arguments: ConditionCase.all)
  func condition(row: ConditionCase) {
    let condition = Condition(
      selection: .all, measure: .trusting, comparison: row.comparison, threshold: row.threshold)
    #expect(condition.isMet(by: row.measured) == row.isMet)
  }

  @Test("A loss is stated by what could not be met without it", arguments: LossCase.all)
  func statesLoss(row: LossCase) {
    let condition = Condition(
      selection: .all, measure: row.measure, comparison: row.comparison, threshold: row.threshold)
    #expect(condition.statesLoss(as: row.measured) == row.statesLoss)
  }

  @Test("Each measure has a row")
  func everyMeasure() {
    #expect(Set(LossCase.all.map(\.measure)) == Set(Measure.allCases))
  }

  @Test("Anchors and outages are compared as numbers, statements are so or not")
  func others() {
    #expect(Expectation.Test.anchors(of: .all, .greaterOrEqual, 2).isMet(by: Measurement(value: 2)))
    #expect(
      !Expectation.Test.longestOutage(of: .all, .lessOrEqual, .minutes(1))
        .isMet(by: Measurement(value: 60_000_001)))
    #expect(Expectation.Test.step(1, refused: true).isMet(by: Measurement(value: 1)))
    #expect(!Expectation.Test.alert("x", raised: false).isMet(by: Measurement(value: 0)))
  }
}
