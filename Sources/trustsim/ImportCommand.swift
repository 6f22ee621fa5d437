import ClusterImport
import ClusterModel
import ScenarioLanguage
import TrustRules
import TrustVerdicts

/// `import LOG…`: makes an inventory of a real cluster; `import --commands RELEASE` prints what
/// to paste on its publisher.
struct ImportCommand {
  private var files: [String] = []
  private var release: ReleaseName?
  private var output: String?
  private var options = ImportOptions()
  private var color = ColorChoice.auto

  /// The longest log.
  private static let limitBytes = 1 << 30

  private static let names = ["--commands", "--output", "--partial", "--anonymise", "--color"]

  init(_ words: [String]) throws(Failure) {
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        files.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      switch parts[0] {
      case "--partial": options.isPartial = true
      case "--anonymise", "--anonymize": options.anonymises = true
      case "--commands", "--output", "-o", "--color":
        guard let value = parts.count > 1 ? parts[1] : rest.popFirst() else {
          throw .usage("\(parts[0]) wants a value")
        }
        try take(parts[0], value)
      case "--":
        files += rest
        rest = []
      default: throw .unknown("option of import", parts[0], among: Self.names)
      }
    }
    let printsCommands = release.map { _ in true } ?? false
    guard printsCommands || !files.isEmpty else {
      throw .usage("import wants a log, or --commands RELEASE")
    }
    guard !printsCommands || files.isEmpty else {
      throw .usage("import --commands prints what to type; it reads no file")
    }
  }

  private mutating func take(_ name: String, _ value: String) throws(Failure) {
    switch name {
    case "--commands":
      // `12.5` is short for its first release: what is typed does not differ within one.
      guard let release = ReleaseName(text: value) ?? ReleaseName(text: value + "(1)"),
        Release(release).isKnown
      else {
        throw .usage("--commands wants a release, \(Release.knownText), not '\(shown(value))'")
      }
      self.release = release
    case "--color":
      guard let choice = ColorChoice(rawValue: value) else {
        throw .unknown("value of --color", value, among: ColorChoice.allCases.map(\.rawValue))
      }
      color = choice
    default: output = value == "-" ? nil : value
    }
  }

  func run() throws(Failure) -> ExitStatus {
    var buffer = OutputBuffer()
    try OutputPlaces([output ?? "-"]).check(inputs: files)
    if let release {
      buffer.add(ImportCommands.text(for: release))
      try Output.write(buffer, to: output)
      return ExitStatus(of: .answered)
    }
    var sources: [SourceText] = []
    var limits = Limits()
    limits.fileBytes = Self.limitBytes
    for file in files {
      do throws(FileProblem) {
        sources.append(try ScenarioReader(limits: limits).read(file, includedFrom: nil))
      } catch {
        throw Self.failure(error, file)
      }
    }
    let outcome = importInventory(sources, options: options)
    Output.say(outcome.rendered(color: color.isOn(for: STDERR_FILENO)))
    guard let text = outcome.text else {
      if !options.isPartial, outcome.tellsSomething {
        Output.say("trustsim: no inventory was made; --partial makes what can be made\n")
      }
      return .badScenario
    }
    buffer.add(exactly: text)
    try Output.write(buffer, to: output)
    return ExitStatus(of: .inventory(isComplete: !outcome.lacksAnswers))
  }

  private static func failure(_ problem: FileProblem, _ file: String) -> Failure {
    let message =
      switch problem {
      case .missing: "there is no file \(shown(file))"
      case .unreadable(let why): "\(shown(file)) cannot be read: \(why)"
      case .outside(let folder): "\(shown(file)) leads outside \(shown(folder))"
      case .tooLong: "\(shown(file)) is longer than the \(limitBytes) bytes that are read"
      }
    return Failure(status: problem.exitStatus, message: message)
  }
}
