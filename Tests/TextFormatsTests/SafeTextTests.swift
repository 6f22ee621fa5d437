import Testing
import TextFormats

@Suite("Text that drives nothing") struct SafeTextTests {
  @Test(
    "Marks of the direction of text are control characters",
    arguments: [
      0x202A...0x202E, 0x2066...0x2069, 0x200E...0x200F, 0x61C...0x61C, 0...0x1F, 0x7F...0x9F,
    ])
  func marks(_ values: ClosedRange<UInt32>) throws {
    for value in values {
      let scalar = try #require(Unicode.Scalar(value))
      #expect(SafeText.isControl(scalar))
      #expect(SafeText.withoutControls("a\(scalar)b") == "a·b")
    }
  }

  @Test("Letters, signs and blanks stay", arguments: ["plain", "ü 東京 — #[x]", "## A [b]", ""])
  func harmless(_ text: String) { #expect(SafeText.shown(text) == text) }

  @Test("A command of a build server's log is broken only where it is shown")
  func commands() {
    #expect(SafeText.shown("##vso[task]") == "##vso·[task]")
    #expect(SafeText.withoutControls("##vso[task]") == "##vso[task]")
  }
}

@Suite("The last guard before a line is shown")
struct LineGuardTests {
  @Test(
    "Nothing harmful passes, and all else is as it was",
    arguments: [
      ("plain\ntext\n", "plain\ntext\n"), ("a\tb — ü 東京", "a\tb — ü 東京"),
      ("::error::x\n", "·:error::x\n"), ("a ::b\n  ::c\n", "a ::b\n  ·:c\n"),
      ("\u{1B}[1m::a\u{1B}[0m", "\u{1B}[1m·:a\u{1B}[0m"), ("\u{1B}]0;x\u{7}", "·]0;x·"),
      ("\u{1B}[2Ja", "·[2Ja"), ("a\rb", "a·b"), ("a\u{202E}b", "a·b"), ("\u{FEFF}::a", "·::a"),
      ("##[error]", "##·[error]"), ("x ##vso[task]", "x ##vso·[task]"), ("## A [b]", "## A [b]"),
      ("", ""), ("::", "·:"), (":", ":"),
    ])
  func guarded(text: String, expected: String) {
    #expect(LineGuard.guarded(text) == expected)
  }
}
