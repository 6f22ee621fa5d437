import ClusterModel
import ScenarioLanguage
import Testing
import VirtualTime

@Suite("Conditions and expectations")
struct ExpectationTests {
  private func expectation(_ text: String) -> ExpectLine? {
    let outcome = readSteps("pub> show itl\n\(text)\n\n## Back-out\npub> show itl")
    #expect(outcome.rendered(color: false) == "")
    return expectLines(outcome.implementation).first
  }

  static let tests: [(String, ExpectLine.Test)] = [
    (
      "phones of group Lobby and not model 7970 locked = none",
      .condition(
        Condition(
          selection: Selection(parts: [
            .init(term: .group(GroupID(1))), .init(term: .model("7970"), isExcluded: true),
          ]), measure: .locked, comparison: .equal, threshold: .none))
    ),
    (
      "phones of site branch registered != all",
      .condition(
        Condition(
          selection: Selection(parts: [.init(term: .site(SiteID(1)))]), measure: .registered,
          comparison: .notEqual, threshold: .all))
    ),
    (
      "phones of security non-secure and first 10 itl-current>=99.5%",
      .condition(
        Condition(
          selection: Selection(parts: [
            .init(term: .security(.nonSecure)), .init(term: .first(10)),
          ]), measure: .itlCurrent, comparison: .greaterOrEqual,
          threshold: .percent(hundredths: 9950)))
    ),
    (
      "phones of registered-at sub1 and holding itl of pub unregistered < 5",
      .condition(
        Condition(
          selection: Selection(parts: [
            .init(term: .registeredAt(NodeID(1))), .init(term: .holdingITL(of: NodeID(0))),
          ]), measure: .unregistered, comparison: .less, threshold: .count(5)))
    ),
    (
      "phones of name SEP020000000001 SEP020000000fa0 old-configuration <= 1",
      .condition(
        Condition(
          selection: Selection(parts: [.init(term: .phones([0, 3999]))]),
          measure: .oldConfiguration, comparison: .lessOrEqual, threshold: .count(1)))
    ),
    (
      "phones of cluster hq services-failing > 7% of before",
      .condition(
        Condition(
          selection: Selection(parts: [.init(term: .cluster(ClusterID(0)))]),
          measure: .servicesFailing, comparison: .greater,
          threshold: .percentOfBefore(hundredths: 700)))
    ),
    ("anchors >= 2", .anchors(of: .all, .greaterOrEqual, 2)),
    (
      "anchors of group Lobby > 1",
      .anchors(of: Selection(parts: [.init(term: .group(GroupID(1)))]), .greater, 1)
    ),
    ("longest outage <= 20m", .longestOutage(of: .all, .lessOrEqual, .minutes(20))),
    (
      "alert \"ITLRecovery-not-backed-up\" = raised",
      .alert("ITLRecovery-not-backed-up", raised: true)
    ),
    ("alert \"x\" = clear", .alert("x", raised: false)),
    ("step 1 = done", .step(1, refused: false)),
    ("step 1 = refused", .step(1, refused: true)),
    ("remedy = \"utils itl reset localkey\"", .remedy(of: .all, .action(.resetITLWithLocalKey))),
    ("remedy = \"start sub1\"", .remedy(of: .all, .action(.startNode("sub1")))),
    ("remedy = \"renew TVS of sub1\"", .remedy(of: .all, .action(.renew(.tvs, ofNode: "sub1")))),
    (
      "remedy of site branch = \"mixed\"",
      .remedy(of: Selection(parts: [.init(term: .site(SiteID(1)))]), .mixed)
    ),
  ]

  @Test("each form is read", arguments: tests)
  func form(_ text: String, _ test: ExpectLine.Test) {
    let found = expectation("expect  \(text)  \"Name\"  # comment")
    #expect(found?.test == test)
    #expect(found?.text == text)
    #expect(found?.name == "Name")
  }

