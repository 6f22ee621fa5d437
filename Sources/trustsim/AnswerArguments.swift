import ClusterModel
import TextFormats
import VirtualTime

/// The command line of a command that answers a question about one scenario: words in order, and
/// options with a value each.
struct AnswerArguments {
  enum Option: String, CaseIterable {
    case at = "--at"
    case format = "--format"
    case output = "--output"
    case color = "--color"
  }
  /// The words that are no options, in order.
  private(set) var words: [String] = []
  private(set) var values: [Option: String] = [:]

  init(_ all: [String], taking options: [Option], of command: String) throws(Failure) {
    var rest = all[...]
    while let word = rest.popFirst() {
      if word == "--" {
        words += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        words.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      let name = parts[0] == "-o" ? "--output" : parts[0]
      guard let option = Option(rawValue: name), options.contains(option) else {
        throw .unknown("option of \(command)", name, among: options.map(\.rawValue))
      }
      guard let value = parts.count > 1 ? parts[1] : rest.popFirst() else {
        throw .usage("\(name) wants a value")
      }
      guard values[option] == nil else { throw .usage("\(name) stands there twice") }
      values[option] = value
    }
  }

  var color: ColorChoice {
    get throws(Failure) {
      guard let value = values[.color] else { return .auto }
      guard let choice = ColorChoice(rawValue: value) else {
        throw .unknown("value of --color", value, among: ColorChoice.allCases.map(\.rawValue))
      }
      return choice
    }
  }

  /// The instant that `--at` names; nil without it.
  ///
  /// A clock alone is the first such time from the start on; `+D` and `-D` count from the start.
  func instant(of scenario: Scenario) throws(Failure) -> Instant? {
    guard let value = values[.at] else { return nil }
    let starts = scenario.starts
    guard let instant = Self.instant(value, from: starts) else {
      throw .usage(
        "--at wants \"\(CivilTime(starts).date) 22:00\", 22:00, +2h or -30m from the start, "
          + "not '\(shown(value))'")
    }
    return instant
  }

  private static func instant(_ text: String, from starts: Instant) -> Instant? {
    if text.hasPrefix("+") { return Duration(text: text.dropFirst()).map { starts + $0 } }
    if text.hasPrefix("-") { return Duration(text: text.dropFirst()).map { starts - $0 } }
    let parts = text.split(separator: " ", omittingEmptySubsequences: true)
    guard let clock = parts.last.flatMap({ timeOfDay($0) }) else { return nil }
    if parts.count == 1 {
      let today = starts.startOfDay + clock
      return today < starts ? today + .days(1) : today
    }
    guard parts.count == 2 else { return nil }
    let numbers = parts[0].split(separator: "-", omittingEmptySubsequences: false)
      .compactMap { Int($0) }
    guard parts[0].utf8.count == 10, numbers.count == 3 else { return nil }
    return CivilTime(year: numbers[0], month: numbers[1], day: numbers[2])
      .map { $0.instant + clock }
  }

  private static func timeOfDay(_ text: Substring) -> Duration? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.utf8.count == 2 ? UInt8($0) : nil }.map(Int64.init)
    guard numbers.count == parts.count, (2...3).contains(parts.count), numbers[0] < 24,
      numbers[1...].allSatisfy({ $0 < 60 })
    else { return nil }
    return .hours(numbers[0]) + .minutes(numbers[1])
      + .seconds(numbers.count > 2 ? numbers[2] : 0)
  }
}

extension Scenario {
  /// The phones of these names.
  func phones(named words: [String]) throws(Failure) -> [Int] {
    var found: [Int] = []
    for word in words {
      guard let phone = estate.phone(named: word) else { throw noPhone(word) }
      if !found.contains(phone) { found.append(phone) }
    }
    return found
  }

  private func noPhone(_ word: String) -> Failure {
    var message = "no phone is called '\(shown(word))'"
    let ends = estate.phones.flatMap { [$0.first, $0.first + $0.count - 1] }
    guard let first = ends.min(), let last = ends.max() else {
      return .usage(message + ": the scenario has none")
    }
    if let meant = Suggestions.nearest(to: word, among: ends.map { estate.phoneName($0) }) {
      message += "; did you mean '\(meant)'?"
    }
    return .usage(
      message + " (they go from \(estate.phoneName(first)) to \(estate.phoneName(last)))")
  }

  /// The node of this name.
  func node(named word: String) throws(Failure) -> NodeID {
    let found = estate.nodes(named: word)
    if let node = found.first, found.count == 1 { return node }
    let names = estate.nodes.map { node in
      estate.clusters.count > 1 ? estate[node.cluster].name + "." + node.name : node.name
    }
    if found.count > 1 {
      let all = found.map { estate[estate[$0].cluster].name + "." + word }
      throw .usage("several nodes are called '\(shown(word))': \(all.joined(separator: ", "))")
    }
    let failure = Failure.unknown("node", word, among: names + estate.nodes.map(\.name))
    let list = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
    throw .usage(failure.message + " (there are \(list))")
  }
}
