import ClusterModel
import SimulationTrace
import Testing
import TrustReports
import TrustRules
import TrustVerdicts
import VirtualTime

@Suite("The report for a screen")
struct TextReportTests {
  @Test("A whole page: both groups are lost at the second step")
  func wholePage() {
    #expect(HandMadeRun.loss.text == wholeLossPage)
  }

  @Test("A plan that passes under every interpretation says so")
  func passes() {
    var run = HandMadeRun()
    run.census(.start, .trusting, .trusting)
    run.expectNoneLost("No phone needs hands", lost: 0, of: 4_000)
    run.add(off: [.tvsRoles], run)
    run.census(.end, .trusting, .trusting)
    let lines = run.text.split(separator: "\n").map(String.init)
    #expect(
      lines.prefix(2).joined(separator: " ")
        == "Passes: all 4 expectations are met, under both interpretations of the one undocumented "
        + "behaviour involved; no phone has lost trust or is out of service at the end.")
  }

  @Test("What a plan depends on is told with the interpretation that breaks it")
  func dependsOn() {
    var run = HandMadeRun()
    run.census(.start, .trusting, .trusting)
    run.expectNoneLost("No phone needs hands", lost: 0, of: 4_000)
    run.census(.end, .trusting, .trusting)
    var other = run
    other.trace.entries = []
    other.add(.measured(expectation: 0, Measurement(value: 50, base: 4_000, selected: 4_000)))
    run.add(off: [.tvsRoles], other)
    #expect(
      run.unwrapped.hasPrefix(
        "Inconclusive: all 4 expectations are met by default, but some depend on undocumented "
          + "behaviour: tvs-roles; no phone has lost trust or is out of service at the end."))
    #expect(
      run.unwrapped.contains(
        "Assumptions tvs-roles is assumed to be by-unit; with all-certificates not met: No phone "
          + "needs hands: 50 of 4,000"))
    run.scenario.accepts = ["tvs-roles"]
    #expect(
      run.unwrapped.hasPrefix(
        "Passes as accepted: all 4 expectations are met by default; the plan accepts what "
          + "tvs-roles decides; no phone"))
    #expect(run.unwrapped.contains("needs hands: 50 of 4,000 (accepted by the plan)"))
  }

  @Test("Two rules that only count together are told so")
  func together() {
    var run = HandMadeRun()
    run.census(.start, .trusting, .trusting)
    run.expectNoneLost("No phone needs hands", lost: 0, of: 4_000)
    run.census(.end, .trusting, .trusting)
    var other = run
    other.trace.entries = []
    other.add(.measured(expectation: 0, Measurement(value: 50, base: 4_000, selected: 4_000)))
    run.add(off: [.tvsRoles], run)
    run.add(off: [.tvsRuns], run)
    run.add(off: [.tvsRuns, .tvsRoles], other)
    #expect(
      run.unwrapped.contains("depend on undocumented behaviour: tvs-runs and tvs-roles together;"))
    #expect(
      run.unwrapped.contains(
        "tvs-runs is assumed to be callmanager-nodes and tvs-roles is assumed to be by-unit; with "
          + "every-node and all-certificates together not met: No phone needs hands: 50"))
  }

  @Test("A plan that fails says under which interpretation it would pass")
  func wouldPass() {
    var run = HandMadeRun()
    run.census(.start, .trusting, .trusting)
    run.expectNoneLost("No phone needs hands", lost: 7, of: 4_000)
    run.census(.end, .trusting, .trusting)
    var other = run
    other.trace.entries = []
    other.add(.measured(expectation: 0, Measurement(value: 0, base: 4_000, selected: 4_000)))
    run.add(off: [.tvsRoles], other)
    #expect(run.text.hasPrefix("Fails: 1 of 4 expectations is not met;"))
    #expect(run.unwrapped.contains("it would pass if tvs-roles is all-certificates"))
  }

  @Test("A plan without any expectation is judged by those of every plan, and says so")
  func ownNone() {
    var run = HandMadeRun()
    run.census(.start, .trusting, .trusting)
    run.census(.end, .trusting, .trusting)
    #expect(
      run.unwrapped.hasPrefix(
        "Passes: all 3 expectations (those that every plan must meet) are met, and no "
          + "undocumented behaviour is involved;"))
    run.trace.worsening.service.add(phone: 0, isWorse: true, isExcused: false)
    #expect(
      run.unwrapped.hasPrefix(
        "Fails: 1 of 3 expectations (those that every plan must meet) is not met;"))
    #expect(run.report.exitStatus == 1)
  }

  @Test("A step that nobody can act out is told, and what the plan accepts of it")
  func unknownStep() {
    var run = HandMadeRun()
    run.census(.start, .trusting, .trusting)
    run.step("Manual: swap the cards", takes: .zero, .stepNotSimulated(1, "swap the cards"))
    run.census(.end, .trusting, .trusting)
    #expect(run.report.exitStatus == 2)
    #expect(run.unwrapped.contains("step 1 cannot be simulated"))
    #expect(run.unwrapped.contains("not simulated: step 1, Manual: swap the cards"))
    run.scenario.acceptedSteps = [1]
    #expect(run.report.exitStatus == 0)
    #expect(run.unwrapped.contains("the plan accepts step 1, which cannot be simulated"))
  }

  @Test("How many interpretations were not examined is told")
  func notExamined() {
    var run = HandMadeRun()
    run.expectNoneLost(nil, lost: 0, of: 4_000)
    run.coverage.notExamined = 12
    #expect(run.unwrapped.contains("12 interpretations were not examined"))
    #expect(run.report.exitStatus == 2)
  }

  @Test("Colour adds nothing but colour")
  func colour() {
    let report = HandMadeRun.loss.report
    let plain = TextReport(report).text
    let coloured = TextReport(report, color: true).text
    #expect(!plain.contains("\u{1B}"))
    #expect(coloured.contains("\u{1B}[1;31mFails"))
    var stripped = ""
    var isInside = false
    for character in coloured {
      if character == "\u{1B}" { isInside = true }
      if !isInside { stripped.append(character) }
      if isInside && character == "m" { isInside = false }
    }
    #expect(stripped == plain)
  }

  @Test("However much happened, a page has at most 40 lines of at most 100 columns")
  func hostile() {
    let run = HandMadeRun.hostile
    for report in [run.report, HandMadeRun.loss.report, HandMadeRun().report] {
      let lines = TextReport(report).text.split(
        separator: "\n", omittingEmptySubsequences: false
      ).dropLast()
      #expect(lines.count <= TextReport.lineLimit)
      #expect(lines.count > 5)
      #expect(lines.allSatisfy { $0.count <= 100 })
    }
    let text = run.text
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    #expect(!text.unicodeScalars.contains("\u{202E}"))
    #expect(text.hasPrefix("Fails: "))
    #expect(text.contains("input 0123456789abcdef, rules fedcba9876543210, seed 7"))
    #expect(text.contains("more groups with"))
    #expect(text.contains("Root cause"))
    #expect(text.contains("Example phone"))
  }
}

