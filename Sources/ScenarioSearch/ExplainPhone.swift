package import ClusterModel
package import ClusterSimulation
package import SimulationTrace
import TrustRules
package import TrustVerdicts

/// What became of single phones, and what would have kept them.
package struct PhoneStories: Sendable {
  /// The run, with these phones under a spotlight.
  package var trace: Trace
  /// For each phone that lost trust, in the order asked for, what would have avoided it.
  package var avoidances: [Int: Avoidance]
}

/// Runs a scenario with some phones under a spotlight, and again with one change at a time for
/// those that end without trust.
///
/// - Parameter phones: places in file order.
/// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
package func tellStories(of phones: [Int], in scenario: Scenario) throws(RunProblem)
  -> PhoneStories
{
  let search = AvoidanceSearch(scenario: scenario)
  var world = World(scenario, law: search.law, times: search.times)
  world.spotlight = Set(phones.map(UInt32.init))
  let trace = try world.run()
  var stories = PhoneStories(trace: trace, avoidances: [:])
  for phone in phones {
    guard let loss = lossOfTrust(ofPhone: phone, in: trace), let step = loss.step else { continue }
    stories.avoidances[phone] = try search.avoidance(
      ofPhone: phone, decisive: step, trace, work: world.work)
  }
  return stories
}

private struct AvoidanceSearch {
  let scenario: Scenario
  let law: Law
  let times: TimeConstants
  /// What the runs of one phone may take together, as ``World/work`` counts it: some seconds.
  static let workBudget = 60_000_000
  static let mostRuns = 90
  /// Two of each way to change the plan are run however long that takes.
  static let leastRuns = 6

  init(scenario: Scenario) {
    self.scenario = scenario
    law = Law(of: scenario)
    times = TimeConstants(of: scenario)
  }

  /// The nearest change of each kind, from the decisive step backwards.
  ///
  /// - Parameter work: what the run of the plan as it is took.
  func avoidance(ofPhone phone: Int, decisive: Int, _ trace: Trace, work: Int)
    throws(RunProblem) -> Avoidance
  {
    let runs = max(Self.leastRuns, min(Self.mostRuns, Self.workBudget / max(work, 1)))
    let steps = earlierSteps(trace, until: decisive)
    let next = trace.steps.filter { $0.number > decisive }.min { $0.number < $1.number }
    let neighbours = [next].compactMap(\.self) + steps
    let block = scenario.estate.phones[scenario.estate.blockIndex(ofPhone: phone)]
    let cluster = scenario.estate[block.group].cluster
    var found = Avoidance(changes: [], tried: 0, untried: 0)
    for ways in [
      steps.map(PlanChange.removed), steps.map(PlanChange.resetBefore),
      zip(neighbours.dropFirst(), neighbours).map { PlanChange.swapped($0, $1) },
    ] {
      // Each way has its share, so that a long plan does not use it up with the first.
      var left = runs / 3
      for (place, change) in ways.enumerated() {
        guard let changed = scenario.changed(by: change, resetting: cluster) else { continue }
        guard left > 0 else {
          found.untried += ways.count - place
          break
        }
        left -= 1
        found.tried += 1
        // Only the end of it is asked about.
        var world = World(changed, law: law, times: times)
        world.takesCensuses = false
        _ = try world.run()
        if world.state(ofPhone: phone).word == .trusting {
          found.changes.append(change)
          break
        }
      }
    }
    return found
  }

  /// Steps up to the decisive one, the last first; each line of the text once.
  private func earlierSteps(_ trace: Trace, until decisive: Int) -> [NumberedStep] {
    var places: Set<SourceLocation> = []
    let earlier = trace.steps.filter { $0.number <= decisive }.sorted { $0.number > $1.number }
    return earlier.filter { places.insert($0.location).inserted }
  }
}
