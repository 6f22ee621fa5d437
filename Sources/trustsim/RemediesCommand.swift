import ClusterModel
import ClusterSimulation
import ScenarioFiles
import ScenarioSearch
import SimulationTrace
import TrustReports
import TrustVerdicts

/// `remedies FILE`: what still saves the phones that lost trust by the end of the plan.
struct RemediesCommand {
  private let arguments: AnswerArguments

  init(_ words: [String]) throws(Failure) {
    arguments = try AnswerArguments(words, taking: [.color], of: "remedies")
    guard let first = arguments.words.first else {
      throw .usage("remedies wants a scenario file")
    }
    guard arguments.words.count == 1 else {
      throw .usage(
        "remedies takes one file, not '\(shown(arguments.words[1]))' after \(shown(first))")
    }
  }

  func run() throws(Failure) -> ExitStatus {
    let file = arguments.words[0]
    let color = try arguments.color
    let reader = RememberingReader(ScenarioReader())
    let scenario: Scenario
    switch LoadedScenario.load(file, color: color, reader: reader) {
    case .refused(let status): return status
    case .ready(let loaded): scenario = loaded
    }
    Program.prepareReplay(
      "remedies \(shown(file))", InputDigest.text(scenario), seed: scenario.seed)
    let progress = Progress("running \(file)")
    defer { progress.end() }
    let search: RescueSearch
    var plan: RescuePlan?
    do throws(RunProblem) {
      search = try RescueSearch(scenario)
      if let remedy = search.rescue.recommended {
        plan = try confirmed(remedy, .reset, search, file, reader)
        // A reset does not reach phones that are not registered: the switch does.
        if let first = plan?.confirmation, !first.isKept {
          let other = try confirmed(remedy, .powerCycle, search, file, reader)
          if other.confirmation?.isKept == true { plan = other }
        }
      }
    } catch {
      return Program.complain(of: error, in: scenario)
    }
    progress.end()
    var buffer = OutputBuffer()
    buffer.add(
      RemediesText.text(
        search.rescue, plan, after: search.trace, of: scenario,
        color: color.isOn(for: STDOUT_FILENO)))
    try Output.writeResult(buffer)
    return search.rescue.troubles.contains { $0.remedies.isEmpty } ? .fails : .holds
  }

  /// The lines are read as if they stood at the end of the file, and then carried out.
  private func confirmed(
    _ remedy: Int, _ followUp: RescueSearch.FollowUp, _ search: RescueSearch, _ file: String,
    _ reader: RememberingReader
  ) throws(RunProblem) -> RescuePlan {
    let lines = search.lines(of: remedy, then: followUp)
    reader.appended = "\n" + lines.map { $0 + "\n" }.joined()
    let outcome = readScenario(file, with: reader)
    guard let longer = outcome.scenario, let section = longer.sections.last,
      section.heading == RescueSearch.heading
    else {
      let why =
        outcome.diagnostics.first { $0.severity == .error }?.message
        ?? "the lines cannot be read"
      return RescuePlan(remedy: remedy, lines: lines, obstacle: why)
    }
    if let missing = unsupported(in: longer).first {
      return RescuePlan(
        remedy: remedy, lines: lines, obstacle: "\(missing.what) is not supported yet")
    }
    return try search.confirm(remedy, section, then: followUp)
  }
}

/// Keeps what was read, so that a scenario can be read again with lines at its end: standard input
/// comes only once.
final class RememberingReader: FileReading {
  private let reader: ScenarioReader
  private var texts: [String: SourceText] = [:]
  /// Lines behind the last one of the scenario's own file.
  var appended = ""

  init(_ reader: ScenarioReader) { self.reader = reader }

  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    let key = "\(includedFrom ?? "")\u{0}\(path)"
    let text: SourceText
    if let known = texts[key] {
      text = known
    } else {
      text = try reader.read(path, includedFrom: includedFrom)
      texts[key] = text
    }
    guard includedFrom == nil, !appended.isEmpty else { return text }
    // What is put behind the last line is UTF-8, so the lines before must be.
    return SourceText(name: text.name, bytes: text.readable.text.bytes + Array(appended.utf8))
  }
}
