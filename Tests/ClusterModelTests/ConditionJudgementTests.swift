import ClusterModel
import TestSupport
import Testing
import VirtualTime

@Suite("Whether a measurement meets a condition")
struct ConditionJudgementTests {
  private func isMet(
    _ value: Int64, _ comparison: Comparison, _ threshold: Threshold, base: Int64? = 200,
    before: Int64? = nil
  ) -> Bool {
    Condition(selection: .all, measure: .registered, comparison: comparison, threshold: threshold)
      .isMet(by: Measurement(value: value, base: base, selected: 250, before: before))
  }

  @Test("a percentage is exact: no rounding lets a phone too few pass")
  func percent() {
    #expect(isMet(198, .greaterOrEqual, .percent(hundredths: 9_900)))
    #expect(!isMet(197, .greaterOrEqual, .percent(hundredths: 9_900)))
    #expect(isMet(199, .equal, .percent(hundredths: 9_950)))
    #expect(!isMet(198, .equal, .percent(hundredths: 9_950)))
  }

  @Test("all is of the base, none is nought")
  func allAndNone() {
    #expect(isMet(200, .equal, .all))
    #expect(!isMet(199, .equal, .all))
    #expect(isMet(250, .equal, .all, base: nil), "without a base: of the phones selected")
    #expect(isMet(0, .equal, .none))
    #expect(!isMet(1, .equal, .none))
  }

  @Test("of before needs a before")
  func ofBefore() {
    #expect(isMet(99, .greaterOrEqual, .percentOfBefore(hundredths: 9_900), before: 100))
    #expect(!isMet(98, .greaterOrEqual, .percentOfBefore(hundredths: 9_900), before: 100))
    #expect(!isMet(200, .greaterOrEqual, .percentOfBefore(hundredths: 1), before: nil))
    #expect(isMet(0, .greaterOrEqual, .percentOfBefore(hundredths: 9_900), before: 0))
  }

  @Test("an absurd percentage is large, and does not turn round")
  func absurd() {
    #expect(!isMet(200, .greaterOrEqual, .percent(hundredths: .max)))
    #expect(isMet(200, .less, .percent(hundredths: .max)))
    #expect(!isMet(.max, .less, .percent(hundredths: 1)))
  }

  @Test("yes-or-no expectations want a one")
  func yesOrNo() {
    for test in [
      Expectation.Test.step(3, refused: true), .remedy(of: .all, .action(.reset)),
      .alert("x", raised: true),
    ] {
      #expect(test.isMet(by: Measurement(value: 1)))
      #expect(!test.isMet(by: Measurement(value: 0)))
    }
  }

  @Test("anchors and outages are compared with their number and length")
  func numbers() {
    #expect(
      Expectation.Test.anchors(of: .all, .greaterOrEqual, 2).isMet(by: Measurement(value: 2)))
    let outage = Expectation.Test.longestOutage(of: .all, .less, .minutes(5))
    #expect(outage.isMet(by: Measurement(value: 299_999_999)))
    #expect(!outage.isMet(by: Measurement(value: 300_000_000)))
  }
}

@Suite("When a condition has to be asked again")
struct ConditionTests {
  private static let thresholds: [Threshold] = [
    .count(0), .count(700), .all, .none, .percent(hundredths: 9_900),
    .percent(hundredths: 12_345), .percentOfBefore(hundredths: 9_500),
    .percentOfBefore(hundredths: 0), .percent(hundredths: 2_000_000_000),
  ]

  @Test(
    "No fewer changes than it says meet a condition, however phones change",
    arguments: thresholds, Comparison.allCases)
  func neverTooLate(threshold: Threshold, comparison: Comparison) {
    let condition = Condition(
      selection: Selection(), measure: .registered, comparison: comparison, threshold: threshold)
    var dice = Dice(seed: 1)
    var asked = 0
    for _ in 0..<300 {
      let selected = dice.below(Int64(1_000))
      let base = dice.oneIn(2) ? nil : dice.below(selected + 1)
      let value = dice.below((base ?? selected) + 1)
      let before = dice.oneIn(2) ? nil : dice.below(Int64(1_000))
      var measurement = Measurement(value: value, base: base, selected: selected, before: before)
      if condition.isMet(by: measurement) { continue }
      asked += 1
      let changes = condition.changesUntilMet(from: measurement)
      #expect(changes >= 1)
      // As fast as phones can bring it about: each adds to the value and leaves the base.
      for _ in 0..<changes - 1 {
        measurement.value += 1
        if let base = measurement.base, dice.oneIn(2) { measurement.base = base - 1 }
        #expect(!condition.isMet(by: measurement))
      }
    }
    let isAlwaysMet = [.count(0), .none].contains(threshold)
    #expect(asked > 0 || comparison != .greaterOrEqual || isAlwaysMet)
  }

  @Test("Of a million phones that come back, a few instants are asked about")
  func rarely() {
    let condition = Condition(
      selection: Selection(), measure: .registered, comparison: .greaterOrEqual,
      threshold: .percentOfBefore(hundredths: 9_900))
    var measurement = Measurement(
      value: 0, base: nil, selected: 1_000_000, before: 1_000_000)
    var asked = 0
    while !condition.isMet(by: measurement) {
      measurement.value += condition.changesUntilMet(from: measurement)
      asked += 1
    }
    #expect(measurement.value == 990_000)
    #expect(asked <= 2)
  }
}
