import ClusterModel
import ScenarioSearch
import TestSupport
import Testing
import TrustReports

/// Every number of every page against the JSON report of the same run, over random runs.
@Suite("Pages agree with their data")
struct PagesAgreeTests {
  static let seeds = Array(1...60)

  /// The report of a random evening, as JSON has it.
  private static func report(_ seed: Int) throws -> Report {
    var random = RandomRunbook(seed: seed)
    let text = random.head(away: seed % 3 == 0 ? "1" : nil) + random.anyLines(10)
    let scenario = try readRunbook(text)
    let result = try assess(scenario, workers: .one, keepsFates: true)
    let made = makeReport(
      scenario: scenario, trace: result.trace, assessment: result.assessment, law: result.law,
      times: result.times,
      replay: ReportedReplay(version: "0", inputDigest: "", rulesDigest: "", seed: scenario.seed),
      floors: result.fewestRegisteredAtSteps)
    return try JSONReport.report(JSONReport.bytes(made))
  }

  /// Rows of the Markdown table below a heading, cell by cell, without its first two lines.
  private static func table(_ heading: String, in page: String) -> [[String]] {
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0 == "## \(heading)" }) else { return [] }
    let rows = lines[(start + 1)...].drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
    return rows.enumerated().filter { $0.offset != 1 }.map { _, row in
      row.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
        .map { cell in String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
    }
  }

  private static func number(_ text: some StringProtocol) -> Int? {
    Int(String(text.filter { $0 != "," }))
  }

  @Test("Markdown: each census, and the start and the end", arguments: seeds)
  func markdown(_ seed: Int) throws {
    let report = try Self.report(seed)
    let page = MarkdownReport(report).text
    let censuses = Self.table("Phones at each step", in: page)
    let head = try #require(censuses.first)
    #expect(censuses.count == report.censuses.count + 1)
    for (row, census) in zip(censuses.dropFirst(), report.censuses) {
      for (name, cell) in zip(head, row).dropFirst(2) {
        let expected =
          name == "registered"
          ? census.registered
          : name == "have refused"
            ? census.haveRefused
            : report.words.firstIndex { $0.word == name }.map { census.counts[$0] }
        #expect(Self.number(cell) == expected, "\(name) at \(census.time), seed \(seed)")
      }
      #expect(census.counts.reduce(0, +) == report.phones)
    }
    for row in Self.table("Phones", in: page).dropFirst() {
      let word = report.words.first { $0.word == row[0] }
      let expected: (Int, Int)? =
        row[0] == "registered"
        ? (report.registered.registeredAtStart, report.registered.registeredAtEnd)
        : row[0] == "have refused"
          ? (report.haveRefused.atStart, report.haveRefused.atEnd)
          : word.map { ($0.atStart, $0.atEnd) }
      guard let expected else { continue }
      #expect(Self.number(row[1]) == expected.0 && Self.number(row[2]) == expected.1, "\(row)")
    }
    let last = try #require(report.censuses.last)
    #expect(report.words.map(\.atEnd) == last.counts)
    #expect(report.registered.registeredAtEnd == last.registered)
    #expect(report.haveRefused.atEnd == last.haveRefused)
  }

  @Test("HTML: the table, and the curve that is drawn", arguments: seeds)
  func page(_ seed: Int) throws {
    let report = try Self.report(seed)
    let page = String(decoding: HTMLReport(report).bytes, as: UTF8.self)
    let table = try #require(
      page.components("<caption>Phones at each step</caption>").last?.components("</table>").first)
    let rows = table.components("<tr>").dropFirst(2)
    #expect(rows.count == report.censuses.count)
    for (row, census) in zip(rows, report.censuses) {
      let cells = row.components("class=\"n\">").dropFirst()
        .map { String($0.prefix { $0 != "<" }) }
      #expect(cells.last.flatMap(Self.number) == census.registered, "seed \(seed)")
      let shown = Set(cells.compactMap(Self.number))
      for count in census.counts where count > 0 { #expect(shown.contains(count)) }
    }
    // Heights of the line: 274 is none, 34 is all.
    guard let path = page.components("<path class=\"registered\" d=\"").dropFirst().first else {
      #expect(report.phones == 0)
      return
    }
    let drawn = path.prefix { $0 != "\"" }
    let first = try #require(
      drawn.split(separator: " ").dropFirst().first?.prefix { $0.isNumber }
    ).description
    let heights =
      [first] + drawn.components("V").dropFirst().map { String($0.prefix { $0.isNumber }) }
    func height(_ count: Int) -> String { "\(274 - count * 240 / max(1, report.phones))" }
    let counts = report.censuses.map(\.registered) + (report.registrations?.counts ?? [])
    #expect(heights.first == height(report.censuses[0].registered), "seed \(seed)")
    #expect(
      heights.compactMap(Int.init).max() == counts.min().flatMap { Int(height($0)) },
      "the lowest dip, seed \(seed)")
    #expect(heights.last == height(report.registered.registeredAtEnd), "the end, seed \(seed)")
  }

  @Test("The curve and the censuses say the same of one second", arguments: seeds)
  func curve(_ seed: Int) throws {
    let report = try Self.report(seed)
    guard let curve = report.registrations else { return }
    for census in report.censuses {
      // Within its second the census may stand anywhere between what was before and what came.
      let before = curve.seconds.lastIndex { $0 < census.seconds }
      let around =
        (before.map { [curve.counts[$0]] } ?? [])
        + zip(curve.seconds, curve.counts).filter { $0.0 == census.seconds }.map(\.1)
      guard let least = around.min(), let most = around.max() else { continue }
      let slack = report.phones / 100
      let said: Comment = "\(census.time): \(around) and \(census.registered), seed \(seed)"
      #expect(census.registered >= least - slack, said)
      // A peak within a second is not told; where nothing changed there is none.
      if around.count == 1 { #expect(census.registered <= most + slack, said) }
    }
  }

  @Test("CSV: phones by word, and where they are registered", arguments: seeds)
  func csv(_ seed: Int) throws {
    let report = try Self.report(seed)
    let lines = String(decoding: CSVReport.bytes(report), as: UTF8.self).components("\r\n")
      .dropFirst().filter { !$0.isEmpty }
    #expect(lines.count == report.phones)
    var words: [String: Int] = [:]
    var registered = 0
    for line in lines {
      let cells = line.split(separator: ",", maxSplits: 8, omittingEmptySubsequences: false)
      words[String(cells[7]), default: 0] += 1
      if !cells[5].isEmpty { registered += 1 }
    }
    for word in report.words { #expect(words[word.word] ?? 0 == word.atEnd, "\(word.word)") }
    #expect(registered == report.registered.registeredAtEnd)
  }

  @Test("JUnit, GitHub: as many failures as expectations that are not met", arguments: seeds)
  func results(_ seed: Int) throws {
    let report = try Self.report(seed)
    let failing = report.expectations.count { $0.result == .notMet && !$0.isWarning }
    let junit = JUnitReport(report).text
    #expect(junit.components("<failure ").count - 1 == failing)
    #expect(junit.contains("tests=\"\(report.expectations.count)\" failures=\"\(failing)\""))
    let errors = GitHubReport([report]).text.components("::error ").count - 1
    #expect(errors == min(failing, 9))
    #expect((report.exitStatus == 1) == (failing > 0))
  }

  @Test("Text and the operator's sheet: the numbers of the report", arguments: seeds)
  func text(_ seed: Int) throws {
    let report = try Self.report(seed)
    let lines = TextReport(report).text.split(separator: "\n")
    for word in report.words where word.atStart > 0 || word.atEnd > 0 {
      let line = try #require(lines.first { $0.hasPrefix("\(word.word) ") }, "\(word.word)")
      let numbers = line.split(separator: " ").dropFirst().prefix(2).compactMap(Self.number)
      #expect(numbers == [word.atStart, word.atEnd], "\(line)")
    }
    let sheet = ChecklistReport(report).text.components("[ ] ").dropFirst()
    #expect(sheet.count == report.steps.count)
    for (part, step) in zip(sheet, report.steps) {
      guard let registered = step.registered else { continue }
      let census = report.censuses.last { $0.step == step.number }
      #expect(census?.registered == registered && census?.haveRefused == step.haveRefused)
      #expect(part.contains("registered \(registered)"), "\(part)")
    }
  }
}

extension StringProtocol {
  /// The parts between each occurrence of a text.
  fileprivate func components(_ separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
