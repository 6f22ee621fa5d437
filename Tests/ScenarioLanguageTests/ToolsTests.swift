import ClusterModel
import ScenarioLanguage
import Testing

@Suite("What the owner has besides the product, and what was undecided once")
struct ToolsTests {
  private func head(_ line: String) -> ReadOutcome {
    read(twoServers.replacing("starts 2026-01-10 21:45", with: "starts 2026-01-10 21:45\n\(line)"))
  }

  @Test("a tool that presses keys", arguments: KeyPressTool.allCases)
  func tool(_ tool: KeyPressTool) throws {
    let outcome = head("tools key-presses \(tool.rawValue)")
    #expect(outcome.rendered(color: false) == "")
    #expect(try #require(outcome.scenario).keyPressTool == tool)
  }

  @Test("without the line there is none")
  func none() throws {
    #expect(try #require(read(twoServers).scenario).keyPressTool == nil)
  }

  @Test(
    "what is wrong with the line is located",
    arguments: [
      ("tools", "E030 3:6", nil), ("tools key-press cti", "E030 3:7", "key-presses"),
      ("tools key-presses", "E030 3:18", nil), ("tools key-presses ctl", "E039 3:19", "cti"),
      ("tools key-presses http cti", "E031 3:24", nil),
      ("tool key-presses cti", "E012 3:1", "tools"),
      ("tools key-presses cti\ntools key-presses http", "E015 4:1", nil),
    ] as [(String, String, String?)])
  func mistakes(_ line: String, _ place: String, _ suggestion: String?) {
    let outcome = head(line)
    #expect(outcome.places == [place])
    #expect(outcome.diagnostics.first?.suggestion == suggestion)
    #expect(outcome.scenario == nil)
  }

  @Test("web access of phones: yes or no, no where nothing is said")
  func webAccess() throws {
    let keys = "model 8861  group Lobby  site campus"
    let outcome = read(
      twoServers + "  phones 1  \(keys)  web-access yes\n  phones 1  \(keys)  web-access no\n"
        + "  phones 1  \(keys)\n  phones from phones.csv\n",
      beside: ["phones.csv": "model,group,site,web-access\n8861,Lobby,campus,yes\n"])
    #expect(outcome.rendered(color: false) == "")
    let phones = try #require(outcome.scenario).estate.phones.suffix(4)
    #expect(phones.map(\.traits.hasWebAccess) == [true, false, false, true])
    let wrong = read(twoServers + "  phones 1  \(keys)  web-access on\n")
    #expect(wrong.diagnostics.map(\.code) == [.unknownWord])
  }

  static let settledLines = [
    ("assume keypress-by-cti no", "keypress-by-cti", 8),
    ("assume keypress-by-cti yes", "keypress-by-cti", 8),
    ("assume config-signer itlrecovery", "config-signer", 8),
    ("accept config-signer", "config-signer", 8),
    ("accept tvs-negative keypress-by-cti", "keypress-by-cti", 21),
  ]

  @Test("a line about what is decided by now is a warning, and ignored", arguments: settledLines)
  func settled(_ line: String, _ name: String, _ column: Int) throws {
    let outcome = head(line)
    #expect(outcome.errorCount == 0)
    #expect(outcome.diagnostics.map(\.severity) == [.warning])
    #expect(outcome.diagnostics.map(\.code) == [.unknownRule])
    #expect(outcome.diagnostics.map(\.line) == [3] && outcome.diagnostics.map(\.column) == [column])
    #expect(outcome.rendered(color: false).contains("warning[E018]: \(name) is ignored: "))
    let scenario = try #require(outcome.scenario)
    #expect(scenario.assumptions.isEmpty)
    #expect(scenario.accepts == (line.contains("tvs-negative") ? ["tvs-negative"] : []))
    #expect(scenario.acceptedSteps.isEmpty)
    #expect(scenario.keyPressTool == nil, "an assumption is no tool")
  }

  @Test("of key presses it names what to write instead")
  func instead() {
    let text = head("assume keypress-by-cti yes").rendered(color: false)
    #expect(
      text == """
        hq.mop:3:8: warning[E018]: keypress-by-cti is ignored: Cisco offers no key presses from afar
           3 | assume keypress-by-cti yes
             |        ^^^^^^^^^^^^^^^
             = expected: tools key-presses cti, if you have such a tool; else no such line

        """)
  }

  @Test("a warning hides no error, and no error hides a warning")
  func both() {
    let outcome = head("assume config-signer callmanager\nassume tvs-role by-unit")
    #expect(outcome.diagnostics.map(\.severity) == [.warning, .error])
    #expect(outcome.errorCount == 1)
    #expect(outcome.scenario == nil)
  }

  @Test("exported, the tool and web access come back, and what is ignored does not")
  func exported() throws {
    let outcome = read(
      twoServers.replacing(
        "starts 2026-01-10 21:45",
        with: """
          starts 2026-01-10 21:45
          assume config-signer callmanager
          tools key-presses http
          """) + "  phones 3  model 8861  group Lobby  site campus  web-access yes\n")
    let text = ScenarioText(try #require(outcome.scenario))
    let others = [text.json, text.csv].compactMap { ScenarioForms.mop(Array($0.utf8)) }
    #expect(others.count == 2)
    for form in [text.mop] + others {
      let again = read(form)
      #expect(again.rendered(color: false) == "")
      let scenario = try #require(again.scenario)
      #expect(scenario.keyPressTool == .http)
      #expect(scenario.estate.phones.last?.traits.hasWebAccess == true)
      #expect(scenario.assumptions.isEmpty)
    }
    #expect(text.json.contains("\"tools\": \"key-presses http\""))
  }
}
