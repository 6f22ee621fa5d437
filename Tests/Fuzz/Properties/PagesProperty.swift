import TextFormats
import TrustReports

/// What holds of every page of a report.
enum PagesProperty {
  static func check(_ report: Report) throws(BrokenProperty) {
    let text = TextReport(report).text
    try Printed.check(text, "the text")
    try require(text == TextReport(report).text, "the text differs from itself")
    try Printed.check(MarkdownReport(report).text, "the Markdown")
    try Printed.check(ChecklistReport(report).text, "the checklist")
    try Printed.check(MarkdownSummary([.report(report)]).text, "the summary in Markdown")
    try check(github: GitHubReport([report, report]).text, atMost: 10)
    let junit = JUnitReport(report).text
    try Printed.check(Array(junit.utf8), "JUnit")
    try Markup.check(junit, "JUnit")
    let html = PageOutlet.gathered { HTMLReport(report).write(to: &$0) }
    try Printed.check(html, "HTML")
    try Printed.check(CSVReport.bytes(report), "CSV", lineEnds: [0x0A, 0x0D])
    try checkJSON(report)
  }

  /// The report comes back from its JSON, which is the same each time.
  static func checkJSON(_ report: Report) throws(BrokenProperty) {
    let json = JSONReport.bytes(report)
    try Printed.check(json, "JSON")
    do {
      let again = try JSONReport.report(json)
      try require(again == report, "JSON says something else")
      try require(JSONReport.bytes(again) == json, "JSON is written otherwise")
    } catch let problem as JSONProblem {
      throw BrokenProperty(description: "JSON: \(problem.place): \(problem.what)")
    } catch let broken as BrokenProperty {
      throw broken
    } catch {}
  }

  /// Each line is a command, and holds no second one.
  static func check(github: String, atMost limit: Int) throws(BrokenProperty) {
    try Printed.check(github.replacing("::", with: ""), "annotations")
    let lines = github.split(separator: "\n", omittingEmptySubsequences: false)
    try require(lines.last == "" && lines.count <= limit + 1, "annotations: \(lines.count) lines")
    for line in lines.dropLast() {
      let parts = line.split(separator: "::", omittingEmptySubsequences: false)
      let isCommand =
        parts.count == 3 && parts[0].isEmpty
        && ["error", "warning", "notice"].contains { parts[1].hasPrefix($0 + " ") }
      try require(isCommand, "annotations: \(line)")
    }
  }
}

/// What holds of the text of a document in XML: each element that begins ends, and an ampersand
/// begins the name of a character.
enum Markup {
  static func check(_ text: String, _ what: String) throws(BrokenProperty) {
    let bytes = Array(text.utf8)
    var open: [[UInt8]] = []
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "<"):
        guard let end = bytes[at...].firstIndex(of: UInt8(ascii: ">")) else {
          throw BrokenProperty(description: "\(what): a tag without an end at \(at)")
        }
        let tag = bytes[at + 1..<end]
        try require(!tag.contains(UInt8(ascii: "<")), "\(what): a tag within a tag at \(at)")
        let name = Array(tag.prefix { !" /\n".utf8.contains($0) })
        if tag.first == UInt8(ascii: "/") {
          try require(
            open.popLast() == Array(tag.dropFirst()), "\(what): another element ends at \(at)")
        } else if tag.last != UInt8(ascii: "/"), tag.first != UInt8(ascii: "?") {
          open.append(name)
        }
        let quotes = tag.count { $0 == UInt8(ascii: "\"") }
        try require(quotes % 2 == 0, "\(what): a quote is open at \(at)")
        at = end + 1
      case UInt8(ascii: "&"):
        let name = bytes[at...].prefix(10)
        try require(name.contains(UInt8(ascii: ";")), "\(what): a bare ampersand at \(at)")
        at += 1
      default: at += 1
      }
    }
    try require(open.isEmpty, "\(what): an element does not end")
  }
}
