/// Several reports as one page of Markdown: a table of the verdicts, then the reports themselves as
/// far as a job summary has room for them, those that fail first.
///
/// A summary that is longer than GitHub takes is not shown at all, and the verdicts of a whole
/// folder of plans are what its reader wants first.
package struct MarkdownSummary {
  /// More rows nobody reads; the worst are shown.
  private static let rowLimit = 300
  private let runs: [JUnitReport.Suite]

  package init(_ runs: [JUnitReport.Suite]) { self.runs = runs }

  /// The page, below ``MarkdownReport/byteLimit``; of a single report that report, of none nothing.
  package var text: String {
    let reports = runs.indices.compactMap { report(at: $0) == nil ? nil : $0 }
    guard let first = reports.first else { return "" }
    if runs.count == 1 { return report(at: first).map { MarkdownReport($0).text } ?? "" }
    // The longest that the head can become, whichever pages are left out.
    var left = MarkdownReport.byteLimit - head(leavingOut: Set(runs.indices)).utf8.count
    var pages: [Int: String] = [:]
    for place in reports.enumerated().sorted(by: isFirst).map(\.element) {
      guard let report = report(at: place) else { continue }
      let page = "\n" + MarkdownReport(report).text
      guard page.utf8.count < left else { continue }
      left -= page.utf8.count
      pages[place] = page
    }
    let missing = Set(reports.filter { pages[$0] == nil })
    return head(leavingOut: missing) + reports.compactMap { pages[$0] }.joined()
  }

  private func report(at place: Int) -> Report? {
    if case .report(let report) = runs[place] { report } else { nil }
  }

  private func weight(_ place: Int) -> Int {
    guard let report = report(at: place) else { return -1 }
    return ReportedVerdict.byWeight.firstIndex(of: report.verdict) ?? 0
  }

  private func isFirst(_ a: (offset: Int, element: Int), _ b: (offset: Int, element: Int)) -> Bool {
    (weight(a.element), a.offset) < (weight(b.element), b.offset)
  }

  private func head(leavingOut missing: Set<Int>) -> String {
    let verdicts = runs.indices.compactMap { report(at: $0)?.verdict }
    let errors = runs.count - verdicts.count
    let others =
      errors > 0 ? ["\(Words.number(errors)) \(errors == 1 ? "was" : "were") not run"] : []
    let said = ReportedVerdict.counts(verdicts, and: others)
    var text = "# \(Words.counted(runs.count, "scenario")): \(said)\n\n"
    let rows = runs.indices.enumerated().sorted(by: isFirst).map { row($0.element) }
    text += MarkdownText.table(["Result", "Scenario", "Why"], rows, atMost: Self.rowLimit)
    if !missing.isEmpty {
      let isOne = missing.count == 1
      text += "\n\(Words.counted(missing.count, "report")) \(isOne ? "is" : "are") left out below, "
      text += "plans that pass first: with \(isOne ? "it" : "them") the page would be longer than "
      text += "900 KiB. `--report-dir` writes each.\n"
    }
    return text
  }

  private func row(_ place: Int) -> [String] {
    switch runs[place] {
    case .error(let file, let message):
      return ["**not run**", cell(file), cell(message)]
    case .report(let report):
      let word = report.verdict.rawValue
      let sentence = report.sentence
      let why = sentence.firstIndex(of: ":").map { sentence[sentence.index(after: $0)...] }
      return [
        report.verdict == .fails ? "**\(word)**" : word, cell(report.files.first ?? ""),
        cell(String(why ?? sentence[...]).drop { $0 == " " }),
      ]
    }
  }

  private func cell(_ text: some StringProtocol) -> String {
    MarkdownText.plain(TextLayout.cut(String(text), to: 160))
  }
}
