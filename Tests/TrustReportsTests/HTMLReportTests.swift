import ClusterModel
import Foundation
import SimulationTrace
import Testing
import TrustReports

@Suite("The report as one HTML file")
struct HTMLReportTests {
  private func page(_ report: Report) -> String {
    String(decoding: HTMLReport(report).bytes, as: UTF8.self)
  }

  @Test("The verdict first, then the sections in order")
  func sections() throws {
    let text = page(HandMadeRun.loss.withFates.report)
    #expect(text.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
    #expect(text.contains("<title>Fails: Renew both certificates</title>"))
    let ids = text.components(separatedBy: "<section id=\"").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
    #expect(
      ids == [
        "verdict", "expectations", "chart", "causes", "estate", "kinds", "phones", "rests",
        "timeline", "more",
      ])
    #expect(text.contains("<strong>✗ Fails</strong> <span>The expectation is not met; 4,000 of"))
  }

  @Test("Nothing in it asks anybody for anything")
  func noNetwork() {
    let text = page(NastyNames.run.report)
    #expect(text.contains("content=\"default-src 'none';"))
    // Names are escaped, so that an attribute in the text is the page's own.
    for attribute in ["src=\"", "@import", "url(http", "fetch(", "XMLHttpRequest"] {
      #expect(!text.contains(attribute), "\(attribute)")
    }
    for part in text.components(separatedBy: "href=\"").dropFirst() {
      #expect(part.hasPrefix("#") || part.hasPrefix("data:,"))
    }
  }

  @Test("No name is markup: two scripts of its own, and what is embedded has no sign of a tag")
  func hostile() throws {
    let text = page(NastyNames.run.report)
    #expect(text.components(separatedBy: "<script").count == 3)
    #expect(text.components(separatedBy: "</script").count == 3)
    for tag in ["<img", "<iframe", "<a href=\"j", "<!--", "onerror=\"", "onload="] {
      #expect(!text.contains(tag), "\(tag)")
    }
    let start = try #require(text.range(of: "id=\"data\">"))
    let end = try #require(text.range(of: "</script>"))
    let data = text[start.upperBound..<end.lowerBound]
    #expect(!data.contains { "<>&".contains($0) })
    let read = try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any]
    #expect(read?["names"] as? String == "SEP020000000001*4000")
  }

  /// So many phones, of which each tenth is in the group that is stranded.
  private func run(phones: Int) -> HandMadeRun {
    var run = HandMadeRun()
    run.scenario.estate.phones[0].count = phones - phones / 10
    run.scenario.estate.phones[1].count = phones / 10
    run.scenario.estate.phones[1].first = phones - phones / 10
    run.scenario.estate.phones[1].names = .counted(from: 0x0300_0000_0000)
    run.trace.phoneCount = phones
    run.census(.start, .trusting, .trusting)
    run.expectNoneLost("No phone needs hands", lost: phones / 10, of: phones)
    run.census(.end, .trusting, .stranded)
    return run.withFates
  }

  @Test("50,000 phones are all there, below 5 MB even if no two neighbours fare alike")
  func many() {
    let report = run(phones: HTMLReport.phoneLimit).report
    let text = page(report)
    #expect(text.contains("\"SEP020000000001*45000 SEP030000000000*5000\""))
    #expect(!text.contains("phones these are listed"))
    var mixed = report
    var inventory = ReportedInventory()
    for phone in 0..<HTMLReport.phoneLimit {
      inventory.names.add(UInt64(phone * 2))
      inventory.fates.add(Int32(phone % 2))
    }
    mixed.inventory = inventory
    #expect(HTMLReport(mixed).bytes.count < 5 << 20)
  }

  @Test("Of more phones those are listed whose word is asked for, and the page says so")
  func tooMany() {
    let text = page(run(phones: 200_000).report)
    #expect(text.contains("\"names\":\"SEP030000000000*20000\""))
    #expect(text.contains("Of 200,000 phones these are listed: 20,000 that end locked, stranded."))
    let more = page(run(phones: 1_000_000).report)
    #expect(more.contains("\"names\":\"SEP030000000000*50000\""))
    #expect(more.contains("these are listed: the first 50,000 that end"))
    #expect(more.utf8.count < 200_000)
  }

  @Test("A report made without each phone has everything else")
  func without() {
    let text = page(HandMadeRun.loss.report)
    #expect(!text.contains("<section id=\"phones\""))
    #expect(text.contains("<section id=\"kinds\""))
  }

  @Test("Where nothing happened there is a page all the same")
  func empty() {
    let text = page(HandMadeRun().report)
    #expect(text.contains("Nothing was expected"))
    #expect(text.hasSuffix("</html>\n"))
  }
}
