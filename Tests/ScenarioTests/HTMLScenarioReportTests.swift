import ClusterModel
import Foundation
import ScenarioSearch
import TestSupport
import Testing
import TrustReports

@Suite("A few scenarios have a page to be shown") struct HTMLScenarioReportTests {
  /// A plan that fails, one in which only the absent are lost, and one that is brought back.
  static let names = [
    "changing/two-nodes-renamed-at-once", "changing/two-nodes-renamed-in-turn-phones-away",
    "recovering/saved-key-brings-phones-back",
  ]
  static let files = ScenarioFile.all.filter { names.contains($0.testDescription) }

  @Test("The run is the committed page, and the page is small", arguments: files)
  func page(_ file: ScenarioFile) throws {
    let scenario = try file.load()
    let result = try assess(scenario, workers: .one, keepsFates: true)
    let digits = String(scenario.inputDigest, radix: 16)
    let report = makeReport(
      scenario: scenario, trace: result.trace, assessment: result.assessment, law: result.law,
      times: result.times,
      replay: ReportedReplay(
        version: nil, inputDigest: String(repeating: "0", count: 16 - digits.count) + digits,
        rulesDigest: rulesDigest(), seed: scenario.seed),
      floors: result.fewestRegisteredAtSteps)
    let page = String(decoding: HTMLReport(report).bytes, as: UTF8.self)
    #expect(page.utf8.count < 200_000)
    let path = String(file.reportPath.dropLast(2)) + "html"
    try Recorded.check(path, is: page, refresh: "HTMLScenarioReportTests")
  }

  @Test("The catalogue has a picture of the page, light and dark, below 300 KB together")
  func picture() throws {
    let catalogue = "Sources/TrustRules/TrustRules.docc/"
    var bytes = 0
    for name in ["report-page.png", "report-page~dark.png"] {
      let data = try Data(contentsOf: Repository.url(catalogue + "Resources/" + name))
      #expect(data.starts(with: [0x89, 0x50, 0x4E, 0x47]), "\(name)")
      bytes += data.count
    }
    #expect(bytes < 300_000)
    #expect(try Repository.text(catalogue + "ReportPage.md").contains("](report-page)"))
    #expect(try Repository.text("README.md").contains("docc/ReportPage.md)"))
  }

  @Test("Each of them is there, and no other page")
  func pairs() {
    #expect(Self.files.count == Self.names.count)
    let found = Repository.paths(below: "Reports", withExtension: "html")
    if !TestRun.isRecording {
      #expect(found.sorted() == Self.names.map { "Reports/\($0).html" }.sorted())
    }
  }
}
