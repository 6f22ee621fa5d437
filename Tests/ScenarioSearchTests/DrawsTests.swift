import ClusterModel
import ScenarioSearch
import SimulationTrace
import TestSupport
import Testing

@Suite("Draws of a plan under other seeds")
struct DrawsTests {
  @Test("The first draw is the plan's own run, and the others have other luck")
  func first() throws {
    let scenario = try scenario(plan)
    let draws = try draw(scenario, count: 3, workers: .one)
    #expect(draws.map(\.seed) == [7, 8, 9])
    let own = try assess(scenario, workers: .one)
    #expect(draws[0].result.trace.digest == own.trace.digest)
    #expect(Set(draws.map(\.result.trace.digest)).count == 3)
  }

  @Test("What comes out does not depend on how many run at a time", arguments: [2, 3, 8])
  func workers(_ count: Int) throws {
    let scenario = try scenario(plan)
    let alone = try draw(scenario, count: 5, workers: .one)
    let together = try draw(scenario, count: 5, workers: .threads(count))
    #expect(alone.map(\.seed) == together.map(\.seed))
    #expect(alone.map(\.result.trace.digest) == together.map(\.result.trace.digest))
  }

  private let plan = """
    mop 1
    starts 2026-01-10 21:45
    seed 7
    cluster hq release 11.5(1)SU3 mode non-secure
      node pub publisher tftp callmanager
      node sub1 tftp callmanager
      group Default = sub1 pub
      phones 60 model 8861 group Default
    ## Implementation
    22:00 GUI: reset phones
    wait until phones registered = all within 60m
    """
}