extension HandMadeRun {
  /// The page with single blanks, as if no line had to end.
  var unwrapped: String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Everything there can be too much of, with names that mean harm.
  static var hostile: HandMadeRun {
    var run = loss
    run.scenario.title = String(repeating: "very long title ", count: 400)
    run.scenario.question = "\u{1B}[2J\u{202E}" + String(repeating: "word", count: 5_000)
    run.scenario.files = ["\u{1B}]0;x\u{07}" + String(repeating: "f", count: 500)]
    let traits = PhoneTraits(model: "88\u{1B}[61")
    var rows: [CensusRow] = []
    for number in 0..<120 {
      let group = GroupID(run.scenario.estate.groups.count)
      run.scenario.estate.groups.append(
        CallManagerGroup(
          name: String(repeating: "g", count: number), cluster: ClusterID(0), nodes: [NodeID(0)]))
      run.trace.cohorts.append(Cohort(traits: traits, group: group, site: SiteID(0)))
      let words = TrustWord.allCases
      rows.append(
        run.row(
          run.trace.cohorts.count - 1, words[number % words.count], count: 1_000_000,
          firstPhone: 0))
    }
    for number in 0..<400 {
      run.step(String(repeating: "s", count: number), takes: .seconds(1))
      run.add(.stepRefused(number + 3, .noSuchBackup("no\u{07}pe")))
      run.expectNoneLost(String(repeating: "n", count: number), lost: number, of: 9_000_000)
      run.add(.census(Census(time: run.now, occasion: .step(number + 3), rows: rows)))
    }
    run.add(.census(Census(time: run.now, occasion: .end, rows: rows)))
    let outcomes = judge(run.trace, of: run.scenario).map { outcome in
      var other = outcome
      other.result = outcome.result == .met ? .notMet : .met
      return other
    }
    for rule in UndecidedRule.allCases {
      run.add(off: [rule], run)
      run.others[run.others.count - 1].outcomes = outcomes
    }
    run.coverage.notExamined = 1_000_000
    run.law.settled = UndecidedRules(UndecidedRule.allCases.map(UndecidedRules.init))
    run.trace.rulesThatSpoke = RuleID.allCases
    return run
  }
}

