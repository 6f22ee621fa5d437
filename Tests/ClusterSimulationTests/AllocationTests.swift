// A room of unsafe memory: see the decision "Unsafe memory is a room".

import AllocationCount
import ClusterModel
import ClusterSimulation
import ScenarioSearch
import SimulationTrace
import Testing
import TrustRules
import VirtualTime

@Suite(
  "An event asks for no memory",
  .enabled(if: allocationsOfThisThread() >= 0, "the allocator cannot be counted here"))
struct AllocationTests {
  /// What a world did up to an instant of the runbook.
  private struct Stretch {
    var events: Int
    /// How often it asked for memory.
    var allocations: Int
    /// How many blocks of memory it had more at the end than at the beginning.
    var blocks: Int
    var chunks: Int
    var kept: KeptAnswers
    var pending: Int
  }

  /// Runs a copy of a world as far as that.
  ///
  /// Two copies do the same until the earlier of two instants, so that the difference between what
  /// they took is what happened between the instants: copying and setting up are in both.
  private func run(_ world: World, _ minutes: Double) throws -> Stretch {
    let instant = world.scenario.starts + .microseconds(Int64(minutes * 60_000_000))
    var copy = world
    let calls = allocationsOfThisThread()
    let blocks = keptAllocationsOfThisThread()
    try copy.run(until: instant)
    let blocksAfter = keptAllocationsOfThisThread()
    let callsAfter = allocationsOfThisThread()
    #expect(copy.brokenInvariants().isEmpty)
    return Stretch(
      events: copy.trace.eventCount, allocations: callsAfter - calls,
      blocks: blocksAfter - blocks, chunks: copy.ticketChunks, kept: copy.keptAnswers,
      pending: copy.pendingTickets)
  }

  /// Storms of 20,000 phones that begin fifteen minutes after the start, and two instants between
  /// which nothing happens to the servers: minutes after the start.
  static let storms: [(name: String, text: String, from: Double, to: Double)] = [
    (
      "a power cycle, one TFTP node",
      oneNode(phones: 20_000) + "## Implementation\n22:00 Switch: power-cycle phones\n"
        + "wait until phones registered = all  within 2h\n",
      17.1, 19
    ),
    (
      "a renewal that makes every phone ask TVS",
      twoNodes(phones: 15_000, lobby: 5_000)
        + "## Implementation\n22:00 pub> set cert regen CallManager\n"
        + "wait until phones registered = all  within 2h\n",
      17.3, 17.95
    ),
    (
      "TFTP turns most requests away",
      twoNodes(
        phones: 15_000, lobby: 5_000, assume: ["tftp-rate 100", "tftp-limit 200"])
        + "## Implementation\n22:00 Switch: power-cycle phones\n"
        + "wait until phones registered = all  within 2h\n",
      19.5, 20.8
    ),
  ]

  @Test("in mid-storm, whatever the storm is made of", arguments: storms)
  func storm(_ name: String, _ text: String, _ from: Double, _ to: Double) throws {
    let scenario = try scenario(text)
    let world = World(
      scenario, law: Law(of: scenario), times: TimeConstants(of: scenario))
    // Once before: what the runtime makes when something happens for the first time is no event's.
    _ = try run(world, to)
    var first = try run(world, from)
    var second = try run(world, to)
    // Tables of the runtime, which all threads share, may grow in anybody's call, more often the
    // more tests run beside this one. What an event asks for comes every time, some ten thousand
    // times over.
    for _ in 0..<20
    where second.allocations != first.allocations || second.blocks != first.blocks {
      first = try run(world, from)
      second = try run(world, to)
    }
    let events = second.events - first.events
    #expect(first.events > 20_000 && events > 20_000, "not in mid-storm: \(first), \(second)")
    #expect(second.pending > 5_000, "the storm is over: \(second)")
    #expect(second.blocks == first.blocks, "\(name): \(first), \(second)")
    #expect(second.chunks == first.chunks)
    #expect(second.kept == first.kept)
    #expect(second.allocations == first.allocations, "\(name): \(events) events")
  }

  @Test("and what is asked for, and given back, is counted")
  func counts() {
    let before = (allocationsOfThisThread(), keptAllocationsOfThisThread())
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 4_096, alignment: 64)
    let between = (allocationsOfThisThread(), keptAllocationsOfThisThread())
    unsafe memory.deallocate()
    let after = (allocationsOfThisThread(), keptAllocationsOfThisThread())
    #expect(between == (before.0 + 1, before.1 + 1))
    #expect(after == (before.0 + 1, before.1))
  }
}
