import ClusterModel
import ClusterSimulation
import Dispatch
import ScenarioFiles
import ScenarioSearch
import SimulationTrace
import TrustRules
import TrustVerdicts
import VirtualTime

/// How fast whole runs are: real phones, real rules, a census at every step.
struct StormBench {
  /// A run cannot be measured because the text of its own scenario is wrong.
  struct Unreadable: Error {
    let diagnostics: [String]
  }

  static func run() throws -> [BenchFigure] {
    let storm = try scenario(EstateText.storm(phones: 40_000, nodes: 9))
    let evening = try scenario(EstateText.renameEvening(phones: 100_000, nodes: 9))
    return [
      try figure("storm, 40,000 phones on nine nodes, without flips", storm, goal: nil),
      try figure(
        "rename evening, 100,000 phones on nine nodes, without flips", evening,
        goal: "at most 1 s"),
      try assessed("rename evening, 100,000 phones on nine nodes, with flips", evening),
      try remedies(EstateText.emergency(phones: 40_000, nodes: 9)),
    ]
  }

  /// The plan, every remedy on every kind of phone, and the best one carried out behind the plan.
  private static func remedies(_ text: String) throws -> BenchFigure {
    let emergency = try scenario(text)
    var runs: [Double] = []
    var alone: [Double] = []
    var saved = 0
    for _ in 0..<runCount {
      let start = DispatchTime.now().uptimeNanoseconds
      let search = try RescueSearch(emergency)
      alone.append(seconds(since: start))
      if let remedy = search.rescue.recommended {
        let lines = search.lines(of: remedy).map { $0 + "\n" }.joined()
        if let section = try scenario(text + lines).sections.last {
          let plan = try search.confirm(remedy, section)
          saved = plan.confirmation?.trusting ?? 0
        }
      }
      runs.append(seconds(since: start))
    }
    return BenchFigure(
      name: "remedies, 40,000 phones on nine nodes, \(saved) saved and confirmed", runs: runs,
      unit: "s", baselineName: "without the confirming run", baselineRuns: alone,
      goal: "at most 2 s")
  }

  private static let runCount = 5

  private static func scenario(_ text: String) throws -> Scenario {
    let outcome = readScenario("bench.mop", with: TextInMemory(text: text))
    guard let scenario = outcome.scenario else {
      throw Unreadable(diagnostics: outcome.diagnostics.map { $0.rendered(color: false) })
    }
    return scenario
  }

  private static func figure(_ name: String, _ scenario: Scenario, goal: String?) throws
    -> BenchFigure
  {
    var runs: [Double] = []
    var baseline: [Double] = []
    var events = 0
    for _ in 0..<runCount {
      let start = DispatchTime.now().uptimeNanoseconds
      var world = World(
        scenario, law: Law(of: scenario), times: TimeConstants(of: scenario))
      let trace = try world.run()
      runs.append(seconds(since: start))
      events = trace.eventCount
      baseline.append(naiveSeconds(events: events, phones: trace.phoneCount))
    }
    return BenchFigure(
      name: "\(name), \(events) events", runs: runs, unit: "s",
      baselineName: "as many bare events through a binary heap", baselineRuns: baseline,
      goal: goal)
  }

  private static func assessed(_ name: String, _ scenario: Scenario) throws -> BenchFigure {
    var runs: [Double] = []
    var alone: [Double] = []
    for _ in 0..<runCount {
      var start = DispatchTime.now().uptimeNanoseconds
      _ = try assess(scenario, workers: 2)
      runs.append(seconds(since: start))
      start = DispatchTime.now().uptimeNanoseconds
      _ = try assess(scenario, workers: 1)
      alone.append(seconds(since: start))
    }
    return BenchFigure(
      name: name + ", two workers", runs: runs, unit: "s", baselineName: "one worker",
      baselineRuns: alone)
  }

  private static func seconds(since start: UInt64) -> Double {
    Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
  }

  /// The queue alone: as many events, one pending a phone, nothing decided and nothing kept.
  private static func naiveSeconds(events: Int, phones: Int) -> Double {
    let start = DispatchTime.now().uptimeNanoseconds
    let begins = Instant(microseconds: 1_768_082_400_000_000)
    var queue = BinaryHeapQueue(startingAt: begins)
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func delay() -> Duration {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Duration(microseconds: Int64(state % 60_000_000))
    }
    for phone in 0..<phones {
      queue.push(at: begins + delay(), kind: 1, owner: UInt32(phone), generation: 0)
    }
    for _ in 0..<events {
      guard let ticket = queue.pop() else { break }
      queue.push(at: ticket.time + delay(), kind: 1, owner: ticket.owner, generation: 0)
    }
    return seconds(since: start)
  }
}
