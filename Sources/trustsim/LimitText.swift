import ClusterModel
import ClusterSimulation
import ScenarioLanguage

/// What is said of a plan that is more than one run takes.
enum LimitText {
  /// The line that asks for it, how far the run came, and what to change.
  static func text(_ limit: LimitReached, in scenario: Scenario) -> String {
    let location = limit.location
    var place = scenario.files.indices.contains(location.file) ? scenario.files[location.file] : ""
    if location.line > 0 { place += ":\(location.line):\(location.column)" }
    let code: DiagnosticCode =
      switch limit.quantity {
      case .events: .tooManyEvents
      case .keptBytes: .tooMuchKept
      }
    return "\(shown(place)): error[\(code.rawValue)]: \(limit.text)\n"
      + "     = to change: \(limit.change)\n"
  }
}
