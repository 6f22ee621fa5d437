import ClusterModel
import SimulationTrace
import Testing
import TextFormats
import TrustReports
import TrustRules
import VirtualTime

@Suite("Annotations for GitHub")
struct GitHubReportTests {
  @Test("A failure stands at its line; the verdict comes last")
  func loss() {
    #expect(
      GitHubReport([HandMadeRun.loss.report]).text == """
        ::error file=renew.mop,line=40,title=Not met%3A No phone needs hands::phones lost-trust = 0: \
        4,000 of 4,000 at 2026-01-10 21:51
        ::error file=renew.mop,title=Not met%3A no-new-loss::no phone that could trust its \
        servers at the start has lost that at the end: 4,000 of 4,000 lost at 2026-01-14 21:45
        ::notice title=Renew both certificates::Fails: 2 of 4 expectations are not met; 4,000 of \
        4,000 phones have lost trust at the end, 50 of which must be unlocked by hand.

        """)
  }

  @Test("Of several plans each has its first failure shown before any has its second")
  func inTurn() {
    let reports = ["a.mop", "b.mop", "c.mop"].map { file -> Report in
      var run = HandMadeRun()
      run.scenario.files = [file]
      run.census(.end, .locked, .trusting)
      for name in ["first", "second", "third", "fourth"] {
        run.expectNoneLost(name, lost: 1, of: 4_000)
      }
      return run.report
    }
    let lines = GitHubReport(reports).text.split(separator: "\n")
    let files = lines.dropLast().map { $0.dropFirst("::error file=".count).prefix(1) }
    #expect(files.joined() == "abcabcabc")
    #expect(lines.last?.hasPrefix("::notice title=trustsim::3 fail of 3 scenarios. 3 more") == true)
  }

  @Test("At most ten in all, failures first, and the rest is counted")
  func limit() {
    let report = HandMadeRun.hostile.report
    let lines = GitHubReport([report, report]).text.split(separator: "\n")
    #expect(lines.count == GitHubReport.limit)
    #expect(lines.dropLast().allSatisfy { $0.hasPrefix("::error ") })
    let failing = report.expectations.count { $0.result == .notMet || $0.result == .depends }
    #expect(failing * 2 > 100)
    #expect(lines.last?.contains("\(failing * 2 - 9) more are not shown here.") == true)
  }
}

@Suite("Every phone on a line")
struct CSVReportTests {
  @Test("Head, phones in file order, how each ends and its recovery")
  func loss() {
    let text = String(decoding: CSVReport.bytes(HandMadeRun.loss.withFates.report), as: UTF8.self)
    let lines = text.components("\r\n")
    #expect(lines.count == 4_002)
    #expect(
      lines[0] == "\u{FEFF}phone,model,group,site,power,registered at,old configuration,trust,"
        + "reason,trust paths,rule,service,service reason,service rule,recovery")
    #expect(
      lines[1] == "SEP020000000001,8861,Default,campus,on,pub,yes,locked,\"refuses the ITL: "
        + "tvs-must-be-held; refuses the configuration: ask-tvs\",0,tvs-must-be-held,"
        + "registered,\"at pub, old configuration\",,utils itl reset localkey")
    #expect(lines[4_000].hasPrefix("SEP020000000FA0,7970,Lobby,campus,on,pub,yes,stranded,"))
  }

  @Test("A report made without each phone gives the head alone")
  func without() {
    let text = String(decoding: CSVReport.bytes(HandMadeRun.loss.report), as: UTF8.self)
    #expect(text.components("\r\n").count == 2)
  }
}

@Suite("Annotations of a plan without a title")
struct UntitledGitHubTests {
  @Test("are called after the file")
  func untitled() {
    var report = HandMadeRun.loss.report
    report.title = ""
    let lines = GitHubReport([report]).text.split(separator: "\n")
    #expect(lines.last?.hasPrefix("::notice title=renew.mop::") == true)
  }
}

