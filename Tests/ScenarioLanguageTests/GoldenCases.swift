import ClusterModel
import ScenarioLanguage

/// Files that the examples of explanations name.
private let besideExamples = [
  "estates/empty.mop": "# nothing\n",
  "estates/cycle.mop": "include estates/cycle.mop\n",
  "tables/good.csv": "name,model,group,site\nSEP0300000000A1,8861,Default,campus\n",
  "tables/header.csv": "name;model;group\n",
  "tables/row.csv": "name,model,group,site\nSEP0300000000A1,8861\n",
  "tables/quote.csv": "name,model,group,site\nSEP0300000000A1,\"8861\"x,Default,campus\n",
]

/// Reads one of the two examples of a code; nil where it has none.
func readExample(_ code: DiagnosticCode, isRight: Bool) -> ReadOutcome? {
  guard let text = code.record?.sample(isRight: isRight) else { return nil }
  return read(text, beside: besideExamples)
}

/// The diagnostics that a code's mistake gives, as they are shown.
func renderedExample(_ code: DiagnosticCode) -> String {
  if let outcome = readExample(code, isRight: false) { return outcome.rendered(color: false) }
  var limits = Limits()
  var lines = "## Implementation\npub> show itl\nsub1> show itl\n"
  var files = ["a.mop": "include b.mop\n", "b.mop": "# nothing\n"]
  switch code {
  case .notUTF8:
    var files = MemoryFiles()
    files.texts["hq.mop"] = Array("mop 1\ntitle  Café, Caf".utf8) + [0xE9] + Array("\n".utf8)
    files.texts["hq.mop"]? += Array(twoServers.utf8.dropFirst(6))
    return readScenario("hq.mop", with: files).rendered(color: false)
  case .otherTextForm:
    var files = MemoryFiles()
    files.texts["hq.mop"] = [0xEF, 0xBB, 0xBF] + Array(twoServers.utf8)
    return readScenario("hq.mop", with: files).rendered(color: false)
  case .fileTooLong: limits.fileBytes = 100
  case .lineTooLong:
    limits.lineBytes = 80
    lines = "## Implementation\nManual: " + String(repeating: "wait ", count: 20)
  case .includeTooDeep:
    limits.includeDepth = 1
    lines = ""
    return read("mop 1\ninclude a.mop\n" + twoServers.dropFirst(6), beside: files, limits: limits)
      .rendered(color: false)
  case .tooManySteps: limits.steps = 1
  case .tooManyPhones: limits.phones = 3_950
  case .tooManyNodes:
    limits.nodes = 1
    lines = ""
  case .tooManyFiles:
    limits.files = 1
    files = [:]
    lines = "  phones from phones.csv\n"
  case .notSupportedYet, .refusedAtRunTime, .tooManyLines, .tooManyEvents, .tooMuchKept:
    let outcome = read(twoServers + lines)
    let location = outcome.steps.first?.location ?? .nowhere
    return outcome.diagnostic(code, code.title, at: location).rendered(color: false) + "\n"
  default: return ""
  }
  return read(twoServers + lines, beside: files, limits: limits).rendered(color: false)
}
