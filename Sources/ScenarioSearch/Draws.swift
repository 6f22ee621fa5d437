package import ClusterModel
package import ClusterSimulation
import SimulationTrace
import TrustRules
import TrustVerdicts

/// Runs a scenario with several seeds: the file's own and those that follow it.
///
/// Chance moves boots, resets and retries; everything else stays. Nothing is said about how likely
/// an outcome is: seeds are samples of the model's luck, and its spreads are assumed.
/// - Parameters:
///   - count: how many runs, the file's own seed among them; at least 1.
///   - workers: runs at a time; the result does not depend on it.
///   - digested: what is kept of a run, made as soon as it is over: a run itself may be large.
/// - Returns: one value a seed in the order of seeds, made of runs under the default
///   interpretation only.
/// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
package func draw<Kept: Sendable>(
  _ scenario: Scenario, count: Int, workers: Workers,
  keeping digested: @escaping @Sendable (Scenario, RunResult) -> Kept
) throws(RunProblem) -> [Kept] {
  let seeds = (0..<UInt64(max(1, count))).map { scenario.seed &+ $0 }
  let runs = workers.sideBySide(count: seeds.count) { place in
    Result { () throws(RunProblem) -> Kept in
      var drawn = scenario
      drawn.seed = seeds[place]
      let law = Law(of: drawn)
      let times = TimeConstants(of: drawn)
      var world = World(drawn, law: law, times: times)
      let trace = try world.run()
      let assessment = combine(
        standard: judge(trace, of: drawn), others: [],
        coverage: Coverage(rules: [], classes: 1), unknownSteps: trace.notSimulatedSteps,
        accepting: Acceptance(of: drawn))
      return digested(
        drawn,
        RunResult(law: law, times: times, trace: trace, others: [], assessment: assessment))
    }
  }
  var results: [Kept] = []
  for run in runs { results.append(try run.get()) }
  return results
}

/// Runs a scenario with several seeds and keeps all of each run.
package func draw(
  _ scenario: Scenario, count: Int, workers: Workers
) throws(RunProblem) -> [(seed: UInt64, result: RunResult)] {
  try draw(scenario, count: count, workers: workers) { (seed: $0.seed, result: $1) }
}
