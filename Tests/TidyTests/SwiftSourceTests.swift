import Testing

@Suite("Taking Swift apart") struct SwiftSourceTests {
  private func words(_ text: String) -> [String] {
    SwiftSource(path: "x.swift", text: text).tokens.filter { $0.kind != .text }.map(\.text)
  }

  @Test("Code is seen, comments and text are not, and code inside text is")
  func tokens() {
    #expect(words("a.b(c) // d") == ["a", ".", "b", "(", "c", ")"])
    #expect(words("a /* b /* c */ d */ e") == ["a", "e"])
    #expect(words(#"a("b \(c(d)) \" e") f"#) == ["a", "(", "c", "(", "d", ")", ")", "f"])
    #expect(words(##"a #"b \(c) " d"# \#(e)"##).prefix(1) == ["a"])
    #expect(words(##"#"a \(b) "c" \#(d)"# e"##) == ["d", "e"])
    #expect(words("\"\"\"\n  a \"b\" \\(c)\n  \"\"\"\nd") == ["c", "d"])
    #expect(words("a == b != c -> d") == ["a", "==", "b", "!=", "c", "->", "d"])
    #expect(words("try! a") == ["try", "!", "a"])
  }

  @Test("Lines are counted through comments and long texts")
  func lines() {
    let text = "/* a\n b */ c\n\"\"\"\nd\n\"\"\"\ne // f\n/// g\nh"
    let source = SwiftSource(path: "x.swift", text: text)
    let lines = source.tokens.filter { $0.kind == .word }.map { "\($0.text)\($0.line)" }
    #expect(lines == ["c2", "e6", "h8"])
    #expect(source.comments.map(\.line) == [1, 2, 6, 7])
  }

  @Test("Text that never ends is no endless one")
  func damaged() {
    #expect(words("a \"b\nc") == ["a", "c"])
    #expect(words("a \"\"\"b") == ["a"])
    #expect(words("a \"\\(b") == ["a", "b"])
    #expect(words("a /* b") == ["a"])
    #expect(words("a \"b\\") == ["a"])
  }
}
