package import ClusterModel
package import ClusterSimulation
package import SimulationTrace
package import TrustRules
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
  package static let heading = "Recovery"

  /// How phones are brought to boot once a remedy is done.
  package enum FollowUp: CaseIterable, Sendable { case reset, powerCycle }

  /// Kinds of phones that an action should bring back.
  private func kinds(savedBy remedy: Int) -> Set<UInt32> {
    Set(rescue.troubles.filter { $0.remedies.contains(remedy) }.map(\.kind))
  }

  /// The lines of an action with its follow-up, to be appended to the plan; the first one names its
  /// date and time, so that they do the same wherever they are pasted.
  ///
  /// - Parameter inserting: lines that insert phones in a database, put before the follow-up.
  package func lines(
    of remedy: Int, then followUp: FollowUp = .reset, inserting: [String] = []
  ) -> [String] {
    let chosen = rescue.remedies[remedy]
    var steps = chosen.lines + inserting.filter { !chosen.lines.contains($0) }
    let estate = world.scenario.estate
    var clusters: Set<ClusterID> = []
    for trouble in rescue.troubles where trouble.remedies.contains(remedy) {
      clusters.insert(
        trouble.registeredAt.map { estate[$0].cluster }
          ?? estate[trace.cohorts[trouble.cohort].group].cluster)
    }
    let first = begins
    if !chosen.action.bootsPhones {
      switch followUp {
      case .reset:
        for cluster in clusters.sorted() {
          steps.append("\(steps.isEmpty ? "" : "+1m ")\(place(of: cluster)): reset phones")
        }
      case .powerCycle:
        steps.append("\(steps.isEmpty ? "" : "+1m ")Switch: power-cycle phones")
      }
    }
    if !steps.isEmpty { steps[0] = "\(first.text) \(steps[0])" }
    var world = world
    let registered = world.registeredAfterRecovery(of: kinds(savedBy: remedy))
    return ["## \(Self.heading)"] + steps
      + ["wait until phones registered >= \(registered)  within 2h  else continue"]
  }

  /// The first whole minute after the end of the plan.
  private var begins: Instant {
    let minute = Duration.minutes(1).microseconds
    let end = world.time.microseconds
    return Instant(microseconds: (end / minute + 1) * minute)
  }

  private func place(of cluster: ClusterID) -> String {
    let estate = world.scenario.estate
    return estate.clusters.count == 1 ? "GUI" : "GUI@\(estate[cluster].name)"
  }

  /// What the lines would leave undone because phones are not in the database; empty: nothing.
  package func insertionLines(after plan: RescuePlan) -> [String] {
    guard let left = plan.confirmation?.outcome.left,
      left.contains(where: { $0.obstacle?.reason == .notInDatabase })
    else { return [] }
    var world = world
    return world.insertionLines()
  }

  /// Carries the lines out behind the plan.
  ///
  /// - Parameters:
  ///   - lines: what was read.
  ///   - section: the lines as they were read.
  /// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
  package func confirm(_ remedy: Int, _ lines: [String], _ section: Section)
    throws(RunProblem) -> RescuePlan
  {
    var plan = RescuePlan(remedy: remedy, lines: lines)
    if let text = section.items.compactMap(\.notSimulated).first {
      plan.obstacle = "no runbook can act it out (\(text))"
      return plan
    }
    var other = world
    let began = begins
    let entries = try other.goOn(with: section)
    let outcome = other.recoveryOutcome(since: world, promised: kinds(savedBy: remedy))
    plan.confirmation = RescuePlan.Confirmation(
      outcome: outcome, lostAfter: entries.compactMap(\.census).last?.lost ?? 0, began: began,
      ends: other.time,
      refused: entries.compactMap {
        if case .stepRefused(_, let refusal) = $0.event { refusal.words } else { nil }
      },
      waitsRunOut: entries.compactMap { entry in
        guard case .waitEnded(let number, isMet: false, _) = entry.event else { return nil }
        return other.trace.waits.first { $0.number == number }?.wait.text ?? ""
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

/// The smallest sets of undocumented behaviours under which a plan with its recovery leaves more
/// phones without trust or service than under the defaults.
///
/// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
package func dependences(of recovered: Scenario, workers: Workers) throws(RunProblem)
  -> [[UndecidedRule]]
{
  let result = try assess(recovered, workers: workers)
  func left(_ outcomes: [ExpectationOutcome]) -> [Int64] {
    outcomes.compactMap {
      switch $0.subject {
      case .builtIn(.noNewLoss), .builtIn(.inService): $0.measurement?.value
      default: nil
      }
    }
  }
  let standard = left(result.assessment.expectations.map(\.outcome))
  return result.others.filter { run in
    !run.outcome.contradictsHistory && zip(left(run.outcome.outcomes), standard).contains(where: >)
  }.map(\.offDefault).smallest.map(\.rules)
}
