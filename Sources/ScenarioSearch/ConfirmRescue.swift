package import ClusterModel
package import ClusterSimulation
package import SimulationTrace
import TrustRules
package import TrustVerdicts
import VirtualTime

/// The end of a plan, and what still saves the phones that lost trust by then.
package struct RescueSearch: Sendable {
  package var world: World
  package var trace: Trace
  package var rescue: Rescue

  /// Runs the scenario to its end.
  ///
  /// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
  package init(_ scenario: Scenario) throws(RunProblem) {
    world = World(scenario, law: Law(of: scenario), times: TimeConstants(of: scenario))
    trace = try world.run()
    rescue = world.rescue()
  }

  /// The heading under which the recommended lines stand.
  package static let heading = "Remedy"

  /// How phones are brought to boot once a remedy is done.
  package enum FollowUp: CaseIterable, Sendable { case reset, powerCycle }

  /// The lines of a remedy with its follow-up, to be appended to the plan.
  package func lines(of remedy: Int, then followUp: FollowUp = .reset) -> [String] {
    let chosen = rescue.remedies[remedy]
    var lines = ["## \(Self.heading)"] + chosen.lines
    let estate = world.scenario.estate
    var clusters: Set<ClusterID> = []
    for trouble in rescue.troubles where trouble.remedies.contains(remedy) {
      clusters.insert(
        trouble.registeredAt.map { estate[$0].cluster }
          ?? estate[trace.cohorts[trouble.cohort].group].cluster)
    }
    if chosen.text != "own retry", chosen.text != "key presses" {
      switch followUp {
      case .reset:
        lines += clusters.sorted().map { "+1m \(place(of: $0)): reset phones" }
      case .powerCycle: lines.append("+1m Switch: power-cycle phones")
      }
    }
    lines.append("wait until phones registered >= 99%  within 2h  else continue")
    return lines
  }

  private func place(of cluster: ClusterID) -> String {
    let estate = world.scenario.estate
    return estate.clusters.count == 1 ? "GUI" : "GUI@\(estate[cluster].name)"
  }

  /// Carries the lines out behind the plan.
  ///
  /// - Parameter section: the lines as they were read.
  /// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
  package func confirm(_ remedy: Int, _ section: Section, then followUp: FollowUp = .reset)
    throws(RunProblem) -> RescuePlan
  {
    var plan = RescuePlan(remedy: remedy, lines: lines(of: remedy, then: followUp))
    if let text = section.items.compactMap(\.notSimulated).first {
      plan.obstacle = "no runbook can act it out (\(text))"
      return plan
    }
    var other = world
    let began = other.time
    let entries = try other.goOn(with: section)
    guard let before = trace.censuses.last,
      let after = entries.compactMap(\.census).last
    else { return plan }
    plan.confirmation = RescuePlan.Confirmation(
      promised: rescue.remedies[remedy].saved, lostBefore: before.lost, lostAfter: after.lost,
      trusting: after.count([.trusting]), phones: trace.phoneCount - after.count([.unaware]),
      began: began, ends: other.time,
      refused: entries.compactMap {
        if case .stepRefused(_, let message, _) = $0.event { message } else { nil }
      })
    return plan
  }
}

extension Trace.Entry {
  fileprivate var census: Census? {
    if case .census(let census) = event { census } else { nil }
  }
}

extension Item {
  /// The words of a step that nobody can act out here.
  fileprivate var notSimulated: String? {
    guard case .step(let step) = self, case .action(_, .notSimulated(let text)) = step.act else {
      return nil
    }
    return text
  }
}
