import ClusterModel
import ClusterSimulation
import ScenarioFiles

/// A scenario that was read, or the exit status of one that could not be.
enum LoadedScenario {
  case ready(Scenario)
  case refused(ExitStatus)

  /// Reads a file and what it includes; what is wrong with it goes to standard error.
  ///
  /// - Parameter isHealthCheck: a `?` of an inventory is a warning where the rest does without it.
  static func load(
    _ path: String, color: ColorChoice, reader: some FileReading = ScenarioReader(),
    isHealthCheck: Bool = false
  ) -> LoadedScenario {
    var outcome = readScenario(path, with: reader, isHealthCheck: isHealthCheck)
    let isColored = color.isOn(for: STDERR_FILENO)
    Output.say(outcome.rendered(color: isColored))
    guard let scenario = outcome.scenario else {
      if outcome.hitLimit { return .refused(.limitHit) }
      return .refused(outcome.lacksInput ? .inputMissing : .badScenario)
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
    return .ready(scenario)
  }
}