  @Test("warn, a time, always and back-out are kept")
  func clauses() throws {
    let warned = try #require(expectation("expect warn at +4d phones locked = 0 else back-out"))
    #expect(warned.isWarning && warned.elseBackOut && warned.name == nil)
    #expect(warned.when == .after(.days(4)))
    #expect(warned.text == "warn at +4d phones locked = 0 else back-out")
    let always = try #require(expectation("expect always phones locked = 0"))
    #expect(always.when == .always)
    let at = try #require(expectation("expect at 23:30 phones locked = 0"))
    #expect(
      at.when
        == .at(
          try #require(
            CivilTime(
              year: 2026, month: 1, day: 10, hour: 23, minute: 30)
          ).instant))
  }

  @Test(
    "a wait has a limit and says what then",
    arguments: [
      ("within 60m", Wait.Otherwise.stop), ("within 60m else stop", .stop),
      ("within 60m else back-out", .backOut), ("within 60m else continue", .goOn),
    ])
  func waits(_ text: String, _ otherwise: Wait.Otherwise) {
    let outcome = readSteps(
      "wait until phones registered = all \(text)\n## Back-out\npub> show itl")
    #expect(outcome.rendered(color: false) == "")
    guard case .wait(let wait)? = outcome.implementation.first else {
      Issue.record("no wait")
      return
    }
    #expect(wait.otherwise == otherwise)
    #expect(wait.within == .hours(1))
  }

  @Test(
    "what is wrong is located",
    arguments: [
      ("expect phones of model 8816 locked = 0", "E069 14:15"),
      ("expect phones of model 8861 and not model 8861 locked = 0", "E069 14:15"),
      ("expect phones of group Loby locked = 0", "E050 14:24"),
      ("expect phones lockd = 0", "E030 14:15"),
      ("expect phones locked 0", "E030 14:22"),
      ("expect phones locked = few", "E035 14:24"),
      ("expect phones of name SEP030000000001 locked = 0", "E050 14:23"),
      ("expect phones of name SEP1 locked = 0", "E066 14:23"),
      ("expect step 3 = done", "E091 14:13"),
      ("expect remedy = \"rest\"", "E039 14:17"),
      ("expect alert raised", "E030 14:14"),
      ("expect phones locked = 0 else stop", "E030 14:31"),
      ("expect phones locked = 0 \"a\" \"b\"", "E030 14:30"),
      ("expect phones of first 0 locked = 0", "E035 14:24"),
      ("wait until phones registered = all", "E030 14:35"),
      ("wait until phones registered = all within 0s", "E034 14:43"),
      ("expect phones of registered-at pub and holding itl of sub9 locked = 0", "E050 14:55"),
    ])
  func mistakes(_ line: String, _ place: String) {
    #expect(readSteps(line).places == [place])
  }

  @Test("the beginning of several remedies is answered with all of them")
  func severalRemedies() {
    let said = readSteps("expect remedy = \"utils itl reset\"").rendered(color: false)
    #expect(
      said.contains("expected: \"utils itl reset localkey\" or \"utils itl reset remotekey\""))
  }

  @Test("every answer is read by its own words")
  func everyAnswer() {
    for answer in CheapestRecovery.withoutNames {
      let found = expectation("expect remedy = \"\(answer.words)\"")
      #expect(found?.test == .remedy(of: .all, answer), "\(answer.words)")
    }
  }

  @Test("a cut link comes back by itself, so that nothing repairs one")
  func repairedLink() {
    let outcome = readSteps("expect remedy = \"repair link\"")
    #expect(outcome.places == ["E039 14:17"])
    #expect(
      outcome.rendered(color: false).contains(
        "expected: a remedy as reports name it, such as \"reset\", \"by hand\" or \"none needed\""))
  }

  @Test("a group without phones is selectable once phones are moved there")
  func moved() {
    let estate = twoServers.replacing("group Lobby    site", with: "group Default  site")
    #expect(
      readSteps("expect phones of group Lobby locked = 0", on: estate).places == ["E069 14:15"])
    let moved = readSteps(
      "GUI: move phones of model 7970 to group Lobby\nexpect phones of group Lobby locked = 0",
      on: estate)
    #expect(moved.rendered(color: false) == "")
  }

  @Test("steps are counted with each turn of a for, and not those of What has happened")
  func stepNumbers() {
    let lines = """
      ## What has happened
      -1h pub> show itl
      ## Implementation
      for all
        each> show itl
        GUI: reset phones
      fault node sub1 down for 5m
      expect step 5 = done
      expect step 6 = done
      """
    #expect(read(twoServers + lines).places == ["E091 21:13"])
  }
}