private let wholeLossPage = """
  Fails: 2 of 4 expectations are not met; 4,000 of 4,000 phones have lost trust at the end, 50 of
  which must be unlocked by hand.

  Plan          Renew both certificates
  Question      Do the phones survive?
  Simulated     2026-01-10 21:45 to 2026-01-14 21:45, 2 steps: 2 done

  NOT MET     No phone needs hands                        4,000 of 4,000 at 21:51
  NOT MET     no-new-loss (every plan)                    4,000 of 4,000 lost at 2026-01-14 21:45
  met         in-service (every plan)                     0 of 4,000 out of service at \
  2026-01-14 21:…
  met         steps-done (every plan)                     2 of 2 done at 2026-01-14 21:45

  Phones        at start    at end
  stranded             0        50  would refuse a file at their next boot; must be unlocked by hand
  locked               0     3,950  would refuse a file at their next boot; can be saved remotely
  trusting         4,000         0  accept every file and hold the current lists
  have refused         0     4,000  refused a file when they last booted: their screens say so
  registered       4,000     4,000  of 4,000 switched on at the end, 4,000 with an old \
  configuration

  Group           phones  at the end
  Default          3,950  3,950 locked
  Lobby               50  50 stranded

  Root cause    4,000 phones lost trust at step 2, pub> set cert regen TVS (2026-01-10 21:51). Just
                before: behind, with 2 trust paths left. From then on they would refuse the ITL (rule
                tvs-must-be-held): The certificate that the running TVS presents must match a TVS
                record of the ITL the phone holds; otherwise that server is useless to it.
  Recovery      utils itl reset localkey (3,950 phones) and by hand (50 phones)

  Assumptions   none matter: no undocumented behaviour is involved

  Example phone SEP020000000001 (8861, group Default, site campus): locked, registered at \
  pub with its
                old configuration
                ITL offered by pub: signed by CallManager of pub, SIM:pub:CallManager:1; 3 records
                (SAST 1, CCM+TFTP 1, TVS 1); it does not hold it
                Status message "Trust List Update Failed", "File auth error"; ITL File \
  Status MisMatch

  Times         assumed: dhcp 20s, boot-79xx 1m, boot-88xx 1m30s, tftp-rate 400/s and 16 more
  Assumed rules tftp-order
  Reproduce     trustsim 0.1.0, input 0123456789abcdef, rules fedcba9876543210, seed 7

  """
