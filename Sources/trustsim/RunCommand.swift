import ClusterModel
import ClusterSimulation
import ScenarioSearch
import SimulationTrace
import TextFormats
import TrustReports
import TrustVerdicts

/// `run FILE…`: carries each runbook out and reports.
struct RunCommand {
  private let arguments: Arguments
  /// One for each report that was asked for: what is not written yet.
  private var buffers: [OutputBuffer]
  /// For the forms that are made of all scenarios at once.
  private var runs: [JUnitReport.Suite] = []
  private var hasBegun = false
  private var isResultLost = false
  private var statuses: [ExitStatus] = []

  init(_ arguments: Arguments) throws(Failure) {
    try arguments.checkFiles(of: "run")
    self.arguments = arguments
    buffers = arguments.requests.map { _ in OutputBuffer() }
  }

  /// The worst status of all files; a bad one does not keep the others from being run.
  mutating func run() throws(Failure) -> ExitStatus {
    try arguments.checkOutputs()
    let writesFiles = arguments.requests.contains { $0.target != .standardOutput }
    for file in arguments.files {
      statuses.append(runOne(file))
      writeResultSoFar()
      if isResultLost && !writesFiles { break }
    }
    finishPages()
    writeResultSoFar()
    for (request, buffer) in zip(arguments.requests, buffers) {
      guard case .file(let path) = request.target, !buffer.bytes.isEmpty else { continue }
      trying { () throws(Failure) in try Output.replaceFile(path, with: { $0.put(buffer.bytes) }) }
    }
    return ExitStatus.worst(statuses)
  }

  private mutating func runOne(_ file: String) -> ExitStatus {
    switch ReportedRun.make(
      file, color: arguments.color, workers: arguments.workers,
      showsEachPhone: arguments.requests.contains { $0.format.showsEachPhone })
    {
    case .refused(let status):
      if status == .inputMissing || status == .badScenario || status == .limitHit {
        runs.append(
          .error(
            file: file,
            message: "it was not run: exit status \(status.rawValue); standard error says why"))
      }
      return status
    case .ready(let report):
      render(report, of: file)
      if arguments.isStrict, report.assumptions.notExamined > 0 {
        return ExitStatus(of: .planNotExaminedWhole)
      }
      return ExitStatus(rawValue: report.exitStatus) ?? .defect
    }
  }

  private mutating func render(_ report: Report, of file: String) {
    for (place, request) in arguments.requests.enumerated() {
      if request.target == .folder {
        let folder = arguments.reportFolder ?? "."
        trying { () throws(Failure) in
          try ReportFolder.write(report, of: file, as: request.format, into: folder)
        }
        continue
      }
      let isColored =
        request.target == .standardOutput
        ? arguments.color.isOn(for: STDOUT_FILENO) : arguments.color == .always
      guard request.format.holdsSeveral else {
        stream(report, to: request)
        continue
      }
      if request.format.pageOfAll != nil { continue }
      if hasBegun { buffers[place].add("\n") }
      if arguments.files.count > 1 { buffers[place].add("\(shown(file)):\n") }
      buffers[place].add(bytes: request.format.bytes(report, isColored: isColored))
    }
    hasBegun = true
    guard arguments.requests.contains(where: { $0.format.pageOfAll != nil && $0.target != .folder })
    else { return }
    // None of these pages shows each phone.
    var rest = report
    (rest.inventory, rest.fates, rest.standings) = (nil, [], [])
    runs.append(.report(rest))
  }

  /// A page of one scenario, which may be as long as its phones are many, is written as it is made.
  private mutating func stream(_ report: Report, to request: Request) {
    let page = { (outlet: inout PageOutlet) in
      request.format.write(report, false, &outlet)
    }
    switch request.target {
    case .standardOutput:
      if isResultLost { return }
      isResultLost = !trying { () throws(Failure) in try Output.writeResult(page) }
    case .file(let path):
      trying { () throws(Failure) in try Output.replaceFile(path, with: page) }
    case .folder: break
    }
  }

  /// The pages that say something of all scenarios.
  private mutating func finishPages() {
    for (place, request) in arguments.requests.enumerated() where request.target != .folder {
      guard let page = request.format.pageOfAll else { continue }
      buffers[place].add(exactly: page(runs))
    }
  }

  private mutating func writeResultSoFar() {
    guard let place = arguments.requests.firstIndex(where: { $0.target == .standardOutput }),
      !isResultLost
    else { return }
    let buffer = buffers[place]
    buffers[place] = OutputBuffer()
    if !trying({ () throws(Failure) in try Output.writeResult(buffer) }) { isResultLost = true }
  }

  @discardableResult
  private mutating func trying(_ write: () throws(Failure) -> Void) -> Bool {
    do throws(Failure) {
      try write()
      return true
    } catch {
      Program.complain(error)
      statuses.append(error.status)
      return false
    }
  }
}

/// A scenario that was run and reported, or the exit status of one that could not be.
enum ReportedRun {
  case ready(Report)
  case refused(ExitStatus)

  /// Reads a scenario, carries it out with its flips and makes its report.
  static func make(
    _ file: String, color: ColorChoice, workers: Int?, showsEachPhone: Bool
  ) -> ReportedRun {
    let scenario: Scenario
    switch LoadedScenario.load(file, color: color) {
    case .refused(let status): return .refused(status)
    case .ready(let loaded): scenario = loaded
    }
    let digest = InputDigest.text(scenario)
    Program.prepareReplay("run \(shown(file))", digest, seed: scenario.seed)
    let progress = Progress("running \(file)")
    defer { progress.end() }
    let result: RunResult
    do throws(RunProblem) {
      result = try assess(
        scenario, workers: .threads(workers ?? Program.processors), keepsFates: showsEachPhone,
        digestsOthers: false)
    } catch {
      return .refused(Program.complain(of: error, in: scenario))
    }
    let report = makeReport(
      scenario: scenario, trace: result.trace, assessment: result.assessment, law: result.law,
      times: result.times,
      replay: ReportedReplay(
        version: Program.version, inputDigest: digest, rulesDigest: rulesDigest(),
        seed: scenario.seed), floors: result.fewestRegisteredAtSteps)
    return .ready(report)
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
  /// No result may take the place of an input or of another result.
  func checkOutputs() throws(Failure) {
    var paths: [String] = []
    var reports: [String] = []
    for request in requests {
      switch request.target {
      case .standardOutput: paths.append("-")
      case .file(let path): paths.append(path)
      case .folder:
        reports += files.map {
          ReportFolder.path(of: $0, as: request.format, in: reportFolder ?? ".")
        }
      }
    }
    try OutputPlaces(paths, reports: reports).check(scenarios: files)
  }

  /// At least one file, and standard input once at most.
  func checkFiles(of command: String) throws(Failure) {
    guard !files.isEmpty else { throw .usage("\(command) wants at least one scenario file") }
    guard files.count(where: { $0 == "-" }) <= 1 else {
      throw .usage("standard input can be read only once")
    }
  }
}
