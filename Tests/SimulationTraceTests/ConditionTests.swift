import ClusterModel
import SimulationTrace
import Testing

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
    var state: UInt64 = 88_172_645_463_325_252
    func draw(_ below: Int64) -> Int64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int64(state % UInt64(below))
    }
    var asked = 0
    for _ in 0..<300 {
      let selected = draw(1_000)
      let base = draw(2) == 0 ? nil : draw(selected + 1)
      let value = draw((base ?? selected) + 1)
      let before = draw(2) == 0 ? nil : draw(1_000)
      var measurement = Measurement(value: value, base: base, selected: selected, before: before)
      if condition.isMet(by: measurement) { continue }
      asked += 1
      let changes = condition.changesUntilMet(from: measurement)
      #expect(changes >= 1)
      // As fast as phones can bring it about: each adds to the value and leaves the base.
      for _ in 0..<changes - 1 {
        measurement.value += 1
        if let base = measurement.base, draw(2) == 0 { measurement.base = base - 1 }
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
