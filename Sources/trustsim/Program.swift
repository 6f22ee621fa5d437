import ClusterModel
import ClusterSimulation
import TrustReports
import TrustVerdicts

/// The program: a command, and its exit status.
@main
enum Program {
  static let version = "0.1.0"

  static func main() {
    keepStandardFilesTaken()
    wishForLargePages()
    Interruption.prepare()
    var status = run(Array(CommandLine.arguments.dropFirst()))
    do throws(Failure) {
      try Output.closeResult()
    } catch {
      complain(error)
      if !status.endsEarly { status = error.status }
    }
    exit(status.rawValue)
  }

  private static func run(_ words: [String]) -> ExitStatus {
    do throws(Failure) {
      return try dispatch(words)
    } catch {
      complain(error)
      return error.status
    }
  }

  private static func dispatch(_ words: [String]) throws(Failure) -> ExitStatus {
    guard let first = words.first else {
      Output.say(CommandName.overview)
      return .usage
    }
    var name = first
    if name == "--help" || name == "-h" { name = "help" }
    if name == "--version" { name = "version" }
    guard let command = CommandName(rawValue: name) else {
      if CommandName.planned.contains(name) { throw .usage("\(name) is not supported yet") }
      throw .unknown(
        "command", first, among: CommandName.allCases.map(\.rawValue) + CommandName.planned)
    }
    let rest = Array(words.dropFirst())
    if command != .help, rest.contains("--help") || rest.contains("-h") {
      return try answer(command.help)
    }
    switch command {
    case .run:
      let arguments = try Arguments(
        rest,
        taking: [
          .format, .output, .reportDir, .checklist, .workers, .draws, .strict, .color, .help,
        ])
      if let count = arguments.draws {
        try arguments.checkFiles(of: "run")
        return try DrawsCommand(arguments: arguments, count: count).run()
      }
      var run = try RunCommand(arguments)
      return try run.run()
    case .diff:
      return try DiffCommand(Arguments(rest, taking: [.workers, .color, .help])).run()
    case .schema:
      try refuse(rest, of: command)
      return try answer(String(decoding: JSONReport.schema, as: UTF8.self))
    case .check: return try CheckCommand(Arguments(rest, taking: [.color, .help])).run()
    case .explain: return try ExplainCommand.run(rest)
    case .remedies: return try RemediesCommand(rest).run()
    case .show: return try ShowCommand(rest).run()
    case .export: return try ExportCommand(rest).run()
    case .import: return try ImportCommand(rest).run()
    case .rules:
      try refuse(rest, of: command)
      return try answer(CatalogueText.list)
    case .bench: return runBench(arguments: rest)
    case .version:
      try refuse(rest, of: command)
      return try answer("trustsim \(version)\n")
    case .help: return try answer(help(rest))
    }
  }

  private static func help(_ words: [String]) throws(Failure) -> String {
    guard let name = words.first else { return CommandName.overview }
    guard let command = CommandName(rawValue: name) else {
      throw .unknown("command", name, among: CommandName.allCases.map(\.rawValue))
    }
    return command.help
  }

  private static func refuse(_ words: [String], of command: CommandName) throws(Failure) {
    if let word = words.first {
      throw .usage("\(command.rawValue) takes nothing after it, not '\(shown(word))'")
    }
  }

  private static func answer(_ text: String) throws(Failure) -> ExitStatus {
    var buffer = OutputBuffer()
    buffer.add(text)
    try Output.writeResult(buffer)
    return ExitStatus(of: .answered)
  }

  /// Says on standard error why a command ends.
  static func complain(_ failure: Failure) {
    guard !failure.message.isEmpty else { return }
    Output.say("trustsim: \(failure.message)\n")
    if failure.status == .usage { Output.say("trustsim help says how it is used\n") }
  }

  /// What was being done, for a report of a defect.
  static func prepareReplay(_ what: String, _ inputDigest: String, seed: UInt64) {
    Interruption.replay(
      "trustsim: this is a defect of the program; to replay it: "
        + "trustsim \(version) \(what) (input \(inputDigest), seed \(seed))\n")
  }

  /// Says why a run has no result.
  static func complain(of problem: RunProblem, in scenario: Scenario) -> ExitStatus {
    switch problem {
    case .defect(let transition):
      Output.say("trustsim: \(shown("\(transition)"))\n\(Interruption.replayText)")
      return .defect
    case .limit(let limit):
      Output.say(LimitText.text(limit, in: scenario))
      return .limitHit
    }
  }

  /// Processors that this process may use.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// A closed standard input or output must not become the number of a file that is opened later.
  private static func keepStandardFilesTaken() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      // For reading only: writing to it fails, and is noticed.
      _ = SystemCalls.openFile("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
