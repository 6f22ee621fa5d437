import TextFormats
import TrustReports

/// How the program ends.
enum ExitStatus: Int32, CaseIterable, Sendable {
  /// Every expectation, written or built in, is met under every interpretation.
  case passes = 0
  /// Some expectation fails, or `check` found something that loses phones.
  case fails = 1
  /// None fails, but something that is not known could change that.
  case inconclusive = 2
  case usage = 64
  case badScenario = 65
  case inputMissing = 66
  case defect = 70
  case outputNotWritten = 74
  case limitHit = 75
  case interrupted = 130
  case closedPipe = 141

  /// Of several files the first of these that is present counts.
  private static let precedence: [ExitStatus] = [
    .interrupted, .closedPipe, .defect, .outputNotWritten, .limitHit, .inputMissing,
    .badScenario, .usage, .fails, .inconclusive, .passes,
  ]

  static func worst(_ all: [ExitStatus]) -> ExitStatus {
    precedence.first(where: all.contains) ?? .passes
  }
}

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
