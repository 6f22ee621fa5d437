import ClusterModel
import SimulationTrace
import Testing
import TrustReports
import TrustRules
import VirtualTime

@Suite("The report that is kept beside its scenario")
struct MarkdownReportTests {
  @Test("It begins with the question and the verdict")
  func head() {
    #expect(
      HandMadeRun.loss.markdown.hasPrefix(
        """
        # Renew both certificates

        > Do the phones survive?

        **Fails: 2 of 4 expectations are not met; 4,000 of 4,000 phones have lost trust at the \
        end, 50 of which must be unlocked by hand.**

        - Cluster hq: release 11.5(1)SU3, non-secure mode, 2 nodes, 4,000 phones
        """))
  }

  @Test(
    "Its sections in order",
    arguments: [
      [
        "Expectations", "Phones", "Root cause", "Example phone", "Assumptions", "Timeline",
        "Phones at each step", "Kinds of phones at the end", "Time constants", "Rules applied",
        "Not modelled", "Reproduce",
      ]
    ])
  func sections(expected: [String]) {
    let found = HandMadeRun.loss.markdown.split(separator: "\n").filter { $0.hasPrefix("## ") }
    #expect(found.map { String($0.dropFirst(3)) } == expected)
  }

  @Test("Why phones lost trust: the step, the file and the rule, each statement once")
  func causes() {
    #expect(
      HandMadeRun.loss.markdown.contains(
        """
        1. 2026-01-10 21:51, at step 2 (`pub> set cert regen TVS`): **4,000 phones** of groups \
        Default and Lobby lost trust; until then behind, with 2 trust paths left.
           - 4,000 phones would refuse the ITL (rule `tvs-must-be-held`): \
        \(RuleID.tvsMustBeHeld.record.statement)
           - 4,000 phones would refuse the configuration (rule `ask-tvs`): \
        \(RuleID.askTVS.record.statement)
        """))
  }

  @Test("What happened, step by step")
  func timeline() {
    #expect(
      HandMadeRun.loss.markdown.contains(
        """
        | Time | Step | What |
        |---|---:|---|
        | 2026-01-10 21:45 |  | phones: 4,000 trusting; 4,000 registered |
        | 2026-01-10 21:45 | 1 | `pub> set cert regen CallManager` |
        | 2026-01-10 21:45 |  | pub offers a new ITL, signed by CallManager of pub \
        (SIM:pub:CallManager:1), 3 records (itl-rebuilt-when) |
        | 2026-01-10 21:45:30 | 1 | prompt back |
        | 2026-01-10 21:45:30 |  | phones: 4,000 behind; 4,000 registered |
        | 2026-01-10 21:50:30 | 2 | `pub> set cert regen TVS` |
        | 2026-01-10 21:51 | 2 | prompt back |
        | 2026-01-10 21:51 |  | phones: 50 stranded and 3,950 locked; 4,000 registered; \
        4,000 have refused a file |
        """))
  }

  @Test("What one phone shows")
  func onePhone() {
    #expect(
      HandMadeRun.loss.markdown.contains(
        """
        SEP020000000001 (8861, group Default, site campus): **locked**, registered at pub with its \
        old configuration.

        - ITL offered by pub: signed by CallManager of pub, serial `SIM:pub:CallManager:1`, 3 \
        records (SAST 1, CCM+TFTP 1, TVS 1). The phone does not hold it.
        - Status Messages on the phone: “Trust List Update Failed” and “File auth error: \
        SEP020000000001.cnf.xml.sgn”.
        - ITL File Status in CUCM: MisMatch.
        """))
  }

  @Test("A refused step and its reason are told, with what the product answers")
  func refused() {
    var run = HandMadeRun()
    run.step("pub> set cert regen TVS", takes: .zero)
    run.trace.entries.removeLast()
    run.add(.stepRefused(1, .noSuchBackup("b")))
    #expect(
      run.markdown.contains(
        "| 1 | refused: b: no such backup has been made yet. (drs-backup) |"))
    #expect(run.report.steps.map(\.outcome) == [.refused])
    #expect(run.text.contains("Refused       step 1, pub> set cert regen TVS: b: no such"))
  }

  @Test("What happens to many things at once is one line")
  func gathered() {
    var run = HandMadeRun()
    let id = run.trace.certificates.issue(
      to: .unit(.tvs, of: NodeID(0)), commonName: "pub", issued: run.now, expires: run.now)
    for unit in [CertificateUnit.callManager, .tvs, .capf] {
      run.add(.certificateChanged(NodeID(0), unit, old: nil, new: id, .renameRegeneratesAll))
    }
    #expect(
      run.markdown.contains(
        "new certificates on pub (rename-regenerates-all): CallManager, TVS and CAPF |"))
  }

  @Test("It names no version, and is the same each time")
  func stable() {
    let run = HandMadeRun.loss
    #expect(!run.markdown.contains("0.1.0"))
    #expect(run.markdown == run.markdown)
    #expect(run.markdown.hasSuffix("seed 7.\n"))
    #expect(!run.markdown.contains("\n\n\n"))
  }

  @Test("Text from a file is never markup", arguments: MarkupCase.all)
  func escaping(row: MarkupCase) {
    var run = HandMadeRun()
    run.scenario.title = row.title
    let line = run.markdown.split(separator: "\n")[0]
    #expect(String(line) == "# " + row.shown)
  }

  @Test("A bar or a backtick in a command ends neither the cell nor the code")
  func commands() {
    var run = HandMadeRun()
    run.step("pub> a | `b`", takes: .zero)
    #expect(run.markdown.contains("| 1 | `` pub> a \\| `b` `` |"))
  }

  @Test("However much happened, a job summary takes it")
  func hostile() {
    let text = HandMadeRun.hostile.markdown
    #expect(text.utf8.count < 900 * 1_024)
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
  }

  @Test("A page too long leaves whole sections out, what is read last first, and says so")
  func tooLong() {
    var report = HandMadeRun.loss.report
    let long = String(repeating: "&", count: 400)
    report.kinds = report.kinds.map { kind in
      var kind = kind
      kind.description = long
      kind.trust.reason = long
      return kind
    }
    report.kinds = Array(repeating: report.kinds[0], count: 150)
    let whole = MarkdownReport(report).text
    #expect(whole.utf8.count > 600_000)
    #expect(!whole.contains("Left out:"))
    report.steps[0].output = String(repeating: "a line that was printed\n", count: 20_000)
    let page = MarkdownReport(report).text
    #expect(page.utf8.count < MarkdownReport.byteLimit)
    #expect(page.contains("## Output of commands\n\nLeft out: with it the page would be longer"))
    #expect(page.contains("| \(String(repeating: "&amp;", count: 100))"))
    // Where even that is too much, the next goes too.
    report.timeline = Array(
      repeating: ReportedEvent.of(text: long), count: 1_000)
    let next = MarkdownReport(report).text
    #expect(next.utf8.count < MarkdownReport.byteLimit)
    #expect(next.contains("## Kinds of phones at the end\n\nLeft out:"))
    #expect(next.contains("- Cluster hq: release 11.5(1)SU3"))
  }
}

