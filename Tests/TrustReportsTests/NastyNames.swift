import ClusterModel
import SimulationTrace
import Testing
import TrustReports
import VirtualTime

/// Names that mean harm to some reader, in every place that a file can name.
enum NastyNames {
  static let all = [
    "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "]]>&amp;\"'<!--",
    "=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3", "@SUM(A1)", " =1", "a,b;\"c\"\r\nd",
    "\u{1B}[31mred\u{1B}[0m", "\u{9B}31m", "bell\u{07}\u{08}\u{7F}", "\u{202E}dlrow\u{2066}",
    "::error file=x::y", "a\n::add-mask::b", "##[error]c", "%0A::set-output::d", "\u{2028}\u{2029}",
    "\u{FFFE}\u{FFFF}\u{FEFF}", "| table | `code` |", "[link](javascript:x) @you #1", "",
    String(repeating: "ab", count: 30_000), "\\u0000\\", "$(touch x)`touch y`", "👩‍👩‍👧 é Ж 中",
  ]

  /// A run in which everything is named so, group by group.
  static var run: HandMadeRun {
    var run = HandMadeRun.loss
    run.scenario.files = ["a\n::error::b,c:d%.mop"]
    run.scenario.estate.nodes[0].name = all[0]
    run.scenario.estate.sites[0].name = all[3]
    run.scenario.estate.groups[0].name = all[1]
    run.scenario.estate.groups[1].name = all[4]
    run.trace.cohorts[1].traits.model = all[5]
    for name in all {
      run.scenario.title = name + run.scenario.title
      run.expectNoneLost(name, lost: 1, of: 4_000)
      run.census(.expectation(run.trace.expectations.count - 1), .locked, .stranded)
      run.step(name, takes: .seconds(1), .stepRemark(run.trace.steps.count, .withoutEffect(name)))
    }
    run.add(.stepShowed(3, all.dropLast(4).joined(separator: "\n")))
    run.scenario.question = all.reversed().joined(separator: " ")
    run.scenario.source = all[14]
    run.census(.end, .locked, .stranded)
    return run.withFates
  }
}

@Suite("Names that mean harm, through every writer")
struct NastyNamesTests {
  private static let pages: [(name: String, text: String)] = {
    let report = NastyNames.run.report
    return [
      ("text", TextReport(report).text), ("markdown", MarkdownReport(report).text),
      ("json", String(decoding: JSONReport.bytes(report), as: UTF8.self)),
      ("junit", JUnitReport(report).text), ("github", GitHubReport([report]).text),
      ("csv", String(decoding: CSVReport.bytes(report), as: UTF8.self)),
      ("html", String(decoding: HTMLReport(report).bytes, as: UTF8.self)),
      ("checklist", ChecklistReport(report).text),
    ]
  }()

  @Test("None drives a terminal or turns the text around")
  func terminal() {
    for (name, text) in Self.pages {
      var scalars = text.unicodeScalars[...]
      if name == "csv" { scalars = scalars.dropFirst() }
      let bad = scalars.first {
        switch $0.value {
        case 0x0A: false
        case 0x0D: name != "csv"
        case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
      }
      #expect(bad == nil, "\(name)")
    }
  }

  @Test("None starts a workflow command")
  func workflow() {
    for (name, text) in Self.pages {
      #expect(!text.contains("##["), "\(name)")
      for line in text.split(whereSeparator: \.isNewline) {
        let start = line.drop { $0 == " " }
        guard start.hasPrefix("::") else { continue }
        #expect(name == "github", "\(name): \(line.prefix(60))")
        let words = ["::error file=", "::warning file=", "::notice title="]
        #expect(words.contains { start.hasPrefix($0) })
        // The command's own two signs, and none after them.
        #expect(start.dropFirst(2).components(of: "::") == 2, "\(line.prefix(80))")
      }
    }
  }

  @Test("None breaks the XML")
  func xml() throws {
    let text = JUnitReport(NastyNames.run.report).text
    #expect(
      try XMLReading.elements(text).count { $0 == "testcase" } == NastyNames.all.count + 1 + 3)
  }

  @Test("None opens a formula, or a line of the table")
  func formula() {
    let report = NastyNames.run.report
    let text = String(decoding: CSVReport.bytes(report), as: UTF8.self)
    let lines = text.unicodeScalars.split { $0 == "\n" }
    #expect(lines.count == 4_001)
    for line in lines {
      for cell in String(line).dropFirst(0).split(separator: ",") {
        let first = cell.first { $0 != "\"" && $0 != " " } ?? "x"
        #expect(!"=+-@".contains(first), "\(cell)")
      }
    }
  }
}

extension Substring {
  /// Into how many parts a separator cuts it.
  fileprivate func components(of separator: String) -> Int { split(separator: separator).count }
}
