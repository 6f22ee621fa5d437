package import ClusterModel
package import ClusterSimulation
import TrustRules
import TrustVerdicts

/// Runs a scenario with several seeds: the file's own and those that follow it.
///
/// Chance moves boots, resets and retries; everything else stays. Nothing is said about how likely
/// an outcome is: seeds are samples of the model's luck, and its spreads are assumed.
/// - Parameters:
///   - count: how many runs, the file's own seed among them; at least 1.
///   - workers: runs at a time; the result does not depend on it.
/// - Returns: one result a seed in the order of seeds, none of them with flips.
/// - Throws: ``UnreachableTransition``: a defect of the program.
package func draw(
  _ scenario: Scenario, count: Int, workers: Workers
) throws(UnreachableTransition) -> [(seed: UInt64, result: RunResult)] {
  let seeds = (0..<UInt64(max(1, count))).map { scenario.seed &+ $0 }
  let runs = workers.sideBySide(count: seeds.count) { place in
    Result { () throws(UnreachableTransition) -> RunResult in
      var drawn = scenario
      drawn.seed = seeds[place]
      let law = Law(of: drawn)
      let times = TimeConstants(of: drawn)
      var world = World(drawn, law: law, times: times)
      let trace = try world.run()
      let assessment = combine(
        standard: judge(trace, of: drawn), flips: [], notFlipped: [],
        accepting: drawn.accepts.compactMap(UndecidedRule.init(rawValue:)))
      return RunResult(law: law, times: times, trace: trace, flips: [], assessment: assessment)
    }
  }
  var results: [(seed: UInt64, result: RunResult)] = []
  for (seed, run) in zip(seeds, runs) { results.append((seed: seed, result: try run.get())) }
  return results
}
