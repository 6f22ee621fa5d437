import ScenarioLanguage
import TextFormats
import TrustReports
import TrustVerdicts

/// `diff A B`: whose fate differs between two scenarios or reports that were kept.
struct DiffCommand {
  private let arguments: Arguments

  init(_ arguments: Arguments) throws(Failure) {
    guard arguments.files.count == 2 else { throw .usage("diff wants two files, A and B") }
    try arguments.checkFiles(of: "diff")
    self.arguments = arguments
  }

  func run() throws(Failure) -> ExitStatus {
    var reports: [Report] = []
    var refused: [ExitStatus] = []
    for file in arguments.files {
      switch try report(of: file) {
      case .ready(let report): reports.append(report)
      case .refused(let status): refused.append(status)
      }
    }
    guard reports.count == 2 else { return ExitStatus.worst(refused) }
    let difference: ReportDifference
    do throws(JSONProblem) {
      difference = try ReportDifference(reports[0], reports[1])
    } catch {
      throw Failure(status: .badScenario, message: "\(shown(error.place)): \(shown(error.what))")
    }
    var buffer = OutputBuffer()
    buffer.add(difference.text)
    try Output.writeResult(buffer)
    return ExitStatus(of: .comparison(differs: !difference.isEmpty))
  }

  private func report(of file: String) throws(Failure) -> ReportedRun {
    guard file.hasSuffix(".json") else {
      return ReportedRun.make(
        file, color: arguments.color, workers: arguments.workers, showsEachPhone: true)
    }
    let text = SourceText(name: file, bytes: try ScenarioReader.wholeFile(file)).readable
    if let note = Diagnostic.note(of: text.form, file: file) {
      Output.say(note.rendered(color: arguments.color.isOn(for: STDERR_FILENO)) + "\n")
    }
    do throws(JSONProblem) {
      let report = try JSONReport.report(text.text.bytes)
      try report.requireEachPhone()
      return .ready(report)
    } catch {
      throw Failure(
        status: .badScenario,
        message: "\(shown(file)): \(shown(error.place)): \(shown(error.what))")
    }
  }
}