@Suite("The operator's sheet")
struct ChecklistReportTests {
  @Test("Time, who, command, prompt back, what can be seen then, when to stop, who did it")
  func loss() {
    let text = ChecklistReport(HandMadeRun.loss.report).text
    #expect(
      text.contains(
        """
        [ ]   1  2026-01-10 21:45  pub
                 set cert regen CallManager
                 prompt back at 2026-01-10 21:45:30, registered 4,000
                 SEP020000000001: registered at pub; its status messages say nothing about trust
                 stop if fewer than 4,000 are registered, or SEP020000000001 says "Trust List Update Failed"
                 who ____________  done at ________  deviation ______________________________
        [ ]   2  2026-01-10 21:50:30  pub
                 set cert regen TVS
        """))
    #expect(text.hasSuffix("rules fedcba9876543210, seed 7\n"))
  }

  @Test(
    "What the plan says about waiting is said as an order",
    arguments: [
      (Wait.Otherwise.stop, "stop unless phones registered = all within 30m"),
      (.backOut, "back out unless phones registered = all within 30m"),
      (.goOn, "wait, but go on even without phones registered = all within 30m"),
    ])
  func waits(otherwise: Wait.Otherwise, order: String) {
    var run = HandMadeRun()
    run.step("GUI: reset phones", takes: .zero)
    let condition = Condition(
      selection: .all, measure: .registered, comparison: .equal, threshold: .all)
    run.trace.waits.append(
      NumberedWait(
        number: 0,
        wait: Wait(
          condition: condition, within: .minutes(30), otherwise: otherwise,
          text: "phones registered = all",
          location: SourceLocation(file: 0, line: 30, column: 1)),
        heading: "Implementation"))
    run.add(.waitBegan(0))
    #expect(ChecklistReport(run.report).text.contains("         \(order)\n"))
  }

  @Test("A refused step says so")
  func refused() {
    var run = HandMadeRun()
    run.step("pub> set cert regen TVS", takes: .zero)
    run.trace.entries.removeLast()
    run.add(.stepRefused(1, .noSuchBackup("b")))
    #expect(
      ChecklistReport(run.report).text.contains(
        "REFUSED: b: no such backup has been made yet. (drs-backup)"))
  }
}

@Suite("What differs between two runs")
struct ReportDifferenceTests {
  private func ending(_ first: TrustWord, _ second: TrustWord) -> HandMadeRun {
    var run = HandMadeRun()
    run.census(.start, .trusting, .trusting)
    run.census(.end, first, second)
    return run.withFates
  }

  @Test("A run does not differ from itself")
  func same() throws {
    let report = HandMadeRun.loss.withFates.report
    let difference = try ReportDifference(report, report)
    #expect(difference.isEmpty)
    #expect(difference.text.contains("No phone's fate differs, and no wait moved."))
  }

  @Test("Phones by group, with how they ended in each and one example")
  func fates() throws {
    let difference = try ReportDifference(
      ending(.trusting, .trusting).report, ending(.trusting, .stranded).report)
    let fate = try #require(difference.fates.first)
    #expect(difference.fates.count == 1)
    #expect(fate.group == "Lobby" && fate.count == 50 && fate.example == "SEP020000000F6F")
    #expect(fate.before == "trusting" && fate.after == "stranded, old configuration")
    #expect(!difference.isEmpty)
  }

  @Test("Phones that only one of them has, and runs that overlap")
  func others() throws {
    let a = ending(.trusting, .trusting)
    var b = a
    // Moved up by ten: the first ten are gone and ten new ones follow the last.
    b.scenario.estate.phones[0].names = .counted(from: 0x0200_0000_000B)
    b.scenario.estate.phones[1].names = .counted(from: 0x0200_0000_0F79)
    let difference = try ReportDifference(a.report, b.report)
    #expect(difference.fates.map(\.count) == [10, 10])
    #expect(difference.fates.map(\.before) == ["trusting", nil])
    #expect(difference.fates.map(\.example) == ["SEP020000000001", "SEP020000000FA1"])
  }

  @Test("A wait that ends later, and an expectation that fails")
  func waits() throws {
    var first = HandMadeRun.loss.withFates.report
    var second = first
    first.expectations[0].result = .met
    var wait = first.expectations[0]
    wait.name = nil
    wait.statement = "wait until phones registered = all within 1h"
    first.expectations.append(wait)
    wait.seconds = (wait.seconds ?? 0) + 65
    second.expectations.append(wait)
    let difference = try ReportDifference(first, second)
    #expect(difference.fates.isEmpty)
    #expect(difference.changes.map(\.later) == [nil, 65])
    #expect(difference.text.contains("met at 2026-01-10 21:51 -> not met at 2026-01-10 21:51"))
    #expect(difference.text.contains(": 1m5s later"))
  }

  @Test("A report without each phone is refused")
  func without() {
    let report = HandMadeRun.loss.report
    #expect(throws: JSONProblem.self) { try ReportDifference(report, report) }
  }
}

extension String {
  /// Its parts; of scalars, as CR LF is one character.
  fileprivate func components(_ separator: String) -> [String] {
    var parts: [String] = [""]
    for character in self {
      if String(character) == separator {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }
}
