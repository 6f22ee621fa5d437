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
    let report = makeReport(
      scenario: scenario, trace: result.trace, assessment: result.assessment, law: result.law,
      times: result.times,
      replay: ReportedReplay(
        version: nil, inputDigest: "not kept", rulesDigest: "not kept", seed: scenario.seed),
      floors: result.fewestRegisteredAtSteps)
    let page = String(decoding: HTMLReport(report).bytes, as: UTF8.self)
    #expect(page.utf8.count < 200_000)
    let path = String(file.reportPath.dropLast(2)) + "html"
    let said = try Self.withoutStyleAndScript(page)
    #expect(said.utf8.count < page.utf8.count * 3 / 4)
    try Recorded.check(path, is: said, refresh: "HTMLScenarioReportTests")
  }

  /// What the page says: how it looks and what it embeds for its own search is not kept, so that a
  /// change of either leaves the committed pages as they are.
  static func withoutStyleAndScript(_ page: String) throws -> String {
    var rest = page[...]
    var kept = ""
    while let start = [rest.firstRange(of: "<style"), rest.firstRange(of: "<script")]
      .compactMap(\.self).min(by: { $0.lowerBound < $1.lowerBound })
    {
      let name = rest[start].dropFirst()
      let end = try #require(rest[start.upperBound...].firstRange(of: "</\(name)>"))
      kept += rest[..<start.lowerBound]
      rest = rest[end.upperBound...]
    }
    return kept + rest
  }

  @Test("What is kept of a page is all but its styles and scripts")
  func kept() throws {
    let page =
      "<p>a</p>\n<style>x</style><p>b</p><script id=\"d\">{}</script>\n<script>y</script>c\n"
    #expect(try Self.withoutStyleAndScript(page) == "<p>a</p>\n<p>b</p>\nc\n")
    #expect(try Self.withoutStyleAndScript("none") == "none")
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
