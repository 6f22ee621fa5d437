import TestSupport
import Testing
import TrustRules

@Suite("The catalogue of rules is made from their records") struct RuleCatalogueTests {
  static let path = "Sources/TrustRules/TrustRules.docc/RuleCatalogue.md"

  @Test("The committed page is what the records say")
  func page() throws {
    try Recorded.check(Self.path, is: RuleCatalogue.page, refresh: "RuleCatalogueTests")
  }

  @Test("Every rule stands on it once, under its chapter, with all that its record says")
  func everyRule() throws {
    let lines = RuleCatalogue.page.split(separator: "\n").map(String.init)
    var chapter = ""
    var seen: [String] = []
    for line in lines {
      if line.hasPrefix("## ") { chapter = String(line.dropFirst(3)) }
      guard let rule = RuleID.allCases.first(where: { line.hasPrefix("| `\($0.rawValue)` |") })
      else { continue }
      let record = rule.record
      // The readings that no record explains yet have a table of their own, after the chapters.
      guard chapter != RuleCatalogue.undecidedTitle else { continue }
      seen.append(rule.rawValue)
      #expect(chapter == record.chapter.rawValue)
      let said = [record.statement, record.source, record.releases].map(RuleCatalogue.cell)
      for text in said + [record.basis.rawValue] { #expect(line.contains(text), "\(rule)") }
      if let values = rule.undecided?.values { #expect(line.contains("`\(values.alternative)`")) }
    }
    #expect(seen.sorted() == RuleID.allCases.map(\.rawValue).sorted())
  }

  @Test("Each reading that a scenario may settle is on it")
  func everyReading() {
    for rule in UndecidedRule.allCases {
      #expect(RuleCatalogue.page.contains("| `\(rule.rawValue)` |"), "\(rule)")
    }
  }

  @Test("A bar, a bracket or a star of a record is no markup")
  func markup() {
    #expect(RuleCatalogue.cell("a | *b* [c] <d> `e`") == #"a \| \*b\* \[c\] \<d> \`e\`"#)
  }
}

/// The page of all rules, for the documentation of the law.
enum RuleCatalogue {
  static let undecidedTitle = "Undocumented behaviours without a record"

  static var page: String {
    var text = """
      # Rule catalogue

      Every rule that the simulator carries out, with its source.

      ## Overview

      Made from the records in the code; `RECORD=1 swift test --filter RuleCatalogueTests` writes it
      anew. How a rule is known: *documented*, *observed*, *assumed*, or a *conflict* of sources. An
      undocumented behaviour is examined under both interpretations unless the scenario settles it
      with `assume NAME VALUE`; they are given with the default first.

      """
    for chapter in RuleRecord.Chapter.allCases {
      let records = RuleID.allCases.map(\.record).filter { $0.chapter == chapter }
      guard !records.isEmpty else { continue }
      text += "\n## \(chapter.rawValue)\n\n"
      text += table(
        ["Rule", "Statement", "Known", "Source", "Releases", "Interpretations"], records.map(row))
    }
    let unrecorded = UndecidedRule.allCases.filter { RuleID(rawValue: $0.rawValue) == nil }
    guard !unrecorded.isEmpty else { return text }
    text += "\n## \(undecidedTitle)\n\n"
    return text
      + table(["Rule", "Interpretations"], unrecorded.map { [code($0.rawValue), readings($0)] })
  }

  private static func row(_ record: RuleRecord) -> [String] {
    [
      code(record.id.rawValue), cell(record.statement), record.basis.rawValue,
      cell(record.source), cell(record.releases), record.id.undecided.map(readings) ?? "",
    ]
  }

  private static func readings(_ rule: UndecidedRule) -> String {
    "\(code(rule.values.standard)), \(code(rule.values.alternative))"
  }

  private static func code(_ name: String) -> String { "`\(name)`" }

  /// Text in a table's cell, as it is.
  static func cell(_ text: String) -> String {
    var escaped = ""
    for letter in text {
      if "|*_[]<`\\".contains(letter) { escaped += "\\" }
      escaped.append(letter)
    }
    return escaped
  }

  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    ([head, head.map { _ in "---" }] + rows).map { "| " + $0.joined(separator: " | ") + " |\n" }
      .joined()
  }
}
