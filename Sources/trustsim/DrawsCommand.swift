import ClusterModel
import ClusterSimulation
import ScenarioSearch
import TrustReports
import TrustVerdicts

/// `run FILE… --draws N`: the same plan under other seeds.
struct DrawsCommand {
  let arguments: Arguments
  let count: Int

  /// 1 if something fails under some seed, else 0; or why a file was not run.
  func run() throws(Failure) -> ExitStatus {
    var statuses: [ExitStatus] = []
    for (place, file) in arguments.files.enumerated() {
      let scenario: Scenario
      switch LoadedScenario.load(file, color: arguments.color) {
      case .refused(let status):
        statuses.append(status)
        continue
      case .ready(let loaded): scenario = loaded
      }
      let reports: [Report]
      do throws(RunProblem) {
        reports = try drawn(scenario, file)
      } catch {
        statuses.append(Program.complain(of: error, in: scenario))
        continue
      }
      var buffer = OutputBuffer()
      if place > 0 { buffer.add("\n") }
      if arguments.files.count > 1 { buffer.add("\(shown(file)):\n") }
      buffer.add(DrawsText.text(reports))
      try Output.writeResult(buffer)
      statuses.append(ExitStatus(of: .draws(someFail: DrawsText.hasFailure(reports))))
    }
    return ExitStatus.worst(statuses)
  }

  private func drawn(_ scenario: Scenario, _ file: String) throws(RunProblem) -> [Report] {
    let digest = InputDigest.text(scenario)
    Program.prepareReplay("run \(shown(file)) --draws \(count)", digest, seed: scenario.seed)
    let progress = Progress("running \(file) \(count) times")
    defer { progress.end() }
    return try draw(
      scenario, count: count, workers: .threads(arguments.workers ?? Program.processors)
    ) { drawn, result in
      let report = makeReport(
        scenario: drawn, trace: result.trace, assessment: result.assessment, law: result.law,
        times: result.times,
        replay: ReportedReplay(
          version: Program.version, inputDigest: digest, rulesDigest: rulesDigest(),
          seed: drawn.seed), floors: result.fewestRegisteredAtSteps)
      return DrawsText.part(of: report)
    }
  }
}
