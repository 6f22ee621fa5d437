import ScenarioLanguage
import Testing

@Suite("What is suggested")
struct SuggestionTests {
  /// The text with each suggestion in place of what is marked, the last first.
  private func mended(_ text: String, _ outcome: ReadOutcome) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
    for diagnostic in outcome.diagnostics.reversed() {
      guard let suggestion = diagnostic.suggestion else { continue }
      let start = diagnostic.column - 1
      lines[diagnostic.line - 1].replaceSubrange(
        start..<start + diagnostic.caretLength, with: suggestion.utf8)
    }
    return lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  @Test(
    "can be put in place of what is marked, and is right there",
    arguments: [
      "  ## Back out\npub> show itl", "    ##Implementation", "## back-out\npub> show itl",
      "expect remedy = \"renew CallManager of sub2\"",
      "expect remedy = \"renew CallManger of sub1\"",
      "expect remedy = \"renew CallManger of subb1\"", "expect remedy = \"start sub2\"",
      "pub> set cert regen CallManger", "expect phones lockd = 0", "pbu> show itl",
      "GUI: reset phones of group Loby",
    ])
  func replaces(_ lines: String) throws {
    let text = twoServers + "## Later\npub> show itl\n" + lines + "\n"
    let outcome = read(text)
    try #require(outcome.diagnostics.contains { $0.suggestion != nil })
    let again = read(mended(text, outcome))
    #expect(again.rendered(color: false) == "")
  }
}
