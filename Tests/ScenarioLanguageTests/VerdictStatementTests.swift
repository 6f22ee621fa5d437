import ClusterModel
import ScenarioLanguage
import Testing

/// Statements by which a file says what its verdict may depend on.
@Suite("What a plan accepts, notes, and measures of service")
struct VerdictStatementTests {
  /// Three steps, of which the program cannot carry out the second, and a back-out with another.
  private func plan(_ line: String) -> String {
    twoServers.replacing("mop 1\n", with: "mop 1\n\(line)\n") + """
      ## What has happened
      -1h Manual: swap a fan
      ## Implementation
      22:00 pub> show itl
      +1m Manual: swap the power supply
      +1m Manual: factory reset phones of group Lobby
      ## Back-out
      +1m Manual: put the old one back

      """
  }

  @Test(
    "accept takes steps and behaviours, in any order",
    arguments: [
      ("accept step 2", [2], []), ("accept step 2 step 4", [2, 4], []),
      ("accept tvs-negative step 4 tvs-roles", [4], ["tvs-negative", "tvs-roles"]),
      ("accept step 2\naccept step 4", [2, 4], []),
    ] as [(String, [Int], [String])])
  func accepted(_ line: String, _ steps: [Int], _ rules: [String]) throws {
    let outcome = read(plan(line))
    let scenario = try #require(outcome.scenario, "\(outcome.rendered(color: false))")
    #expect(scenario.acceptedSteps == steps)
    #expect(scenario.accepts == rules)
    let text = ScenarioText(scenario)
    for step in steps { #expect(text.mop.contains("accept step \(step)\n")) }
    for written in [text.mop, ScenarioForms.mop(Array(text.json.utf8)) ?? ""] {
      let again = try #require(read(written).scenario)
      #expect(again.acceptedSteps == steps)
      #expect(again.accepts == rules)
      #expect(ScenarioText(again).mop == text.mop)
    }
  }

  @Test(
    "what cannot be accepted is located",
    arguments: [
      ("accept step 1", "E093 2:8"), ("accept step 3", "E093 2:8"),
      ("accept step 2 step 1", "E093 2:15"), ("accept tvs-roles step 5", "E091 2:18"),
      ("accept step 0", "E035 2:13"), ("accept step two", "E035 2:13"),
      ("accept step", "E030 2:12"), ("accept step 2 step 2", "E015 2:15"),
      ("accept steps 2", "E018 2:8"), ("accept", "E030 2:7"),
    ])
  func refused(_ line: String, _ place: String) {
    #expect(read(plan(line)).places == [place])
  }

  @Test("It says which steps could be accepted")
  func suggestions() {
    let known = read(plan("accept step 1")).rendered(color: false)
    #expect(known.contains("step 1 is simulated: there is nothing to accept"))
    #expect(known.contains("expected: a step that cannot be simulated: 2, 4"))
    let missing = read(plan("accept step 9")).rendered(color: false)
    #expect(missing.contains("there is no step 9"))
    #expect(missing.contains("expected: a number from 1 to 4"))
    let none = read(
      twoServers.replacing("mop 1\n", with: "mop 1\naccept step 1\n")
        + "## Implementation\npub> show itl\n")
    let said = none.rendered(color: false)
    #expect(said.contains("a step that cannot be simulated: the file has none"))
  }

  @Test("Each turn of a for counts: the first node's steps come before those of the second")
  func turns() {
    let lines = """
      ## Implementation
      for pub sub1
        Manual: look at the lamps
        each> show itl

      """
    for (step, isUnknown) in [(1, true), (2, false), (3, true), (4, false)] {
      let head = twoServers.replacing("mop 1\n", with: "mop 1\naccept step \(step)\n")
      #expect(read(head + lines).places == (isUnknown ? [] : ["E093 2:8"]), "step \(step)")
    }
  }

  @Test("Where another line is wrong, only that is blamed")
  func afterAnError() {
    let text = plan("accept step 2").replacing("22:00 pub> show itl", with: "22:00 pub> show ilt")
    #expect(read(text).places == ["E080 17:12"])
  }

  @Test("A note is a step that does nothing: any words, and none of them an action")
  func note() throws {
    for words in ["look at the clock", "factory reset phones", "GUI: reset phones"] {
      let outcome = readSteps("22:00  Note: \(words)  # aside")
      #expect(outcome.rendered(color: false) == "")
      #expect(outcome.steps.map(\.act) == [.action(.manual, .note(words))])
      let scenario = try #require(outcome.scenario)
      let again = try #require(read(ScenarioText(scenario).mop).scenario)
      #expect(ScenarioText(again).mop == ScenarioText(scenario).mop)
    }
    #expect(readSteps("22:00  Note:").places == ["E030 14:13"])
    #expect(readSteps("Notes: look").places == ["E039 14:1"])
    #expect(
      readSteps("Notee: look").rendered(color: false).contains("did you mean: Note:"))
  }

  @Test("out-of-service is a measure of phones, in expectations and in waits")
  func outOfService() throws {
    let lines = """
      wait until phones of group Lobby out-of-service = 0  within 30m
      expect phones out-of-service <= 1%
      expect phones of site branch out-of-service = all
      """
    let outcome = readSteps(lines)
    #expect(outcome.rendered(color: false) == "")
    let tests = expectLines(outcome.implementation).map(\.test)
    #expect(
      tests == [
        .condition(
          Condition(
            selection: .all, measure: .outOfService, comparison: .lessOrEqual,
            threshold: .percent(hundredths: 100))),
        .condition(
          Condition(
            selection: Selection(parts: [.init(term: .site(SiteID(1)))]), measure: .outOfService,
            comparison: .equal, threshold: .all)),
      ])
    let scenario = try #require(outcome.scenario)
    let text = ScenarioText(scenario)
    #expect(text.mop.contains("expect phones out-of-service <= 1%"))
    let json = try #require(ScenarioForms.mop(Array(text.json.utf8)))
    #expect(ScenarioText(try #require(read(json).scenario)).mop == text.mop)
    #expect(readSteps("expect phones out-of-servise = 0").places == ["E030 14:15"])
  }
}
