import ClusterModel
import ClusterSimulation
import ScenarioLanguage
import ScenarioSearch
import SimulationTrace
import TrustReports
import TrustVerdicts

/// `check FILE…`: reads each scenario and lists its pre-check findings.
///
/// Of an inventory that still has questions it says what is certain whatever their answers are,
/// what hangs on them, and which they are.
struct CheckCommand {
  private let arguments: Arguments

  init(_ arguments: Arguments) throws(Failure) {
    try arguments.checkFiles(of: "check")
    self.arguments = arguments
  }

  /// The worst status of all files: 1 if a finding loses phones.
  func run() -> ExitStatus {
    var statuses: [ExitStatus] = []
    for file in arguments.files {
      var buffer = OutputBuffer()
      statuses.append(checkOne(file, &buffer))
      do throws(Failure) {
        try Output.writeResult(buffer)
      } catch {
        Program.complain(error)
        statuses.append(error.status)
        break
      }
    }
    return ExitStatus.worst(statuses)
  }

  private func checkOne(_ file: String, _ buffer: inout OutputBuffer) -> ExitStatus {
    let reader = KeptFiles(ScenarioReader())
    let first = readScenario(file, with: reader, standIns: .first)
    let servers = first.scenario.map(\.estate.serversOfTFTP) ?? 1
    var possible: [(answers: StandIns, scenario: Scenario)] = []
    for answers in StandIns.all(first.needed, servers: servers) {
      let outcome = readScenario(file, with: reader, standIns: answers)
      // What the file says besides can rule an answer out.
      guard let scenario = outcome.scenario else { continue }
      if possible.isEmpty {
        var spoken = outcome
        spoken.diagnostics.removeAll { $0.code == .unfilledValue }
        if case .refused(let status) = LoadedScenario.ready(spoken, color: arguments.color) {
          return status
        }
      }
      if unsupported(in: scenario).isEmpty { possible.append((answers, scenario)) }
    }
    guard !possible.isEmpty else {
      // What is asked for is not what is wrong.
      var wrong = first
      wrong.diagnostics.removeAll { $0.code == .unfilledValue && $0.severity == .warning }
      guard case .refused(let status) = LoadedScenario.ready(wrong, color: arguments.color) else {
        return .badScenario
      }
      return status
    }
    let progress = Progress("checking \(file)")
    defer { progress.end() }
    var health = HealthReport(
      file: file, needed: first.needed, estate: possible[0].scenario.estate,
      questions: first.diagnostics.filter { $0.code == .unfilledValue },
      questionCount: first.questionCount)
    for (answers, scenario) in possible {
      Program.prepareReplay(
        "check \(shown(file))", InputDigest.text(scenario), seed: scenario.seed)
      do throws(RunProblem) {
        let found = try preflight(scenario)
        health.add(
          reportedFindings(found.findings, of: scenario, steps: found.steps), with: answers)
      } catch {
        return Program.complain(of: error, in: scenario)
      }
    }
    progress.end()
    buffer.add(health.text(color: arguments.color.isOn(for: STDOUT_FILENO)))
    return health.status
  }
}

extension Estate {
  /// The most nodes with TFTP that a cluster has.
  fileprivate var serversOfTFTP: Int {
    clusters.map { cluster in cluster.nodes.count { self[$0].runsTFTP } }.max() ?? 1
  }
}

/// Files that were read, so that they can be read again, standard input too.
private final class KeptFiles: FileReading {
  private let reader: ScenarioReader
  private var kept: [String: SourceText] = [:]

  init(_ reader: ScenarioReader) { self.reader = reader }

  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    let key = "\(includedFrom ?? "")\n\(path)"
    if let known = kept[key] { return known }
    let file = try reader.read(path, includedFrom: includedFrom)
    kept[key] = file
    return file
  }
}
