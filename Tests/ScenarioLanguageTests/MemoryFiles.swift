import ClusterModel
import ScenarioLanguage

/// A line that begins `expect`; the testing library has a type of the same name.
typealias ExpectLine = ClusterModel.Expectation

/// Files of a test, by path.
struct MemoryFiles: FileReading {
  var texts: [String: [UInt8]] = [:]

  init(_ texts: [String: String] = [:]) {
    for (path, text) in texts { self.texts[path] = Array(text.utf8) }
  }

  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    if path.hasPrefix("../") { throw .outside(folder: "Scenarios") }
    if path.hasPrefix("locked/") { throw .unreadable("permission denied") }
    guard let bytes = texts[path] else { throw .missing }
    return SourceText(name: path, bytes: bytes)
  }
}

/// Reads a text as `hq.mop`, beside other files.
func read(
  _ text: String, beside others: [String: String] = [:], limits: Limits = Limits()
) -> ReadOutcome {
  var files = MemoryFiles(others)
  files.texts["hq.mop"] = Array(text.utf8)
  return readScenario("hq.mop", with: files, limits: limits)
}

/// Two servers, two groups, two sites, 4,000 phones: lines 1 to 13 of a file.
let twoServers = """
  mop 1
  starts 2026-01-10 21:45
  cluster hq   release 11.5(1)SU3   mode non-secure
    node  pub    publisher tftp callmanager   host cucm-pub   address 10.1.1.5
    node  sub1   tftp callmanager
    group Default = sub1 pub
    group Lobby   = pub
    site  campus    option150 pub sub1   latency 1ms
    site  branch    option150 pub sub1   latency 40ms  bandwidth 2Mbit
    phones 3800   model 8861  group Default  site campus
    phones  150   model 7970  group Default  site branch
    phones   50   model 8861  group Lobby    site campus  settings restricted

  """

/// Two clusters whose names meet.
let twoClusters = """
  mop 1
  starts 2026-01-10 21:45
  cluster hq  release 14  mode non-secure
    node pub  publisher tftp callmanager
    group Default = pub
    site campus  option150 pub
    phones 10  model 8861  group Default  site campus
  cluster lab  release 14  mode non-secure
    node pub  publisher tftp callmanager
    group Default = pub
    group Other = pub
    site desk  option150 hq.pub pub
    phones 5  model 7970  group Default  site desk  also in hq group Default

  """

extension ReadOutcome {
  /// The only steps of `## Implementation`.
  var implementation: [Item] {
    guard let scenario, let place = scenario.implementation else { return [] }
    return scenario.sections[place].items
  }

  var steps: [Step] {
    stepLines(implementation)
  }

  /// `code line:column` of each diagnostic.
  var places: [String] { diagnostics.map { "\($0.code.rawValue) \($0.line):\($0.column)" } }
}

/// Reads lines under `## Implementation` on the estate of two servers.
func readSteps(_ lines: String, on estate: String = twoServers) -> ReadOutcome {
  read(estate + "## Implementation\n" + lines + "\n")
}

/// The expectations among some lines.
func expectLines(_ items: [Item]) -> [ExpectLine] {
  items.compactMap { item in
    guard case .expect(let expectation) = item else { return nil }
    return expectation
  }
}

/// The steps among some lines.
func stepLines(_ items: [Item]) -> [Step] {
  items.compactMap { item in
    guard case .step(let step) = item else { return nil }
    return step
  }
}
