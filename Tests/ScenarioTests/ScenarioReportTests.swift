import ClusterModel
import ScenarioSearch
import TestSupport
import Testing
import TrustReports

@Suite("Every scenario says what its report says") struct ScenarioReportTests {
  @Test("The run is the committed report", arguments: ScenarioFile.comparedHere)
  func report(_ file: ScenarioFile) throws {
    let (_, report) = try ScenarioFile.run(try file.load(), workers: .one)
    let page = MarkdownReport(report).text
    try Recorded.check(file.reportPath, is: page, refresh: "ScenarioReportTests")
    #expect(
      page.split(separator: "\n").contains("- Exit status: \(report.exitStatus)"),
      "the report has no line that states its exit status")
  }

  @Test("Each scenario is run here or left to the continuous integration for its size")
  func lists() {
    let here = Set(ScenarioFile.runHere)
    let left = Set(ScenarioFile.leftToContinuousIntegration)
    #expect(here.isDisjoint(with: left))
    #expect(here.union(left) == Set(ScenarioFile.all))
    #expect(!here.isEmpty)
    for file in ScenarioFile.leftToContinuousIntegration {
      print("more than \(ScenarioFile.mostPhones) phones, left to .ci/run: \(file.path)")
    }
  }

  @Test("Each scenario has a report, and each report a scenario")
  func pairs() {
    let wanted = Set(ScenarioFile.all.map(\.reportPath))
    let found = Set(Repository.paths(below: "Reports", withExtension: "md"))
    // What is being recorded is not there yet.
    if !TestRun.isRecording { #expect(wanted.subtracting(found).sorted() == []) }
    #expect(found.subtracting(wanted).sorted() == [])
  }

  @Test("A scenario says what it asks, and who says so", arguments: ScenarioFile.all)
  func head(_ file: ScenarioFile) throws {
    let scenario = try file.load()
    let question = try #require(scenario.question, "it has no question")
    let source = try #require(scenario.source, "it has no source")
    #expect(scenario.title.count > 10 && !scenario.title.hasSuffix("."))
    #expect(question.hasSuffix("?"))
    #expect(source.contains(",") && source.count > 10, "publisher and number, section")
    let lines = try Repository.text(file.path).split(separator: "\n")
    #expect(lines.first == "mop 1")
    #expect(lines.contains { $0.hasPrefix("expect ") }, "it expects nothing")
    #expect(lines.allSatisfy { $0.last != " " }, "a line ends in a blank")
  }

  @Test("A difference is shown by the lines that differ")
  func difference() {
    #expect(Recorded.difference("a\nb\nc\n", "a\nx\ny\nc\n") == "line 2:\n- b\n+ x\n+ y")
    #expect(Recorded.difference("a\n", "a\na\n") == "line 2:\n+ a")
  }
}
