import ClusterModel
import ScenarioLanguage
import ScenarioSearch
import SimulationTrace
import TestSupport
import Testing
import TrustReports
import TrustRules
import TrustVerdicts

/// Plans in which everything that the file expects is met, and phones are dead all the same.
@Suite("What used to look like a success fails")
struct FalseAllClearTests {
  private func run(_ name: String) throws -> (result: RunResult, report: Report) {
    try ScenarioFile.run(try RuleCoverageTests.scenario(name), workers: .threads(2))
  }

  /// The demands of every plan that are not met.
  private func unmet(_ result: RunResult) -> [BuiltInExpectation] {
    result.assessment.expectations.compactMap { expectation in
      guard case .builtIn(let demand) = expectation.outcome.subject,
        expectation.outcome.result == .notMet
      else { return nil }
      return demand
    }
  }

  /// What the file itself demands is met to the last line.
  private func isOwnMet(_ result: RunResult) -> Bool {
    result.assessment.expectations.allSatisfy { expectation in
      if case .builtIn = expectation.outcome.subject { return true }
      return expectation.outcome.result == .met
    }
  }

  @Test("A CTL update that is refused: ten secure phones are dead behind a wait for 99 %")
  func refusedUpdate() throws {
    let (result, report) = try run("changing/secure-phones-update-on-the-subscriber")
    #expect(isOwnMet(result))
    #expect(unmet(result) == [.inService, .stepsDone])
    #expect(report.exitStatus == 1)
    #expect(result.trace.worsening.service.worse == 10)
    #expect(result.trace.worsening.trust.worse == 0)
    let cause = try #require(report.causes.first)
    #expect(cause.isOutOfService && cause.count == 10 && cause.step == 3)
    #expect(
      cause.obstacles.map(\.reason)
        == ["its CTL does not list the certificate that CallManager on pub presents"])
    #expect(cause.obstacles.map(\.rule) == ["secure-registration"])
    let text = TextReport(report).text
    #expect(text.hasPrefix("Fails: 2 of 5 expectations are not met; 10 phones accept every file"))
    #expect(text.contains("Root cause"))
  }

  @Test("A plan whose four steps are all refused: nothing happens, and the plan is not done")
  func nothingDone() throws {
    let (result, report) = try run("changing/no-step-is-taken")
    #expect(isOwnMet(result))
    #expect(unmet(result) == [.stepsDone])
    #expect(report.exitStatus == 1)
    #expect(report.steps.map(\.outcome) == [.refused, .refused, .refused, .refused])
    #expect(report.expectations.last?.measured == "0 of 4 done")
  }

  @Test("TFTP is left stopped: no phone refuses a file, because none is offered one")
  func unserved() throws {
    let (result, report) = try run("changing/tftp-left-stopped")
    #expect(isOwnMet(result))
    #expect(unmet(result) == [.noNewLoss])
    #expect(report.exitStatus == 1)
    #expect(report.words.first { $0.word == "unserved" }?.atEnd == 300)
    #expect(report.causes.map(\.count) == [300])
    #expect(
      TextReport(report).text.contains("Root cause    300 phones found no TFTP server at step 1"))
  }

  @Test("Secure phones live on a connection that stands until they boot")
  func standingConnection() throws {
    let (result, report) = try run("changing/secure-phones-until-the-next-boot")
    #expect(isOwnMet(result))
    #expect(unmet(result) == [.inService])
    #expect(report.exitStatus == 1)
    #expect(report.registered.registeredAtEnd == 500, "each is registered")
    #expect(result.trace.worsening.service.worse == 100, "a hundred could not do it again")
    #expect(report.assumptions.wouldPassIf == ["capf-mismatch is registers"])
  }

  @Test("Met expectations of the file alone say nothing: each of these plans has some")
  func each() throws {
    for name in [
      "secure-phones-update-on-the-subscriber", "no-step-is-taken", "tftp-left-stopped",
      "secure-phones-until-the-next-boot",
    ] {
      let (result, _) = try run("changing/" + name)
      #expect(result.trace.expectations.count > 0, "\(name)")
    }
  }
}

/// Every page of one run says the same: the exit status, in its own words.
@Suite("Every format agrees with the exit status")
struct FormatsAgreeTests {
  static func expectAgreement(_ report: Report) throws {
    let failing = report.expectations.count { $0.result == .notMet && !$0.isWarning }
    #expect((failing > 0) == (report.exitStatus == 1))
    let title = ["Passes", "Fails", "Inconclusive"][Int(report.exitStatus)]
    let word = ["passes", "fails", "inconclusive"][Int(report.exitStatus)]
    #expect(report.sentence.hasPrefix(title))
    #expect(TextReport(report).text.hasPrefix(title))
    let markdown = MarkdownReport(report).text
    #expect(markdown.contains("\n- Exit status: \(report.exitStatus)\n"))
    #expect(markdown.contains("\n**\(title)"))
    #expect(markdown.components("| **not met** |") - 1 >= failing)

    let junit = JUnitReport(report).text
    #expect(junit.contains("<property name=\"exit-status\" value=\"\(report.exitStatus)\"/>"))
    #expect(junit.contains(" failures=\"\(failing)\" "))
    for demand in BuiltInExpectation.allCases {
      #expect(junit.contains(" name=\"builtin.\(demand.rawValue)\" "))
    }

    let github = GitHubReport([report]).text
    #expect(github.contains("::error ") == (report.exitStatus == 1))
    #expect(github.split(separator: "\n").last?.contains("::\(title)") == true)

    let json = JSONReport.bytes(report)
    let text = String(decoding: json, as: UTF8.self)
    #expect(text.contains("\"verdict\": \"\(word)\""))
    #expect(text.contains("\"exitStatus\": \(report.exitStatus)"))
    let again = try JSONReport.report(json)
    #expect(again.expectations.count(where: \.builtin) == BuiltInExpectation.allCases.count)
    for expectation in again.expectations where expectation.result != .notJudged {
      #expect(expectation.met == (expectation.result != .notMet), "\(expectation.statement)")
    }
    let page = String(decoding: HTMLReport(report).bytes, as: UTF8.self)
    #expect(page.contains("<title>\(title): "))
  }

  @Test("Of every scenario", arguments: ScenarioFile.runHere)
  func agreement(_ file: ScenarioFile) throws {
    let (result, report) = try ScenarioFile.run(try file.load(), workers: .threads(2))
    #expect(result.assessment.exitStatus == report.exitStatus)
    try Self.expectAgreement(report)
  }

  @Test("Of a plan that expects nothing while phones are lost, and of one that loses none")
  func withoutExpectations() throws {
    for (name, status) in [
      ("changing/two-nodes-renamed-at-once", 1), ("changing/callmanager-then-tvs-with-reset", 0),
    ] as [(String, Int32)] {
      let lines = try Repository.text("Scenarios/\(name).mop").split(separator: "\n")
        .filter { !$0.hasPrefix("expect") && !$0.hasPrefix("preflight") }
      let outcome = readScenario(
        "plan.mop", with: OneText(text: lines.joined(separator: "\n") + "\n"))
      let scenario = try #require(outcome.scenario, "\(outcome.rendered(color: false))")
      let (_, report) = try ScenarioFile.run(scenario, workers: .threads(2))
      #expect(report.expectations.allSatisfy { $0.builtin || $0.statement.hasPrefix("wait") })
      #expect(report.exitStatus == status, "\(name)")
      try Self.expectAgreement(report)
    }
  }
}

extension String {
  /// Into how many parts a separator cuts it.
  fileprivate func components(_ separator: String) -> Int {
    var count = 1
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
