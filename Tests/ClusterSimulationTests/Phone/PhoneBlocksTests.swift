import ClusterModel
import ClusterSimulation
import SimulationTrace
import Testing
import TrustRules
import VirtualTime

@Suite("Phones that a step concerns, among thousands that it does not") struct PhoneBlocksTests {
  /// Three clusters of 2,500, 1,500 and 3,100 phones: whole blocks of one group, blocks in which
  /// two groups meet, and one block of neighbours that differ.
  private static let estate: String = {
    var lines = ["mop 1", "starts 2026-01-10 21:45", "seed 7"]
    for (name, number) in [("ams", 1), ("fra", 2), ("mil", 3)] {
      lines += [
        "cluster \(name)  release 11.5(1)SU3  mode non-secure",
        "  node \(name)-pub  publisher tftp callmanager  address 10.\(number).0.1",
        "  node \(name)-sub  tftp callmanager  address 10.\(number).0.2",
        "  group \(name)-One = \(name)-pub",
        "  group \(name)-Two = \(name)-sub",
        "  site \(name)-site  option150 \(name)-pub \(name)-sub  latency 1ms",
      ]
      switch name {
      case "ams":
        lines.append("  phones 2500  model 8861  group ams-One  site ams-site")
      case "fra":
        for place in 0..<100 {
          let group = place % 2 == 0 ? "One" : "Two"
          lines.append("  phones 15  model 8861  group fra-\(group)  site fra-site")
        }
      default:
        lines.append("  phones 3000  model 8861  group mil-Two  site mil-site")
        lines.append("  phones 100  model 8861  group mil-One  site mil-site")
      }
    }
    return (lines + ["## Implementation", ""]).joined(separator: "\n")
  }()

  @Test("A reset finds those of its cluster, of a group, of the first some, and nobody else")
  func resets() throws {
    let ran = try Ran(
      Self.estate + """
        22:00 GUI@fra: reset phones
        +2h GUI@mil: reset phones of group mil-One
        +2h GUI@mil: reset phones of first 2600
        +2h GUI@ams: reset phones of group ams-One
        wait until phones registered = all within 2h
        """)
    // The first 2,600 of all are 2,500 of ams and 100 of fra: none is of mil.
    #expect(ran.resets == [[1_500, 0], [100, 0], [0, 0], [2_500, 0]])
    #expect(ran.registered == 7_100)
    #expect(ran.world.brokenInvariants() == [])
  }

  @Test(
    "A server that goes down loses the phones registered at it, wherever they stand")
  func losses() throws {
    let ran = try Ran(
      Self.estate + """
        22:00 fra-sub> utils system shutdown
        expect phones registered = 6350
        +2h mil-sub> utils system shutdown
        expect phones registered = 3350
        """)
    #expect(ran.measured(0) == [6_350])
    #expect(ran.measured(1) == [3_350])
    #expect(ran.world.brokenInvariants() == [])
  }

  @Test("A census names the first phone of each row")
  func firsts() throws {
    let ran = try Ran(
      Self.estate + """
        22:00 fra-sub> utils system shutdown
        +5s GUI@mil: move phones of first 1 to mil group mil-One
        """)
    // fra-One begins behind ams, fra-Two fifteen phones later, mil behind both.
    let last = try #require(ran.trace.censuses.last)
    let firsts = last.rows.map { [$0.firstPhone, $0.count] }
    #expect(
      firsts == [
        [0, 1], [1, 2_499], [2_500, 750], [2_515, 750], [4_000, 3_000], [7_000, 100],
      ])
    #expect(ran.world.brokenInvariants() == [])
  }
}
