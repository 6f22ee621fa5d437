import ClusterModel
import ClusterSimulation
import ScenarioLanguage
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
      let trial = Trial(search: search, file: file, reader: reader)
      plan = try trial.best(of: search.rescue.inOrderOfUse)
      if let kept = plan, kept.confirmation?.isKept == true {
        plan = try trial.withDependences(kept)
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
    return ExitStatus(of: .recovery(recovery(search.rescue, plan)))
  }

  /// Incomplete if phones remain that nothing saves, or if no run confirmed the recommended action.
  private func recovery(_ rescue: Rescue, _ plan: RescuePlan?) -> ExitStatus.Recovery {
    if rescue.troubles.isEmpty { return .notNeeded }
    if rescue.troubles.contains(where: { $0.remedies.isEmpty }) { return .incomplete }
    guard let plan, plan.confirmation?.isKept == true else { return .incomplete }
    return .confirmed(dependsOnUndocumented: !plan.dependsOn.isEmpty)
  }
}

/// Recovery lines, read as if they stood at the end of the file and then carried out.
private struct Trial {
  let search: RescueSearch
  let file: String
  let reader: RememberingReader

  /// So many actions are carried out in time, at most.
  private static let mostTried = 4

  /// The first action that is confirmed; the first of all where none is, nil where there is none.
  func best(of remedies: [Int]) throws(RunProblem) -> RescuePlan? {
    var first: RescuePlan?
    var passedOver: [Int] = []
    for remedy in remedies.prefix(Self.mostTried) {
      var plan = try best(of: remedy)
      if plan.confirmation?.isKept == true {
        plan.passedOver = passedOver
        return plan
      }
      first = first ?? plan
      passedOver.append(remedy)
    }
    return first
  }

  /// The lines with the follow-up that brings all phones back, or the first ones tried.
  func best(of remedy: Int) throws(RunProblem) -> RescuePlan {
    let first = try confirmed(remedy, search.lines(of: remedy))
    guard let done = first.confirmation, !done.isKept else { return first }
    // Some phones may be missing from the database that they are on their way to; and a reset does
    // not reach phones that are not registered: the switch does.
    let insertions = search.insertionLines(after: first)
    for followUp in RescueSearch.FollowUp.allCases {
      let lines = search.lines(of: remedy, then: followUp, inserting: insertions)
      guard lines != first.lines else { continue }
      let other = try confirmed(remedy, lines)
      if other.confirmation?.isKept == true { return other }
    }
    return first
  }

  private func confirmed(_ remedy: Int, _ lines: [String]) throws(RunProblem)
    -> RescuePlan
  {
    switch read(lines) {
    case .problem(let why): return RescuePlan(remedy: remedy, lines: lines, obstacle: why)
    case .scenario(let longer):
      guard let section = longer.sections.last else {
        return RescuePlan(remedy: remedy, lines: lines, obstacle: "the lines cannot be read")
      }
      return try search.confirm(remedy, lines, section)
    }
  }

  /// The same plan with the sets of undocumented behaviours that make it bring back fewer phones.
  func withDependences(_ plan: RescuePlan) throws(RunProblem) -> RescuePlan {
    guard case .scenario(let longer) = read(plan.lines) else { return plan }
    var plan = plan
    plan.dependsOn = try dependences(of: longer, workers: .threads(Program.processors))
    return plan
  }

  private enum Longer {
    case scenario(Scenario)
    case problem(String)
  }

  private func read(_ lines: [String]) -> Longer {
    reader.appended = "\n" + lines.map { $0 + "\n" }.joined()
    defer { reader.appended = "" }
    let outcome = readScenario(file, with: reader)
    guard let longer = outcome.scenario, longer.sections.last?.heading == RescueSearch.heading
    else {
      return .problem(
        outcome.diagnostics.first { $0.severity == .error }?.message
          ?? "the lines cannot be read")
    }
    if let missing = unsupported(in: longer).first {
      return .problem("\(missing.what) is not supported yet")
    }
    return .scenario(longer)
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
