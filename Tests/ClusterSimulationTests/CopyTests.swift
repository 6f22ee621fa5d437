import ClusterModel
import ClusterSimulation
import ScenarioSearch
import SimulationTrace
import Testing
import TrustRules
import VirtualTime

@Suite("A world is a value")
struct CopyTests {
  /// Rows and tickets lie in memory of their own, so a copy could share it by mistake.
  @Test("A copy that goes on in mid-storm leaves the world where it was")
  func copies() throws {
    let scenario = try scenario(
      twoNodes(phones: 500, lobby: 20)
        + "## Implementation\n22:00 pub> set cert regen CallManager\n"
        + "22:01 GUI: reset phones\n22:03 fault node sub1 down for 10m\n+3h Manual: look on\n")
    let law = Law(of: scenario)
    let times = TimeConstants(of: scenario)
    var alone = World(scenario, law: law, times: times)
    let expected = try alone.run().digest

    var kept = World(scenario, law: law, times: times)
    for _ in 0..<3 {
      var copy = kept
      #expect(try copy.run().digest == expected)
      #expect(copy.brokenInvariants().isEmpty)
      #expect(kept.brokenInvariants().isEmpty)
    }
    // The copy has used up its events; the world that was copied still has all of its own.
    var copy = kept
    try copy.run(until: scenario.starts + .minutes(20))
    #expect(copy.brokenInvariants().isEmpty)
    #expect(try kept.run().digest == expected)
  }
}