extension ReportedEvent {
  fileprivate static func of(text: String) -> ReportedEvent {
    var event = HandMadeRun.loss.report.timeline[0]
    event.text = text
    return event
  }
}

/// A title, and how it must stand in the page.
struct MarkupCase: Sendable {
  let title: String
  let shown: String

  static let all = [
    MarkupCase(title: "a*b*_c_~d~", shown: "a\\*b\\*\\_c\\_\\~d\\~"),
    MarkupCase(title: "<script>", shown: "\\<script>"),
    MarkupCase(title: "[x](y) `z` |", shown: "\\[x\\](y) \\`z\\` \\|"),
    MarkupCase(title: "a & b &lt;", shown: "a &amp; b &amp;lt;"),
    MarkupCase(title: "see #12 of @you", shown: "see \\#12 of &#64;you"),
    MarkupCase(title: "https://example.com/", shown: "https&#58;//example.com/"),
    MarkupCase(title: "> quoted > not", shown: "\\> quoted > not"),
    MarkupCase(title: "back\\slash", shown: "back\\\\slash"),
    MarkupCase(title: "bell\u{07}", shown: "bell·"),
  ]
}

@Suite("Several reports as one job summary")
struct MarkdownSummaryTests {
  private func report(_ file: String, lost: Int, steps: Int = 0) -> Report {
    var run = HandMadeRun()
    run.scenario.files = [file]
    for number in 0..<steps {
      run.step("pub> set cert regen CallManager # \(number) \(file)", takes: .seconds(1))
    }
    run.census(.end, lost > 0 ? .locked : .trusting, .trusting)
    run.expectNoneLost("No phone needs hands", lost: lost, of: 4_000)
    return run.report
  }

