import ClusterModel
import Foundation
import SimulationTrace
import Testing
import TrustReports
import TrustRules
import TrustVerdicts
import VirtualTime

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
        "verdict", "expectations", "chart", "plan", "causes", "one-phone", "estate", "kinds",
        "phones", "assumptions", "timeline", "more",
      ])
    #expect(
      text.contains("<strong>✗ Fails</strong> <span>2 of 4 expectations are not met; 4,000 of"))
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
    let stranded = "<span class=\"w w-stranded\">stranded</span>"
    #expect(text.contains("Of 200,000 phones these are listed: the 20,000 that end \(stranded)."))
    let more = page(run(phones: 1_000_000).report)
    #expect(more.contains("\"names\":\"SEP030000000000*50000\""))
    #expect(more.contains("these are listed: the first 50,000 that end \(stranded)."))
    #expect(more.utf8.count < 200_000)
  }

  @Test("Where not all have room, phones in trouble have it first, however late they stand")
  func trouble() {
    var run = self.run(phones: 200_000)
    // Now the trusting are asked for, too, and stand before the stranded.
    run.trace.expectations[0].expectation.text = "phones trusting = all and lost-trust = 0"
    let text = page(run.report)
    #expect(text.contains("\"names\":\"SEP020000000001*30000 SEP030000000000*20000\""))
    #expect(text.contains("the 20,000 that end"))
    #expect(text.contains("and the first 30,000 that end"))
  }

  @Test("Figures below the verdict: lost, why, and the recovery")
  func figures() {
    let text = page(HandMadeRun.loss.report)
    #expect(
      text.contains(
        "<dt>Lost trust at the end</dt><dd><b>4,000</b> of 4,000; 50 must be unlocked by hand</dd>")
    )
    #expect(text.contains("<dt>Root cause</dt><dd><b>At step 2</b> <code>pub&gt; set cert regen"))
    #expect(text.contains("<dt>Recovery</dt><dd><b>utils itl reset localkey</b> 3,950 phones"))
    let passes = page(run(phones: 10).withoutLoss.report)
    #expect(passes.contains("<dt>Lost trust at the end</dt><dd><b>0</b> of 10</dd>"))
    #expect(!passes.contains("<dt>Root cause</dt>"))
  }

  @Test("Names and numbers of phones lead to the list, where it has them")
  func links() {
    let text = page(HandMadeRun.loss.withFates.report)
    #expect(text.contains("<a class=\"t\" href=\"#phones&amp;phone=SEP020000000001\">"))
    #expect(
      text.contains("; <a href=\"#phones&amp;word=stranded\">50</a> must be unlocked by hand"))
    for report in [HandMadeRun.loss.report, run(phones: 200_000).report] {
      #expect(!page(report).contains("href=\"#phones&amp;"))
    }
  }

  @Test("What fails stands first among the expectations")
  func order() throws {
    var run = HandMadeRun()
    run.census(.start, .trusting, .trusting)
    run.expectNoneLost("This is met", lost: 0, of: 4_000)
    run.expectNoneLost("This is not met", lost: 1, of: 4_000)
    let text = page(run.report)
    let notMet = try #require(text.range(of: "<td>This is not met</td>"))
    let met = try #require(text.range(of: "<td>This is met</td>"))
    #expect(notMet.lowerBound < met.lowerBound)
  }

  @Test("The line of phones registered goes down and up between two censuses")
  func registrations() throws {
    var run = HandMadeRun.loss
    let start = run.scenario.starts
    var curve = RegistrationCurve(phones: 4_000, count: 4_000, at: start)
    let flat = try line(page(run.report))
    #expect(!flat.contains("V274"))
    curve.take(0, at: start + .minutes(2))
    curve.take(4_000, at: start + .minutes(4))
    run.trace.registrations = curve
    // The bottom of the drawing, and its top again.
    let drawn = try line(page(run.report))
    #expect(drawn.contains("V274H") && drawn.contains("V34H"))
    #expect(page(run.report).contains("the line follows every change."))
  }

  /// The path of the line of phones registered.
  private func line(_ page: String) throws -> Substring {
    let start = try #require(page.range(of: "<path class=\"registered\" d=\""))
    return page[start.upperBound...].prefix { $0 != "\"" }
  }

  @Test("The plan says of each step when it began, what became of it, and how phones were then")
  func plan() {
    var run = HandMadeRun.loss
    run.step("pub> set cert regen TVS", takes: .zero)
    run.trace.entries.removeLast()
    run.add(.stepRefused(3, .noSuchBackup("b")))
    let text = page(run.report)
    #expect(
      text.contains(
        "<td><code>pub&gt; set cert regen CallManager</code></td><td>done</td>"
          + "<td><span class=\"t\">2026-01-10 21:45:30</span></td><td class=\"n\">4,000</td>"
          + "<td class=\"n\">0</td>"))
    #expect(
      text.contains(
        "<code>pub&gt; set cert regen TVS</code><br>b: no such backup has been made "
          + "yet. (drs-backup)</td><td><strong>refused</strong></td>"))
  }

  @Test("What one phone shows stands there whether something was lost or not")
  func onePhone() {
    for run in [HandMadeRun.loss, self.run(phones: 10).withoutLoss] {
      #expect(page(run.report).contains("<section id=\"one-phone\""))
    }
  }

  @Test("A report made without each phone has everything else")
  func without() {
    let text = page(HandMadeRun.loss.report)
    #expect(!text.contains("<section id=\"phones\""))
    #expect(text.contains("<section id=\"kinds\""))
  }

  @Test("A step is marked where it begins, and steps that begin together share their mark")
  func marks() {
    var run = HandMadeRun()
    run.census(.start, .trusting, .trusting)
    run.now += .minutes(10)
    run.step("pub> set cert regen TVS", takes: .zero)
    run.step("sub1> set cert regen TVS", takes: .minutes(1))
    run.now += .minutes(20)
    run.step("GUI: reset phones", takes: .zero)
    run.census(.end, .trusting, .trusting)
    let text = page(run.report)
    #expect(text.contains(" text-anchor=\"middle\">1–2</text>"))
    #expect(text.contains(" text-anchor=\"middle\">3</text>"))
  }

  @Test("Where nothing happened there is a page all the same")
  func empty() {
    let text = page(HandMadeRun().report)
    for demand in BuiltInExpectation.allCases {
      #expect(text.contains("<td>\(demand.rawValue)</td>"))
    }
    #expect(text.components(separatedBy: "<span class=\"v v-met\">met</span>").count == 4)
    #expect(text.hasSuffix("</html>\n"))
  }
}

extension HandMadeRun {
  /// The same estate, and nothing happens to it.
  fileprivate var withoutLoss: HandMadeRun {
    var run = self
    run.trace.entries = []
    run.trace.expectations = []
    run.census(.start, .trusting, .trusting)
    run.census(.end, .trusting, .trusting)
    return run
  }
}
