package import ClusterModel
package import ClusterSimulation
package import SimulationTrace
package import TrustRules
package import TrustVerdicts

/// A run under the defaults, those of the other classes of interpretations, and what all say.
package struct RunResult: Sendable {
  package var law: Law
  package var times: TimeConstants
  package var trace: Trace
  /// One run for each other class, those nearest to the defaults first.
  package var others: [InterpretedRun]
  package var assessment: Assessment

  /// The fewest phones registered at each step's prompt, under any interpretation.
  package var fewestRegisteredAtSteps: [Int: Int] {
    others.reduce(trace.registeredAtSteps) {
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

/// Runs a scenario under the defaults, and once for every class of interpretations of the
/// undocumented behaviours that could come to something else.
///
/// Each is a whole timed run of its own: nothing of the default run is taken over.
/// - Parameters:
///   - workers: runs at a time; the result does not depend on it.
///   - keepsFates: the trace says where each phone stood; nothing else depends on it.
///   - limit: most classes to run, the default one included; at least 1.
///   - digestsOthers: the runs of other classes have digests of their traces, which takes as long
///     as the lists in them are long.
/// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
package func assess(
  _ scenario: Scenario, workers: Workers, keepsFates: Bool = false, limit: Int = 4_096,
  digestsOthers: Bool = true
) throws(RunProblem) -> RunResult {
  let law = Law(of: scenario)
  let times = TimeConstants(of: scenario)
  var world = World(scenario, law: law, times: times)
  world.keepsFates = keepsFates
  let trace = try world.run()
  let search = InterpretationSearch(
    scenario: scenario, law: law, times: times, workers: workers, digests: digestsOthers,
    limit: limit)
  // A history that contradicts itself says nothing about the plan: it is told as a mistake.
  let found = try search.run(after: trace.refusedHistory == nil ? trace.tookPart : [])
  let assessment = combine(
    standard: judge(trace, of: scenario), others: found.runs.map(\.outcome),
    coverage: found.coverage, unknownSteps: trace.notSimulatedSteps,
    accepting: Acceptance(of: scenario))
  return RunResult(
    law: law, times: times, trace: trace, others: found.runs, assessment: assessment)
}

extension Acceptance {
  /// What the scenario's `accept` lines name.
  package init(of scenario: Scenario) {
    self.init(
      rules: scenario.accepts.compactMap(UndecidedRule.init(rawValue:)),
      steps: scenario.acceptedSteps)
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
