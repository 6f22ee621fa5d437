import Testing
import TrustRules
import VirtualTime

@Suite struct FixedConstantTests {
  @Test("Every constant has an amount and says from where", arguments: FixedConstant.allCases)
  func record(_ constant: FixedConstant) {
    let record = constant.record
    #expect(record.amount > 0 && constant.amount == record.amount)
    #expect(!record.source.isEmpty)
    #expect((record.basis == .assumed) == (record.source == "undocumented, our assumption"))
    #expect(record.rule != nil || record.basis == .assumed, "what is documented is a rule's")
    if record.quantity == .duration {
      #expect(constant.duration.microseconds == record.amount)
    }
  }

  @Test(
    "A constant is known from where its rule is known",
    arguments: FixedConstant.allCases.filter { $0.record.rule != nil })
  func agrees(_ constant: FixedConstant) throws {
    let rule = try #require(constant.record.rule).record
    #expect(constant.record.basis == rule.basis)
    #expect(rule.source.contains(constant.record.source))
  }

  @Test(
    "The number that a rule's statement names is the one it goes by",
    arguments: [
      (FixedConstant.itlRecords, "more than 39 records"), (.itlBytes, "64 KB"),
      (.retryInterval, "Every 120 s"), (.answersKept, "86,400 s"),
      (.regenerationHold, "five minutes"),
    ])
  func statement(_ constant: FixedConstant, _ words: String) throws {
    let rule = try #require(constant.record.rule).record
    #expect(rule.statement.contains(words))
  }

  @Test("The lengths of time are what they are said to be")
  func lengths() {
    let lengths = FixedConstant.allCases.filter { $0.record.quantity == .duration }
    #expect(
      lengths.map(\.duration) == [
        .minutes(2), .hours(24), .minutes(5), .minutes(30), .days(365), .days(730), .hours(2),
        .days(90),
      ])
  }
}
