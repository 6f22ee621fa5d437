import ClusterModel
import ClusterSimulation
import ScenarioLanguage
import ScenarioSearch
import SimulationTrace
import TrustRules
import VirtualTime

/// What holds of any runbook that bytes are made into: it reads without an error of the text, and
/// while it runs the world is what it must be at any instant.
package enum RunbookProperty {
  /// The scenario that bytes are made into.
  package static func text(_ bytes: [UInt8]) -> String {
    var choices = Choices(bytes)
    var maker = RunbookFromBytes(&choices)
    return maker.text()
  }

  package static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    let text = text(bytes)
    let files = InputFiles([(InputFiles.first, Array(text.utf8))])
    do throws(BrokenProperty) {
      try ScenarioProperty.check(files)
      try checkWorlds(files, text)
    } catch { throw BrokenProperty(description: "\(error)\n\(text)") }
  }

  /// Instants of a run, each in a copy of the world.
  private static func checkWorlds(_ files: InputFiles, _ text: String) throws(BrokenProperty) {
    let outcome = readScenario(InputFiles.first, with: files, limits: ScenarioProperty.limits)
    guard let scenario = outcome.scenario, unsupported(in: scenario).isEmpty,
      ScenarioProperty.isShort(scenario)
    else { return }
    try AnswersProperty.check(scenario, text)
    let fresh = World(scenario, law: Law(of: scenario), times: TimeConstants(of: scenario))
    do {
      for minutes in [0, 16, 40, 190] as [Int64] {
        var world = fresh
        try world.run(until: scenario.starts + .minutes(minutes))
        let broken = world.brokenInvariants()
        try require(broken.isEmpty, "at \(minutes) min: \(broken.joined(separator: ", "))")
      }
      _ = try preflight(scenario)
    } catch let broken as BrokenProperty {
      throw broken
    } catch { throw BrokenProperty(description: "\(error)") }
  }
}
