import ClusterModel
import ClusterSimulation
import ScenarioLanguage
import ScenarioSearch
import TrustReports
import TrustVerdicts

/// `explain CODE|RULE|WORD` and `explain FILE SEP…`: what the program's own names mean, and what
/// became of single phones.
enum ExplainCommand {
  static func run(_ words: [String]) throws(Failure) -> ExitStatus {
    let arguments = try AnswerArguments(words, taking: [.color], of: "explain")
    guard let first = arguments.words.first else {
      throw .usage("explain wants the name of a rule, the code of an error, or FILE SEP…")
    }
    var buffer = OutputBuffer()
    if let text = meaning(of: arguments.words.joined(separator: " ")) {
      buffer.add(text)
    } else if arguments.words.count > 1 || isFile(first) {
      guard arguments.words.count > 1 else {
        throw .usage(
          "explain \(shown(first)) wants a phone as well: SEP and twelve hexadecimal digits")
      }
      let status = try tell(arguments, file: first, &buffer)
      guard !status.endsEarly else { return status }
    } else {
      throw .unknown(
        "rule, error code or word", first,
        among: CatalogueText.names + DiagnosticCode.allCases.map(\.rawValue) + Glossary.names)
    }
    try Output.writeResult(buffer)
    return ExitStatus(of: .answered)
  }

  private static func isFile(_ word: String) -> Bool {
    word.hasSuffix(".mop") || word.contains("/") || word == "-"
  }

  private static func meaning(of name: String) -> String? {
    if let text = CatalogueText.explanation(of: name.lowercased()) { return text }
    if let text = CatalogueText.explanation(of: name) { return text }
    if let code = DiagnosticCode(rawValue: name.uppercased()) { return code.explanation }
    return Glossary.explanation(of: name)
  }

  private static func tell(
    _ arguments: AnswerArguments, file: String, _ buffer: inout OutputBuffer
  ) throws(Failure) -> ExitStatus {
    let color = try arguments.color
    let scenario: Scenario
    switch LoadedScenario.load(file, color: color) {
    case .refused(let status): return status
    case .ready(let loaded): scenario = loaded
    }
    let phones = try scenario.phones(named: Array(arguments.words.dropFirst()))
    Program.prepareReplay(
      "explain \(shown(file))", InputDigest.text(scenario), seed: scenario.seed)
    let progress = Progress("running \(file)")
    defer { progress.end() }
    do throws(RunProblem) {
      let stories = try tellStories(of: phones, in: scenario)
      for (place, phone) in phones.enumerated() {
        if place > 0 { buffer.add("\n") }
        buffer.add(
          PhoneStoryText.text(
            ofPhone: phone, in: stories.trace, of: scenario,
            avoidance: stories.avoidances[phone], color: color.isOn(for: STDOUT_FILENO)))
      }
      return ExitStatus(of: .answered)
    } catch {
      return Program.complain(of: error, in: scenario)
    }
  }
}