  @Test("One report is that report, and none is nothing")
  func one() {
    let report = report("a.mop", lost: 0)
    #expect(MarkdownSummary([.report(report)]).text == MarkdownReport(report).text)
    #expect(MarkdownSummary([]).text == "")
    #expect(MarkdownSummary([.error(file: "a.mop", message: "it was not run")]).text == "")
  }

  @Test("The verdicts of all in a table, the worst first; then each report in its order")
  func several() {
    let (a, b) = (report("a.mop", lost: 0), report("b|c.mop", lost: 7))
    let text = MarkdownSummary([
      .report(a), .report(b), .error(file: "d.mop", message: "it was not run: exit status 65"),
    ]).text
    #expect(
      text == """
        # 3 scenarios: 1 fails, 1 passes and 1 was not run

        | Result | Scenario | Why |
        |---|---|---|
        | **not run** | d.mop | it was not run: exit status 65 |
        | **fails** | b\\|c.mop | 1 of 4 expectations is not met; 3,950 of 4,000 phones have lost \
        trust at the end, and all of them can be saved remotely. |
        | passes | a.mop | all 4 expectations are met, and no undocumented behaviour is involved; no \
        phone has lost trust or is out of service at the end. |

        \(MarkdownReport(a).text)
        \(MarkdownReport(b).text)
        """)
  }

  @Test("Where not all have room, reports of plans that pass are left out, and the page says so")
  func room() {
    let passing = (0..<60).map { report("passes-\($0).mop", lost: 0, steps: 300) }
    let fails = (0..<3).map { report("fails-\($0).mop", lost: 5, steps: 300) }
    let whole = (passing + fails).reduce(0) { $0 + MarkdownReport($1).text.utf8.count }
    #expect(whole > MarkdownReport.byteLimit)
    let text = MarkdownSummary((passing + fails).map { .report($0) }).text
    #expect(text.utf8.count < MarkdownReport.byteLimit)
    #expect(text.utf8.count > MarkdownReport.byteLimit / 2)
    for report in fails { #expect(text.contains(MarkdownReport(report).text)) }
    let missing = passing.count { !text.contains(MarkdownReport($0).text) }
    #expect(missing > 0)
    #expect(text.contains("\n\(missing) reports are left out below, plans that pass first"))
    for report in passing { #expect(text.contains("| \(report.files[0]) |")) }
  }

  @Test("Hostile names in every row, and a thousand of them: below the limit all the same")
  func hostile() {
    var runs: [JUnitReport.Suite] = []
    for number in 0..<1_000 {
      let name = NastyNames.all[number % NastyNames.all.count]
      runs.append(.error(file: name, message: String(repeating: "@|<", count: 500)))
    }
    runs.append(.report(report("a.mop", lost: 1)))
    let text = MarkdownSummary(runs).text
    #expect(text.utf8.count < MarkdownReport.byteLimit)
    #expect(text.contains("and 701 more."))
    #expect(!text.replacing("\\<", with: "").contains("<"))
    #expect(!text.contains("@"))
  }
}
