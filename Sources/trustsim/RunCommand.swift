import ClusterModel
import ClusterSimulation
import ScenarioSearch
import SimulationTrace
import TrustReports

/// `run FILE…`: carries each runbook out and reports.
struct RunCommand {
  private let arguments: Arguments
  /// One for each report that was asked for: what is not written yet.
  private var buffers: [OutputBuffer]
  private var hasBegun = false
  private var isResultLost = false
  private var statuses: [ExitStatus] = []

  init(_ arguments: Arguments) throws(Failure) {
    try arguments.checkFiles(of: "run")
    self.arguments = arguments
    buffers = arguments.requests.map { _ in OutputBuffer() }
  }

  /// The worst status of all files; a bad one does not keep the others from being run.
  mutating func run() -> ExitStatus {
    let writesFiles = arguments.requests.contains { $0.path != nil }
    for file in arguments.files {
      statuses.append(runOne(file))
      writeResultSoFar()
      if isResultLost && !writesFiles { break }
    }
    for (request, buffer) in zip(arguments.requests, buffers) {
      guard let path = request.path, !buffer.bytes.isEmpty else { continue }
      do throws(Failure) {
        try Output.replaceFile(path, with: buffer.bytes)
      } catch {
        Program.complain(error)
        statuses.append(error.status)
      }
    }
    return ExitStatus.worst(statuses)
  }

  private mutating func runOne(_ file: String) -> ExitStatus {
    let scenario: Scenario
    switch LoadedScenario.load(file, color: arguments.color) {
    case .refused(let status): return status
    case .ready(let loaded): scenario = loaded
    }
    let digest = InputDigest.text(scenario)
    Program.prepareReplay("run \(shown(file))", digest, seed: scenario.seed)
    let progress = Progress("running \(file)")
    defer { progress.end() }
    let result: RunResult
    do throws(UnreachableTransition) {
      result = try assess(scenario, workers: arguments.workers ?? Program.processors)
    } catch {
      Program.complainOfDefect("\(error)")
      return .defect
    }
    let report = makeReport(
      scenario: scenario, trace: result.trace, assessment: result.assessment, law: result.law,
      times: result.times,
      replay: ReportedReplay(
        version: Program.version, inputDigest: digest, rulesDigest: rulesDigest(),
        seed: scenario.seed))
    progress.end()
    render(report, of: file)
    return ExitStatus(rawValue: report.exitStatus) ?? .defect
  }

  private mutating func render(_ report: Report, of file: String) {
    for (place, request) in arguments.requests.enumerated() {
      if hasBegun { buffers[place].add("\n") }
      switch request.format {
      case .text:
        let isColored =
          request.path == nil
          ? arguments.color.isOn(for: STDOUT_FILENO) : arguments.color == .always
        if arguments.files.count > 1 { buffers[place].add("\(shown(file)):\n") }
        buffers[place].add(TextReport(report, color: isColored).text)
      case .markdown: buffers[place].add(MarkdownReport(report).text)
      }
    }
    hasBegun = true
  }

  private mutating func writeResultSoFar() {
    guard let place = arguments.requests.firstIndex(where: { $0.path == nil }), !isResultLost
    else { return }
    do throws(Failure) {
      try Output.writeResult(buffers[place])
    } catch {
      Program.complain(error)
      statuses.append(error.status)
      isResultLost = true
    }
    buffers[place] = OutputBuffer()
  }
}

/// The digest of a scenario's input as reports print it.
enum InputDigest {
  static func text(_ scenario: Scenario) -> String {
    let digits = String(scenario.inputDigest, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Arguments {
  /// At least one file, and standard input once at most.
  func checkFiles(of command: String) throws(Failure) {
    guard !files.isEmpty else { throw .usage("\(command) wants at least one scenario file") }
    guard files.count(where: { $0 == "-" }) <= 1 else {
      throw .usage("standard input can be read only once")
    }
  }
}
