import ClusterModel
import ClusterSimulation
import ScenarioLanguage
import ScenarioSearch
import SimulationTrace
import TrustRules
import TrustVerdicts
import VirtualTime

/// A scenario that was read, or the exit status of one that could not be.
enum LoadedScenario {
  case ready(Scenario)
  case refused(ExitStatus)

  /// Reads a file and what it includes; what is wrong with it goes to standard error.
  static func load(
    _ path: String, color: ColorChoice, reader: some FileReading = ScenarioReader()
  ) -> LoadedScenario {
    ready(readScenario(path, with: reader), color: color)
  }

  /// What was read, once what is wrong with it was said.
  static func ready(_ outcome: ReadOutcome, color: ColorChoice) -> LoadedScenario {
    var outcome = outcome
    let isColored = color.isOn(for: STDERR_FILENO)
    Output.say(outcome.rendered(color: isColored))
    guard let scenario = outcome.scenario else { return .refused(outcome.exitStatus) }
    if let beyond = lineBeyondLimit(of: scenario) {
      outcome.diagnostics = [
        outcome.diagnostic(
          .tooManyLines,
          "\(beyond.lines) lines are to be carried out, each once for every node of its for; "
            + "a run takes at most \(RunLimits().lines)", at: beyond.location)
      ]
      outcome.errorCount = 1
      Output.say(outcome.rendered(color: isColored))
      return .refused(.limitHit)
    }
    let found = unsupported(in: scenario)
    guard found.isEmpty else {
      outcome.diagnostics = found.map {
        outcome.diagnostic(.notSupportedYet, "\($0.what) is not supported yet", at: $0.location)
      }
      outcome.errorCount = found.count
      Output.say(outcome.rendered(color: isColored))
      return .refused(.badScenario)
    }
    return couldHaveHappened(scenario, outcome, isColored: isColored)
  }

  /// Refuses a scenario whose history did not happen: a step in it that the product refuses.
  private static func couldHaveHappened(
    _ scenario: Scenario, _ read: ReadOutcome, isColored: Bool
  ) -> LoadedScenario {
    do throws(RunProblem) {
      guard let refused = try refusedHistory(of: scenario) else { return .ready(scenario) }
      let rule = refused.rule.map { " (rule \($0.rawValue))" } ?? ""
      var outcome = read
      outcome.diagnostics = [
        outcome.diagnostic(
          .refusedAtRunTime,
          "this did not happen: the product refuses it\(rule): \(refused.message)",
          at: refused.step.location,
          expected: refused.worksFrom.map { "a step at \($0.text) or later" }
            ?? "only steps that the product took")
      ]
      outcome.errorCount = 1
      Output.say(outcome.rendered(color: isColored))
      return .refused(.badScenario)
    } catch {
      return .refused(Program.complain(of: error, in: scenario))
    }
  }
}
