import ClusterModel
import ClusterSimulation
import SimulationTrace
import Testing

@Suite("What a plan expects costs as much as it says, not as much as it says times what it says")
struct ExpectationWorkTests {
  private static let evening = "## Implementation\n22:00 pub> set cert regen TVS\n"

  private func ran(_ count: Int, _ line: (Int) -> String) throws -> Ran {
    try Ran(twoNodes() + Self.evening + (0..<count).map { line($0) + "\n" }.joined())
  }

  static let lines: [(String, @Sendable (Int) -> String)] = [
    ("a count", { "expect phones trusting >= \($0 % 15)" }),
    ("a share of before", { "expect phones registered >= \($0 % 99)% of before" }),
    ("anchors", { "expect anchors of group Default >= \($0 % 3)" }),
    ("an outage", { "expect longest outage < \($0 + 1)m" }),
    ("a step", { _ in "expect step 1 = done" }),
    ("a remedy", { _ in "expect remedy of group Default = \"reset\"" }),
    ("a count later", { "expect at +\($0 + 600)m phones trusting >= \($0 % 15)" }),
    ("a count always", { "expect \($0 % 2 == 0 ? "always " : "")phones trusting >= \($0 % 15)" }),
  ]

  @Test("a state of the phones is counted once, however many ask for it", arguments: lines)
  func counted(_ name: String, _ line: @Sendable (Int) -> String) throws {
    let few = try ran(20, line)
    let many = try ran(200, line)
    #expect(many.trace.rowsCounted <= few.trace.rowsCounted, "\(name)")
    #expect(many.trace.quantitiesMeasured <= few.trace.quantitiesMeasured + 2, "\(name)")
    #expect(many.trace.entries.count < few.trace.entries.count + 2 * 180 + 1, "\(name)")
    #expect(many.trace.comparisons <= 10 * 200, "\(name): \(many.trace.comparisons)")
  }

  @Test("a census of the same state has the same rows")
  func repeated() throws {
    let ran = try Ran(
      twoNodes() + """
        ## Implementation
        22:00 GUI: reset phones
        expect phones trusting = all
        expect phones registered = all
        expect at +10m phones registered = all
        expect at +11m phones registered = all

        """)
    let censuses = ran.trace.censuses
    // The start, the step, both expectations, those put off, and the end.
    #expect(censuses.map(\.repeatsLast) == [false, false, true, true, false, true, true])
    for (one, next) in zip(censuses, censuses.dropFirst()) where next.repeatsLast {
      #expect(one.rows == next.rows)
    }
    #expect(ran.measured(0) == [15] && ran.measured(2) == [15] && ran.measured(3) == [15])
  }

  @Test("what always holds is compared only while it may fail", arguments: Comparison.allCases)
  func comparisons(_ comparison: Comparison) throws {
    func comparisons(_ count: Int) throws -> Int {
      let always = (0..<count).map {
        "expect always phones registered \(comparison.rawValue) \($0)\n"
      }
      let changes = (0..<count).map { "+1m Switch: power off phones of first \($0 + 1)\n" }
      return try Ran(
        twoNodes(phones: count, lobby: 1) + Self.evening + always.joined() + changes.joined()
      ).trace.comparisons
    }
    let few = try comparisons(20)
    let many = try comparisons(160)
    // For inequality a place among the numbers is looked for: a few comparisons more each time.
    #expect(many <= few * 8 * 2, "\(few) for 20, \(many) for 160")
  }

  @Test("what always holds fails at the census at which it is first not so")
  func failures() throws {
    var lines: [(Comparison, Int)] = []
    for comparison in Comparison.allCases {
      for number in 0...16 { lines.append((comparison, number)) }
    }
    let ran = try Ran(
      twoNodes() + "## Pre-checks\n"
        + lines.map { "expect always phones registered \($0.0.rawValue) \($0.1)\n" }.joined()
          + """
          ## Implementation
          22:00 Switch: power off phones of first 2
          +1m Switch: power off phones of first 7
          +1m Switch: power on phones of first 5
          +30m pub> show version active

          """)
    let counts = ran.trace.censuses.map { census in
      census.rows.reduce(Int64(0)) { $0 + ($1.registeredAt == nil ? 0 : Int64($1.count)) }
    }
    #expect(Set(counts).count >= 3)
    for (number, (comparison, threshold)) in lines.enumerated() {
      let outcome = try #require(ran.always(number))
      let failed = counts.firstIndex { !comparison.holds($0, Int64(threshold)) }
      #expect(outcome.isMet == (failed == nil), "\(comparison.rawValue) \(threshold)")
      #expect(outcome.measurement.value == failed.map { counts[$0] } ?? counts.last)
      #expect(
        outcome.time == ran.trace.censuses[failed ?? counts.count - 1].time,
        "\(comparison.rawValue) \(threshold)")
      #expect(outcome.times == counts.count)
    }
  }

  @Test("what always holds of the plan is not asked of the back-out, and the other way round")
  func backOut() throws {
    let ran = try Ran(
      twoNodes() + """
        ## Pre-checks
        expect always phones registered = all
        ## Implementation
        22:00 pub> show version active
        expect phones registered = none else back-out
        ## Back-out
        Switch: power off phones of first 1
        +5m pub> show version active
        expect always phones registered <= 14

        """)
    #expect(ran.always(0)?.isMet == true)
    #expect(ran.always(2)?.isMet == true)
    let places = ran.trace.entries.indices
    let left = try #require(places.first { ran.trace.entries[$0].event == .backOutBegan })
    let later = ran.trace.entries[left...].count {
      if case .census = $0.event { true } else { false }
    }
    #expect(ran.always(2)?.times == later)
    #expect(ran.always(0)?.times == ran.trace.censuses.count - later)
  }

  @Test("a phone is found by its name, whatever else is asked of it")
  func names() throws {
    let ran = try Ran(
      twoNodes() + """
        ## Pre-checks
        expect phones of name SEP020000000001 and group Default trusting = 1
        expect phones of group Default and name SEP020000000001 trusting = 1
        expect phones of group Lobby and name SEP020000000001 trusting = 0
        expect phones of first 3 and name SEP020000000001 trusting = 1
        expect phones of name SEP020000000004 and first 3 trusting = 1
        expect phones of model 8861 and not name SEP020000000001 trusting = 14

        """)
    #expect((0...5).map { ran.measured($0) } == [[1], [1], [0], [1], [1], [14]])
  }
}
