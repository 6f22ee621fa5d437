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
    if let meant = nearest(to: written, among: names) { message += "; did you mean '\(meant)'?" }
    return .usage(message)
  }
}

/// A word of the command line as it may be shown: no control characters.
func shown(_ text: String) -> String { Words.safe(text) }

/// The name that was probably meant, if any is near.
func nearest(to written: String, among names: [String]) -> String? {
  let typed = Array(written.lowercased().utf8.prefix(64))
  var best: (name: String, distance: Int)?
  for name in names {
    let other = Array(name.lowercased().utf8)
    let distance = editDistance(typed, other)
    // A third of the letters may be wrong; of a word cut short, at least half must be there.
    let isBeginning = typed.count * 2 >= other.count && other.starts(with: typed)
    guard isBeginning || distance <= max(1, min(typed.count, other.count) / 3) else { continue }
    if distance < best?.distance ?? .max { best = (name, distance) }
  }
  return best?.name
}

private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for row in a.indices {
    var current = [row + 1]
    for column in b.indices {
      let change = last[column] + (a[row] == b[column] ? 0 : 1)
      var cost = min(last[column + 1] + 1, current[column] + 1, change)
      if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    (beforeLast, last) = (last, current)
  }
  return last[b.count]
}
