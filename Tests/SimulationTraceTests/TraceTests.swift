import ClusterModel
import SimulationTrace
import Testing
import TrustRules
import VirtualTime

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
