package import ClusterModel
package import ClusterSimulation
package import SimulationTrace
package import TrustRules
package import TrustVerdicts

/// One run under one undecided rule read the other way.
package struct FlippedRun: Sendable {
  package var rule: UndecidedRule
  /// Empty if it was not asked for.
  package var traceDigest: String
  package var outcomes: [ExpectationOutcome]
  /// Phones registered when each step had given the prompt back.
  package var registeredAtSteps: [Int: Int]
}

/// A run, its flips, and what both together say.
package struct RunResult: Sendable {
  package var law: Law
  package var times: TimeConstants
  package var trace: Trace
  package var flips: [FlippedRun]
  package var assessment: Assessment

  /// The fewest phones registered at each step's prompt, whichever way an undecided rule is read.
  package var fewestRegisteredAtSteps: [Int: Int] {
    flips.reduce(trace.registeredAtSteps) {
      $0.merging($1.registeredAtSteps, uniquingKeysWith: min)
    }
  }
}

extension TimeConstants {
  /// The constants as the scenario's `assume` lines set them.
  package init(of scenario: Scenario) {
    self.init()
    for assumption in scenario.assumptions {
      guard let name = TimeConstant(rawValue: assumption.name),
        let value = name.value(assumption.value)
      else { continue }
      set(name, to: value)
    }
  }
}

/// Runs a scenario, and once more for every undecided rule on which a decision turned.
///
/// A rule whose two readings never differed in the run cannot change it, so it is not flipped.
/// A flip is a whole timed run of its own: nothing of the default run is taken over.
/// - Parameters:
///   - workers: runs at a time; the result does not depend on it.
///   - keepsFates: the trace says where each phone stood; nothing else depends on it.
///   - digestsFlips: the flips have digests of their traces, which takes as long as the lists in
///     them are long.
/// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
package func assess(
  _ scenario: Scenario, workers: Int, keepsFates: Bool = false, digestsFlips: Bool = true
) throws(RunProblem) -> RunResult {
  let law = Law(of: scenario)
  let times = TimeConstants(of: scenario)
  var world = World(scenario, law: law, times: times)
  world.keepsFates = keepsFates
  let trace = try world.run()
  let rules = trace.tookPart.subtracting(law.settled).rules
  let runs = flip(rules, scenario, law, times, workers: workers, digests: digestsFlips)
  var flips: [FlippedRun] = []
  for run in runs { flips.append(try run.get()) }
  let assessment = combine(
    standard: judge(trace, of: scenario),
    flips: flips.map { (rule: $0.rule, outcomes: $0.outcomes) }, notFlipped: [],
    accepting: scenario.accepts.compactMap(UndecidedRule.init(rawValue:)))
  return RunResult(law: law, times: times, trace: trace, flips: flips, assessment: assessment)
}

private func flip(
  _ rules: [UndecidedRule], _ scenario: Scenario, _ law: Law, _ times: TimeConstants,
  workers: Int, digests: Bool
) -> [Result<FlippedRun, RunProblem>] {
  sideBySide(count: rules.count, workers: workers) { place in
    let rule = rules[place]
    return Result { () throws(RunProblem) -> FlippedRun in
      var world = World(scenario, law: law.flipping(rule), times: times)
      let trace = try world.run()
      return FlippedRun(
        rule: rule, traceDigest: digests ? trace.digest : "", outcomes: judge(trace, of: scenario),
        registeredAtSteps: trace.registeredAtSteps)
    }
  }
}

/// What `check` says: the findings before the first step, and what the plan then does.
///
/// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
package func preflight(_ scenario: Scenario) throws(RunProblem) -> (
  findings: [PreflightFinding], steps: [NumberedStep]
) {
  var world = World(scenario, law: Law(of: scenario), times: TimeConstants(of: scenario))
  world.preflightsAtStart = true
  let trace = try world.run()
  for entry in trace.entries {
    if case .preflight(let findings) = entry.event { return (findings, trace.steps) }
  }
  return ([], trace.steps)
}
