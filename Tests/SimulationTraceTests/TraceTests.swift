import ClusterModel
import SimulationTrace
import Testing
import TrustRules
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

@Suite("The trace's digest")
struct DigestTests {
  @Test("it is FNV-1a in sixteen hexadecimal digits")
  func known() {
    #expect(Digest().text == "cbf29ce484222325")
    var digest = Digest()
    digest.add(Array("a".utf8))
    #expect(digest.text == "af63dc4c8601ec8c")
  }

  @Test("words do not run into each other")
  func separated() {
    var one = Digest()
    one.add("ab")
    one.add("c")
    var other = Digest()
    other.add("a")
    other.add("bc")
    #expect(one != other)
  }

  private func trace() -> Trace {
    var trace = Trace()
    trace.entries = [
      Trace.Entry(time: Instant(microseconds: 5), event: .stepBegan(1, late: nil)),
      Trace.Entry(time: Instant(microseconds: 6), event: .stepDone(1)),
    ]
    trace.outages = [Outages()]
    trace.ends = Instant(microseconds: 9)
    return trace
  }

  /// One change, each of which the digest must show.
  static let changes: [(String, @Sendable (inout Trace) -> Void)] = [
    ("a later entry", { $0.entries[1].time = Instant(microseconds: 7) }),
    ("another event", { $0.entries[1].event = .stepSkipped(1) }),
    ("another order", { $0.entries.swapAt(0, 1) }),
    ("an entry less", { $0.entries.removeLast() }),
    ("a later end", { $0.ends = Instant(microseconds: 10) }),
    ("an outage", { $0.outages[0].longest = .seconds(1) }),
    ("a rule that took part", { $0.tookPart = UndecidedRules(.tvsRoles) }),
  ]

  @Test("every difference shows", arguments: 0..<7)
  func shows(_ place: Int) {
    var other = trace()
    Self.changes[place].1(&other)
    #expect(other.digest != trace().digest, "\(Self.changes[place].0)")
    #expect(trace().digest == trace().digest)
  }

  @Test("an entry is one line that begins with its time")
  func line() {
    #expect(trace().entries[0].line == "5 step-began 1 -")
    let late = Trace.Entry(
      time: Instant(microseconds: 1), event: .stepBegan(2, late: .minutes(3)))
    #expect(late.line == "1 step-began 2 3m")
  }
}

@Suite("A census")
struct CensusTests {
  private func row(_ word: TrustWord, _ count: Int) -> CensusRow {
    CensusRow(
      cohort: 0, isPowered: true, registeredAt: nil, word: word, refusals: [], carrier: nil,
      anchors: 0, holdsCurrentLists: false, hasOldConfiguration: false, rulings: [], remedies: [],
      count: count, firstPhone: 0)
  }

  @Test("lost are the locked and the stranded")
  func lost() {
    let census = Census(
      time: Instant(microseconds: 0), occasion: .end,
      rows: TrustWord.allCases.enumerated().map { row($0.element, 1 << $0.offset) })
    #expect(census.lost == census.count([.locked]) + census.count([.stranded]))
    #expect(census.count(TrustWord.allCases) == 127)
    #expect(TrustWord.allCases.filter(\.isLost) == [.locked, .stranded])
  }
}
