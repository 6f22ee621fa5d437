import ClusterModel
import Foundation
import TestSupport
import Testing
import TrustRules

/// `Documents.md` is written by hand; that what it cites is there, and says so, is checked here.
@Suite("Each statement of the documents is shown by a scenario or a test")
struct DocumentsTests {
  static let path = "Sources/TrustRules/TrustRules.docc/Documents.md"
  /// The documents that are gone through whole.
  static let numbers = ["116232", "117598", "213407"]

  static let rows = tableRows(of: 5).map(StatementRow.init)

  @Test("Every rule that a statement names is in the catalogue", arguments: rows)
  func rules(_ row: StatementRow) {
    #expect(!row.rules.isEmpty)
    for rule in row.rules { #expect(RuleID(rawValue: rule) != nil, "\(rule)") }
  }

  @Test("Every scenario that shows a statement names the document as its source", arguments: rows)
  func scenarios(_ row: StatementRow) throws {
    let number = try #require(row.number, "the second cell does not begin with Cisco and a number")
    #expect(Self.numbers.contains(number))
    #expect(!row.witnesses.isEmpty, "nothing shows it")
    for scenario in row.scenarios {
      let source = try ScenarioFile(path: "Scenarios/\(scenario).mop").load().source ?? ""
      #expect(source.contains(number), "\(scenario): \(source)")
    }
  }

  @Test("Every test that shows a statement stands in the file that is named", arguments: rows)
  func tests(_ row: StatementRow) throws {
    for (file, sentence) in row.tests {
      let files = Repository.paths(below: "Tests", withExtension: "swift")
        .filter { $0.hasSuffix("/\(file).swift") }
      #expect(!files.isEmpty, "no file of tests is called \(file)")
      let isThere = try files.contains { try Repository.text($0).contains("\"\(sentence)\"") }
      #expect(isThere, "\(file) has no \(sentence)")
    }
  }

  @Test("What is said to be met, not met or to depend is so in the report", arguments: rows)
  func outcomes(_ row: StatementRow) throws {
    #expect(!row.outcome.isEmpty)
    #expect(row.outcome.count { $0 == "“" } == row.verdicts.count, "a quotation without a verdict")
    if !row.scenarios.isEmpty { #expect(!row.verdicts.isEmpty, "no outcome of the run is quoted") }
    guard !TestRun.isRecording else { return }
    let reports = try row.scenarios.map { try Repository.text("Reports/\($0).md") }
    for (word, quotation) in row.verdicts {
      let isSo = reports.contains { report in
        word == "reads"
          ? report.contains(quotation)
          : report.split(separator: "\n").contains { Self.states($0, word, quotation) }
      }
      #expect(isSo, "no report of \(row.scenarios): \(word) “\(quotation)”")
    }
  }

  /// Whether a line of a report's table of expectations has this result, under its name or words.
  static func states(_ line: Substring, _ word: String, _ quotation: String) -> Bool {
    let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `*")) }
    return cells.count > 2 && cells[0] == word && cells[1...2].contains(quotation)
  }

  @Test("No statement stands there twice, and each document has its table")
  func statements() {
    let said = Self.rows.map(\.statement)
    #expect(Set(said).count == said.count)
    for number in Self.numbers { #expect(Self.rows.count { $0.number == number } > 10) }
  }

  @Test("Every line of a table has the cells of a statement or of what is left out")
  func cells() throws {
    let lines = try Repository.text(Self.path).split(separator: "\n").filter { $0.hasPrefix("|") }
    let heads = lines.count { $0.hasPrefix("| Statement |") || $0.hasPrefix("| --- |") }
    #expect(heads == 2 * (Self.numbers.count + 1))
    #expect(lines.count == heads + Self.rows.count + Self.tableRows(of: 3).count)
  }

  @Test("What is left out has a reason")
  func leftOut() {
    let rows = Self.tableRows(of: 3)
    #expect(!rows.isEmpty)
    for cells in rows {
      #expect(cells.allSatisfy { !$0.isEmpty })
      #expect(Self.numbers.contains { cells[1].hasPrefix("Cisco \($0), ") }, "\(cells[1])")
    }
  }

  /// The rows of the page's tables that have so many cells, without heads and rules.
  static func tableRows(of count: Int) -> [[String]] {
    let text = (try? Repository.text(path)) ?? ""
    return text.split(separator: "\n").filter { $0.hasPrefix("| ") }
      .map { line in
        line.dropFirst(2).dropLast(line.hasSuffix(" |") ? 2 : 0).components(separatedBy: " | ")
          .map { $0.trimmingCharacters(in: .whitespaces) }
      }
      .filter { $0.count == count && $0[0] != "Statement" && $0[0] != "---" }
  }
}

/// One statement of a document, and what shows it.
struct StatementRow: Hashable, Sendable, CustomTestStringConvertible {
  var statement: String
  /// `Cisco 116232, Changing host names`.
  var section: String
  var rules: [String]
  /// Scenarios as `family/name`, tests as `File: sentence`.
  var witnesses: [String]
  var outcome: String

  var testDescription: String { statement }

  init(_ cells: [String]) {
    statement = cells[0]
    section = cells[1]
    rules = Self.code(in: cells[2])
    witnesses = Self.code(in: cells[3])
    outcome = cells[4]
  }

  var number: String? { section.firstMatch(of: /^Cisco (\d+), ./).map { String($0.1) } }

  var scenarios: [String] { witnesses.filter { !$0.contains(": ") } }

  var tests: [(file: String, sentence: String)] {
    witnesses.compactMap { witness in
      witness.range(of: ": ").map {
        (String(witness[..<$0.lowerBound]), String(witness[$0.upperBound...]))
      }
    }
  }

  /// What the outcome quotes: a result and the expectation's name, or words that a report reads.
  var verdicts: [(word: String, quotation: String)] {
    outcome.matches(of: /(not met|met|depends|reads) “([^”]+)”/)
      .map { (String($0.1), String($0.2)) }
  }

  private static func code(in cell: String) -> [String] {
    cell.matches(of: /`([^`]+)`/).map { String($0.1) }
  }
}
