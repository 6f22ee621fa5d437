import ClusterModel
import SimulationTrace
import TestSupport
import Testing
import TrustRules

@Suite("Would refuse, and has refused")
struct RefusalCensusTests {
  /// Both certificates at once; the first phone is away until after the evening.
  private static let evening = """
    mop 1
    starts 2026-01-10 21:45
    cluster hq  release 11.5(1)  mode non-secure
      node pub  publisher tftp callmanager
      group A = pub
      site campus  option150 pub
      phones 6  model 8861  group A  site campus
      away 1 of group A  from -1h to +5h

    """ + "## Implementation\n22:00 pub> set network hostname new\n+10m GUI: reset phones\n"
    + "+30m Manual: look on\n"

  private static func refused(_ ran: Ran, after step: Int) -> [(would: Int, have: Int)] {
    ran.trace.censuses.filter { $0.occasion == .step(step) }.map { census in
      (
        census.rows.reduce(0) { $0 + ($1.refusals.isEmpty ? 0 : $1.count) },
        census.rows.reduce(0) { $0 + ($1.hasRefused.isEmpty ? 0 : $1.count) }
      )
    }
  }

  @Test("Nobody has refused a file before it has booted; who is away has not")
  func before() throws {
    let ran = try Ran(Self.evening)
    let first = try #require(Self.refused(ran, after: 1).first)
    #expect(first.would == 6 && first.have == 0)
    let last = try #require(Self.refused(ran, after: 3).first)
    #expect(last.would == 6 && last.have == 5)
    let away = try #require(ran.trace.censuses.last { $0.occasion == .step(3) })
    #expect(away.rows.filter { $0.hasRefused.isEmpty }.map(\.firstPhone) == [0])
  }

  @Test("What was refused is kept by rule, as it was foretold")
  func rules() throws {
    let census = try #require(
      Ran(Self.evening).trace.censuses.last { $0.occasion == .step(3) })
    for row in census.rows where !row.hasRefused.isEmpty {
      #expect(row.hasRefused == row.refusals)
      #expect(row.hasRefused.map(\.file) == [.itl, .configuration])
    }
  }

  @Test("A file that is accepted again is no longer refused")
  func again() throws {
    let ran = try Ran(
      Self.evening + "+1m pub> utils itl reset localkey\n+10m GUI: reset phones\n"
        + "+30m Manual: look on\n")
    let last = try #require(Self.refused(ran, after: 6).first)
    #expect(last.have == 0)
  }

  @Test("The test phone is one that is switched on, and each census has its row")
  func testPhone() throws {
    let ran = try Ran(Self.evening)
    #expect(ran.trace.testPhone == 1)
    for census in ran.trace.censuses {
      let row = try #require(census.testRow.map { census.rows[$0] })
      #expect(row.firstPhone <= 1)
    }
    let last = try #require(ran.trace.censuses.last { $0.occasion == .step(3) })
    let row = try #require(last.testRow)
    #expect(!last.rows[row].hasRefused.isEmpty)
  }
}
