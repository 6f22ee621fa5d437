import TextFormats
import TrustReports

/// What holds of any bytes that are read as reports: they are read or refused; what is read is
/// written and read again as it was; and what differs between two can be said.
package enum ReportProperty {
  package static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    let parts = InputFiles(bytes).parts
    var reports: [Report] = []
    for part in parts.prefix(2) {
      if let report = try read(part) { reports.append(report) }
    }
    guard let first = reports.first else { return }
    let second = reports.count > 1 ? reports[1] : first
    try compare(first, second)
    try compare(second, first)
    try compare(first, first)
  }

  private static func read(_ bytes: [UInt8]) throws(BrokenProperty) -> Report? {
    let report: Report
    do throws(JSONProblem) {
      report = try JSONReport.report(bytes)
    } catch {
      try require(!error.what.isEmpty && !error.place.isEmpty, "a problem without words")
      let digits = error.place.hasPrefix("byte ") ? error.place.dropFirst(5) : ""
      try require((Int(digits) ?? 0) <= bytes.count, "a problem behind the end")
      return nil
    }
    try PagesProperty.checkJSON(report)
    return report
  }

  private static func compare(_ first: Report, _ second: Report) throws(BrokenProperty) {
    do {
      let difference = try ReportDifference(first, second)
      try check(difference, first, second)
    } catch let problem as JSONProblem {
      try require(!problem.what.isEmpty, "a problem without words")
    } catch let broken as BrokenProperty {
      throw broken
    } catch {}
  }

  private static func check(_ difference: ReportDifference, _ first: Report, _ second: Report)
    throws(BrokenProperty)
  {
    try Printed.check(difference.text, "the difference")
    try require(first != second || difference.isEmpty, "a report differs from itself")
    for fate in difference.fates {
      try require(fate.count > 0 && fate.before != fate.after, "a fate that is none")
    }
  }
}
