import ClusterModel
import ScenarioLanguage
import Testing

@Suite("How diagnostics are shown")
struct RenderingTests {
  private let diagnostic = Diagnostic(
    code: .unknownName, message: "no node is called pbu", file: "hq.mop", line: 12, column: 19,
    sourceLine: "  group Default = pbu", caretLength: 3, expected: "a node of cluster hq",
    suggestion: "pub")

  @Test("as a compiler shows them")
  func plain() {
    #expect(
      diagnostic.rendered(color: false) == """
        hq.mop:12:19: error[E050]: no node is called pbu
          12 |   group Default = pbu
             |                   ^^^
             = expected: a node of cluster hq
             = did you mean: pub
        """)
  }

  @Test("colour is added, and nothing else")
  func color() {
    let colored = diagnostic.rendered(color: true)
    #expect(colored.contains("\u{1B}[1;31merror[E050]\u{1B}[0m"))
    var text = ""
    var isEscape = false
    for character in colored {
      if character == "\u{1B}" { isEscape = true }
      if !isEscape { text.append(character) }
      if character == "m" { isEscape = false }
    }
    #expect(text == diagnostic.rendered(color: false).replacing("no node", with: "no node"))
  }

  @Test("the caret stands under letters of any width in bytes")
  func wideLetters() {
    let outcome = readSteps("pub> show itl\nexpect phones locked = few  \"\u{e9}t\u{e9}\"")
    #expect(outcome.diagnostics.first?.column == 24)
    let late = readSteps(
      "Manual: call \"\u{e9}t\u{e9}\"\nGUI: reset phones of group \"\u{e9}t\u{e9}\" x")
    let lines = late.rendered(color: false).split(separator: "\n").map(String.init)
    #expect(lines[1] == "  15 | GUI: reset phones of group \"\u{e9}t\u{e9}\" x")
    #expect(lines[2] == "     |                            ^^^^^")
  }

  @Test("nothing in a file can drive the terminal")
  func escapes() {
    let outcome = readSteps("pub> show itl \u{1B}[2J\u{7}\npub> show \u{202E}lti")
    let shown = outcome.rendered(color: false)
    #expect(outcome.errorCount == 2)
    #expect(!shown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!shown.unicodeScalars.contains("\u{202E}"))
  }

  @Test("of a long line the part around the mark is shown")
  func longLines() {
    let filler = String(repeating: "x", count: 5_000)
    let outcome = readSteps("pub> show itl " + filler)
    let lines = outcome.rendered(color: false).split(separator: "\n")
    #expect(lines.dropFirst().prefix(2).allSatisfy { $0.count < 120 })
    let late = readSteps("expect phones locked = 0 \"\(filler)\" \"x\"")
    #expect(late.rendered(color: false).split(separator: "\n")[1].count < 130)
    #expect(late.diagnostics.first?.column == 5_029)
  }

  @Test("a place of the scenario can be shown after reading")
  func afterReading() throws {
    let outcome = readSteps("22:00 pub> show itl   # a comment\nsub1> show itl")
    let step = try #require(outcome.steps.first)
    let shown = outcome.diagnostic(
      .notSupportedYet, "this is not simulated yet", at: step.location, caretLength: 5)
    #expect(
      shown.rendered(color: false) == """
        hq.mop:14:1: error[E110]: this is not simulated yet
          14 | 22:00 pub> show itl   # a comment
             | ^^^^^
        """)
    let nowhere = outcome.diagnostic(.notSupportedYet, "not yet", at: .nowhere)
    #expect(nowhere.rendered(color: false) == "hq.mop: error[E110]: not yet")
  }

  @Test("every code is explained, and its number is its own", arguments: DiagnosticCode.allCases)
  func explanations(_ code: DiagnosticCode) throws {
    let record = try #require(code.record)
    #expect(!record.title.isEmpty && !record.title.hasSuffix("."))
    #expect(record.meaning.hasSuffix("."))
    #expect(code.explanation.hasPrefix("\(code.rawValue): \(record.title)\n\n\(record.meaning)\n"))
    #expect(code.explanation.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(DiagnosticCode(rawValue: code.rawValue) == code)
    #expect(code.explanation.contains("\nWrong:\n") == (record.placement != .nowhere))
  }
}
