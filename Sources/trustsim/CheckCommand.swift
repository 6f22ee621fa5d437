import ClusterModel
import ClusterSimulation
import ScenarioSearch
import SimulationTrace
import TrustReports

/// `check FILE…`: reads each scenario and says what stands out before its first step.
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
    let scenario: Scenario
    switch LoadedScenario.load(file, color: arguments.color, isHealthCheck: true) {
    case .refused(let status): return status
    case .ready(let loaded): scenario = loaded
    }
    Program.prepareReplay(
      "check \(shown(file))", InputDigest.text(scenario), seed: scenario.seed)
    let progress = Progress("checking \(file)")
    defer { progress.end() }
    let found: (findings: [PreflightFinding], steps: [NumberedStep])
    do throws(UnreachableTransition) {
      found = try preflight(scenario)
    } catch {
      Program.complainOfDefect("\(error)")
      return .defect
    }
    progress.end()
    let findings = reportedFindings(found.findings, of: scenario, steps: found.steps)
    let losing = findings.count(where: \.losesPhones)
    var head = "\(shown(file)): "
    if findings.isEmpty {
      head += "nothing found"
    } else {
      head += "\(Words.counted(findings.count, "finding")), "
      head +=
        losing == 0 ? "none loses phones" : "\(losing) \(losing == 1 ? "loses" : "lose") phones"
    }
    buffer.add(head + "\n")
    buffer.add(FindingsText.text(findings, color: arguments.color.isOn(for: STDOUT_FILENO)))
    return losing > 0 ? .fails : .holds
  }
}
