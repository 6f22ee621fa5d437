import Foundation
import Testing
import TextFormats
import TrustReports

@Suite("The report as JSON, and back")
struct JSONReportTests {
  /// Runs that between them fill every member.
  static var runs: [(name: String, report: Report)] {
    [
      ("nothing happened", HandMadeRun().report), ("a loss", HandMadeRun.loss.withFates.report),
      ("too much of everything", HandMadeRun.hostile.withFates.report),
    ]
  }

  @Test("What is read is what was written")
  func roundTrip() throws {
    for (name, report) in Self.runs {
      let bytes = JSONReport.bytes(report)
      #expect(try JSONReport.report(bytes) == report, "\(name)")
      #expect(JSONReport.bytes(report) == bytes, "\(name)")
    }
  }

  @Test("Every other page can be made from a stored report")
  func otherPages() throws {
    for (name, report) in Self.runs {
      let stored = try JSONReport.report(JSONReport.bytes(report))
      #expect(TextReport(stored).text == TextReport(report).text, "\(name)")
      #expect(MarkdownReport(stored).text == MarkdownReport(report).text, "\(name)")
      #expect(JUnitReport(stored).text == JUnitReport(report).text, "\(name)")
      #expect(GitHubReport([stored]).text == GitHubReport([report]).text, "\(name)")
      #expect(CSVReport.bytes(stored) == CSVReport.bytes(report), "\(name)")
      #expect(HTMLReport(stored).bytes == HTMLReport(report).bytes, "\(name)")
      #expect(ChecklistReport(stored).text == ChecklistReport(report).text, "\(name)")
    }
  }

  @Test("Another reader of JSON finds the same, and every member that the schema requires")
  func otherReader() throws {
    let report = HandMadeRun.hostile.withFates.report
    let read = try JSONSerialization.jsonObject(with: Data(JSONReport.bytes(report)))
    let document = try #require(read as? [String: Any])
    #expect(document["schemaVersion"] as? String == JSONReport.schemaVersion)
    #expect(document["title"] as? String == report.title)
    #expect((document["kinds"] as? [Any])?.count == report.kinds.count)
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(JSONReport.schema)) as? [String: Any])
    #expect(schema["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
    let definitions = try #require(schema["definitions"] as? [String: [String: Any]])
    let required = try #require(definitions["report"]?["required"] as? [String])
    #expect(required.count > 25)
    for name in required { #expect(document[name] != nil, "\(name)") }
    // What a definition names is defined.
    let text = String(decoding: JSONReport.schema, as: UTF8.self)
    for part in text.components(separatedBy: "#/definitions/").dropFirst() {
      let name = String(part.prefix { $0 != "\"" })
      #expect(definitions[name] != nil, "\(name)")
    }
  }

  @Test("No control character, and nothing that a terminal or a log takes for a command")
  func harmless() {
    let text = String(decoding: JSONReport.bytes(HandMadeRun.hostile.report), as: UTF8.self)
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    #expect(!text.unicodeScalars.contains { (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}" })
    #expect(!text.contains("##["))
  }

  @Test("Members of a later version are passed over; another major version is refused")
  func versions() throws {
    let text = String(decoding: JSONReport.bytes(HandMadeRun.loss.report), as: UTF8.self)
    let later = text.replacing("\"schemaVersion\": \"2.0\",", with: "\"schemaVersion\": \"2.7\",")
      .replacing("\"exitStatus\"", with: "\"mood\": [null, {}], \"exitStatus\"")
    #expect(try JSONReport.report(Array(later.utf8)) == HandMadeRun.loss.report)
    let other = text.replacing("\"schemaVersion\": \"2.0\"", with: "\"schemaVersion\": \"1.1\"")
    #expect(other != text)
    #expect(throws: JSONProblem.self) { try JSONReport.report(Array(other.utf8)) }
  }

  @Test(
    "What is wrong is located",
    arguments: [
      ("\"exitStatus\": 1", "\"exitStatus\": true", "/exitStatus"),
      ("\"exitStatus\": 1", "\"exit\": 1", "/exitStatus"),
      ("\"verdict\": \"fails\"", "\"verdict\": \"falls\"", "/verdict"),
      ("\"names\": \"SEP", "\"names\": \"SEQ", "/inventory/names"),
      ("\"fates\": \"0", "\"fates\": \"0*0 0", "/inventory/fates"),
      ("\"number\": 2", "\"number\": 99999999999999999999", "/steps/1/number"),
    ])
  func located(old: String, new: String, place: String) {
    let bytes = JSONReport.bytes(HandMadeRun.loss.withFates.report)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(old))
    let changed = Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
    #expect { try JSONReport.report(changed) } throws: { ($0 as? JSONProblem)?.place == place }
  }
}
