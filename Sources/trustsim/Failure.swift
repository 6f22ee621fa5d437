import ScenarioLanguage
import TextFormats
import TrustReports
import TrustVerdicts

/// Why a command ends early: what is said on standard error, and the exit status.
struct Failure: Error, Sendable {
  var status: ExitStatus
  /// Without the program's name; empty: nothing is said.
  var message: String

  static func usage(_ message: String) -> Failure { Failure(status: .usage, message: message) }

  /// Wrong usage of something that has a list of right names.
  static func unknown(_ what: String, _ written: String, among names: [String]) -> Failure {
    var message = "unknown \(what) '\(shown(written))'"
    if let meant = Suggestions.nearest(to: written, among: names) {
      message += "; did you mean '\(meant)'?"
    }
    return .usage(message)
  }
}

/// A word of the command line as it may be shown: no control characters.
func shown(_ text: String) -> String { Words.safe(text) }

extension FileProblem {
  /// What a command ends with that cannot go on without the file.
  var exitStatus: ExitStatus {
    switch self {
    case .tooLong: ExitStatus(of: .inputRefused(isTooLong: true, isMissing: false))
    case .missing, .unreadable, .outside:
      ExitStatus(of: .inputRefused(isTooLong: false, isMissing: true))
    }
  }
}

extension ReadOutcome {
  /// What a command ends with that cannot go on without a scenario.
  var exitStatus: ExitStatus {
    ExitStatus(of: .inputRefused(isTooLong: hitLimit, isMissing: lacksInput))
  }
}
