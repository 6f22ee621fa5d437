/// A form of the report.
enum Format: String, CaseIterable, Sendable {
  case text, markdown

  /// Forms that are planned, so that nobody takes the name for a slip.
  static let planned = ["json", "junit", "html", "csv", "github"]
}

/// One report that was asked for, and where it goes.
struct Request: Sendable {
  var format: Format
  /// nil: standard output.
  var path: String?
}

/// The command line of `run` and `check`, taken apart.
struct Arguments: Sendable {
  var files: [String] = []
  var requests: [Request] = []
  var color = ColorChoice.auto
  /// nil: as many as the machine has processors.
  var workers: Int?
  /// `--help` stands among them.
  var wantsHelp = false

  /// An option that a command takes.
  enum Option: String, CaseIterable {
    case format = "--format"
    case output = "--output"
    case workers = "--workers"
    case color = "--color"
    case help = "--help"
  }
  private static let planned = ["--report-dir", "--checklist", "--draws"]

  /// Takes the words after the command apart.
  init(_ words: [String], taking options: [Option]) throws(Failure) {
    var rest = words[...]
    var wantsFormat: Format?
    while let word = rest.popFirst() {
      if word == "--" {
        files += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        files.append(word)
        continue
      }
      let (name, attached) = Self.parts(of: word)
      guard let option = Option(rawValue: name), options.contains(option) else {
        if Self.planned.contains(name) { throw .usage("\(name) is not supported yet") }
        throw .unknown("option", name, among: options.map(\.rawValue))
      }
      if option == .help {
        wantsHelp = true
        continue
      }
      guard let value = attached ?? rest.popFirst() else { throw .usage("\(name) wants a value") }
      switch option {
      case .format:
        if let format = wantsFormat { requests.append(Request(format: format, path: nil)) }
        wantsFormat = try Self.format(value)
      case .output:
        let format = if let wantsFormat { wantsFormat } else { try Self.format(ofFile: value) }
        requests.append(Request(format: format, path: value))
        wantsFormat = nil
      case .workers: workers = try Self.workers(value)
      case .color: color = try Self.color(value)
      case .help: break
      }
    }
    if let format = wantsFormat { requests.append(Request(format: format, path: nil)) }
    if requests.isEmpty { requests = [Request(format: .text, path: nil)] }
    try checkRequests()
  }

  private static func parts(of word: String) -> (name: String, value: String?) {
    if word == "-h" { return ("--help", nil) }
    if word == "-o" { return ("--output", nil) }
    guard word.hasPrefix("--"), let place = word.firstIndex(of: "=") else { return (word, nil) }
    return (String(word[..<place]), String(word[word.index(after: place)...]))
  }

  private static func format(_ value: String) throws(Failure) -> Format {
    if let format = Format(rawValue: value) { return format }
    if Format.planned.contains(value) { throw .usage("format \(value) is not supported yet") }
    throw .unknown("format", value, among: Format.allCases.map(\.rawValue) + Format.planned)
  }

  /// An `--output` without a `--format` before it goes by the name of the file.
  private static func format(ofFile path: String) throws(Failure) -> Format {
    if path.hasSuffix(".md") || path.hasSuffix(".markdown") { return .markdown }
    for (ending, name) in [
      (".html", "html"), (".htm", "html"), (".json", "json"), (".xml", "junit"), (".csv", "csv"),
    ] where path.hasSuffix(ending) {
      throw .usage(
        "format \(name) is not supported yet; text or markdown can be written there by"
          + " naming it with --format")
    }
    return .text
  }

  private static func workers(_ value: String) throws(Failure) -> Int {
    guard let number = Int(value), (1...1_024).contains(number) else {
      throw .usage("--workers wants a number from 1 to 1024, not '\(shown(value))'")
    }
    return number
  }

  private static func color(_ value: String) throws(Failure) -> ColorChoice {
    guard let choice = ColorChoice(rawValue: value) else {
      throw .unknown("value of --color", value, among: ColorChoice.allCases.map(\.rawValue))
    }
    return choice
  }

  private mutating func checkRequests() throws(Failure) {
    for place in requests.indices where requests[place].path == "-" { requests[place].path = nil }
    guard requests.count(where: { $0.path == nil }) <= 1 else {
      throw .usage("only one format can go to standard output; give the others an --output each")
    }
    for (place, request) in requests.enumerated() {
      guard let path = request.path else { continue }
      if path.isEmpty { throw .usage("--output wants the name of a file") }
      if requests[..<place].contains(where: { $0.path == path }) {
        throw .usage("two formats have the same --output '\(shown(path))'")
      }
    }
  }
}
