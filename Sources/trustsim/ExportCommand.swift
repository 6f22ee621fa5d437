import ScenarioLanguage
import TrustVerdicts

/// `export FILE --format mop|json|csv`: a scenario in another form.
struct ExportCommand {
  private enum Form: String, CaseIterable { case mop, json, csv }

  private let arguments: AnswerArguments
  private let form: Form

  init(_ words: [String]) throws(Failure) {
    arguments = try AnswerArguments(words, taking: [.format, .output, .color], of: "export")
    guard arguments.words.count == 1 else { throw .usage("export wants one file") }
    let format = arguments.values[.format] ?? "mop"
    guard let form = Form(rawValue: format) else {
      throw .unknown("format of export", format, among: Form.allCases.map(\.rawValue))
    }
    self.form = form
  }

  func run() throws(Failure) -> ExitStatus {
    let file = arguments.words[0]
    let output = arguments.values[.output]
    try OutputPlaces([output ?? "-"]).check(scenarios: [file])
    let outcome = readScenario(file, with: AnyFormReader())
    Output.say(outcome.rendered(color: try arguments.color.isOn(for: STDERR_FILENO)))
    guard let scenario = outcome.scenario else { return outcome.exitStatus }
    let text = ScenarioText(scenario)
    var buffer = OutputBuffer()
    switch form {
    case .mop: buffer.add(exactly: text.mop)
    case .json: buffer.add(exactly: text.json)
    case .csv: buffer.add(exactly: text.csv)
    }
    try Output.write(buffer, to: output)
    return ExitStatus(of: .answered)
  }
}

/// Brings a scenario in any of its forms.
struct AnyFormReader: FileReading {
  private let reader = ScenarioReader()

  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    let text = try reader.read(path, includedFrom: includedFrom)
    return includedFrom == nil ? Self.asScenario(text) : text
  }

  static func asScenario(_ text: SourceText) -> SourceText {
    guard let mop = ScenarioForms.mop(text.bytes) else { return text }
    return SourceText(name: text.name, bytes: Array(mop.utf8))
  }
}
