import ClusterModel
import ClusterSimulation
import ScenarioSearch
import SimulationTrace
import TestSupport
import Testing
import TrustReports

@Suite("Every page of a run with each of its phones") struct PagesTests {
  private func run(_ file: ScenarioFile) throws -> (plain: RunResult, result: RunResult, Report) {
    let scenario = try file.load()
    let result = try assess(scenario, workers: .one, keepsFates: true)
    let report = makeReport(
      scenario: scenario, trace: result.trace, assessment: result.assessment, law: result.law,
      times: result.times,
      replay: ReportedReplay(
        version: "0", inputDigest: "", rulesDigest: "", seed: scenario.seed),
      floors: result.fewestRegisteredAtSteps)
    return (try assess(scenario, workers: .one), result, report)
  }

  @Test("Keeping each phone changes nothing else", arguments: DeterminismTests.files)
  func nothingElse(_ file: ScenarioFile) throws {
    let (plain, result, report) = try run(file)
    #expect(plain.trace.digest == result.trace.digest)
    #expect(plain.trace.fates == nil)
    #expect(try JSONReport.report(JSONReport.bytes(report)) == report)
  }

  @Test("Each phone stands where its census counts it", arguments: DeterminismTests.files)
  func counts(_ file: ScenarioFile) throws {
    let (_, result, report) = try run(file)
    let inventory = try #require(report.inventory)
    #expect(inventory.count == report.phones)
    #expect(report.fates.reduce(0) { $0 + $1.phones } == report.phones)
    for (place, census) in result.trace.censuses.enumerated() {
      var counts: [String: Int] = [:]
      for row in census.rows { counts[row.word.rawValue, default: 0] += row.count }
      var found: [String: Int] = [:]
      for fate in report.fates {
        let change = try #require(fate.changes.last { $0.census <= place })
        found[report.standings[change.standing].trust.word, default: 0] += fate.phones
      }
      #expect(found == counts, "census \(place)")
    }
  }
}
