import TrustReports

/// One report that was asked for, and where it goes.
struct Request: Sendable {
  enum Target: Hashable, Sendable {
    case standardOutput
    case file(String)
    /// A file for each scenario in the folder for reports.
    case folder
  }
  var format: ReportFormat
  var target: Target
}

/// The command line of `run` and `check`, taken apart.
struct Arguments: Sendable {
  var files: [String] = []
  var requests: [Request] = []
  var reportFolder: String?
  var color = ColorChoice.auto
  /// nil: as many as the machine has processors.
  var workers: Int?
  /// Runs with other seeds; nil: one run with the file's own.
  var draws: Int?
  /// Interpretations that were not examined, for their number, end with 75 and not with 2.
  var isStrict = false
  /// `--help` stands among them.
  var wantsHelp = false

  /// An option that a command takes.
  enum Option: String, CaseIterable {
    case format = "--format"
    case output = "--output"
    case reportDir = "--report-dir"
    case checklist = "--checklist"
    case workers = "--workers"
    case draws = "--draws"
    case strict = "--strict"
    case color = "--color"
    case help = "--help"

    /// A value stands after it.
    var takesValue: Bool { self != .checklist && self != .help && self != .strict }
  }

  /// Takes the words after the command apart.
  init(_ words: [String], taking options: [Option]) throws(Failure) {
    var rest = words[...]
    var wantsFormat: ReportFormat?
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
        throw .unknown("option", name, among: options.map(\.rawValue))
      }
      var value = ""
      if option.takesValue {
        guard let given = attached ?? rest.popFirst() else { throw .usage("\(name) wants a value") }
        value = given
      } else if attached != nil {
        throw .usage("\(name) takes no value")
      }
      switch option {
      case .format, .checklist:
        finish(&wantsFormat)
        wantsFormat = option == .checklist ? .checklist : try Self.format(value)
      case .output:
        let format = wantsFormat ?? Self.format(ofFile: value)
        requests.append(
          Request(format: format, target: value == "-" ? .standardOutput : .file(value)))
        wantsFormat = nil
      case .reportDir: reportFolder = value
      case .workers: workers = try Self.workers(value)
      case .draws: draws = try Self.draws(value)
      case .strict: isStrict = true
      case .color: color = try Self.color(value)
      case .help: wantsHelp = true
      }
    }
    finish(&wantsFormat)
    if draws != nil, !requests.isEmpty || reportFolder != nil {
      throw .usage("--draws has a page of its own; it goes with no --format, --output or folder")
    }
    settleTargets()
    try checkRequests()
  }

  /// A format without an `--output` goes to the folder for reports, if there is one.
  private mutating func finish(_ format: inout ReportFormat?) {
    guard let wanted = format else { return }
    requests.append(Request(format: wanted, target: .standardOutput))
    format = nil
  }

  private mutating func settleTargets() {
    guard reportFolder != nil else {
      if requests.isEmpty { requests = [Request(format: .text, target: .standardOutput)] }
      return
    }
    // The screen goes on showing what it shows without a folder.
    let named = requests.contains { $0.target == .standardOutput && $0.format != .text }
    let toFolder: [ReportFormat] = named ? [] : [.markdown, .html, .json, .junit, .csv]
    for place in requests.indices where requests[place].target == .standardOutput {
      if requests[place].format != .text || named { requests[place].target = .folder }
    }
    requests += toFolder.map { Request(format: $0, target: .folder) }
    if !requests.contains(where: { $0.target == .standardOutput }) {
      requests.append(Request(format: .text, target: .standardOutput))
    }
  }

  private static func parts(of word: String) -> (name: String, value: String?) {
    if word == "-h" { return ("--help", nil) }
    if word == "-o" { return ("--output", nil) }
    guard word.hasPrefix("--"), let place = word.firstIndex(of: "=") else { return (word, nil) }
    return (String(word[..<place]), String(word[word.index(after: place)...]))
  }

  private static func format(_ value: String) throws(Failure) -> ReportFormat {
    if let format = ReportFormat.named.first(where: { $0.name == value }) { return format }
    throw .unknown("format", value, among: ReportFormat.named.map(\.name))
  }

  /// An `--output` without a `--format` before it goes by the name of the file.
  private static func format(ofFile path: String) -> ReportFormat {
    ReportFormat.all.first { $0.asksByEnding.contains { path.hasSuffix("." + $0) } } ?? .text
  }

  private static func workers(_ value: String) throws(Failure) -> Int {
    guard let number = Int(value), (1...1_024).contains(number) else {
      throw .usage("--workers wants a number from 1 to 1024, not '\(shown(value))'")
    }
    return number
  }

  private static func draws(_ value: String) throws(Failure) -> Int {
    guard let number = Int(value), (2...10_000).contains(number) else {
      throw .usage("--draws wants a number from 2 to 10000, not '\(shown(value))'")
    }
    return number
  }

  private static func color(_ value: String) throws(Failure) -> ColorChoice {
    guard let choice = ColorChoice(rawValue: value) else {
      throw .unknown("value of --color", value, among: ColorChoice.allCases.map(\.rawValue))
    }
    return choice
  }

  private func checkRequests() throws(Failure) {
    guard requests.count(where: { $0.target == .standardOutput }) <= 1 else {
      throw .usage("only one format can go to standard output; give the others an --output each")
    }
    if reportFolder == "" { throw .usage("--report-dir wants the name of a folder") }
    for (place, request) in requests.enumerated() {
      if request.target != .folder, !request.format.holdsSeveral, files.count > 1 {
        throw .usage(
          "\(request.format.name) holds one scenario; several want --report-dir instead")
      }
      switch request.target {
      case .file(let path):
        if path.isEmpty { throw .usage("--output wants the name of a file") }
        if requests[..<place].contains(where: { $0.target == request.target }) {
          throw .usage("two formats have the same --output '\(shown(path))'")
        }
      case .folder:
        if requests[..<place].contains(where: {
          $0.target == .folder && $0.format == request.format
        }) {
          throw .usage("--format \(request.format.name) is given twice")
        }
      case .standardOutput: break
      }
    }
    try ReportFolder.checkNames(of: reportFolder == nil ? [] : files)
  }
}
