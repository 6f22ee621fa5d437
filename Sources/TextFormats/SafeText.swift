/// Text of which nothing drives a terminal or gives a command in the log of a build server.
package enum SafeText {
  /// Control characters, and characters without a sign of their own that change how the text around
  /// them is shown: marks of its direction, joiners, and breaks of lines and paragraphs.
  ///
  /// Source: the Unicode Standard's categories Cc and Zl, Zp and the part of Cf that orders text
  /// (UAX 9, Unicode Bidirectional Algorithm, section 2).
  package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF:
      true
    default: false
    }
  }

  /// The text with a `·` in place of each such character.
  package static func withoutControls(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { safe.append(isControl(scalar) ? "·" : scalar) }
    return String(safe)
  }

  /// The same, with `##[` and `##name[` broken, too, by which a line of a build server's log gives
  /// a command.
  package static func shown(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0) || $0 == "#" }) else { return text }
    return withoutSignCommands(withoutControls(text))
  }

  /// `##[error]` as `##·[error]`, `##vso[` as `##vso·[`.
  static func withoutSignCommands(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "[")) else { return text }
    var safe = String.UnicodeScalarView()
    var command = SignCommand()
    for scalar in text.unicodeScalars {
      if command.opens(at: scalar) { safe.append("·") }
      safe.append(scalar)
    }
    return String(safe)
  }

  /// Finds the bracket of `##[` and of `##name[`, scalar by scalar.
  struct SignCommand {
    private var signs = 0

    mutating func opens(at scalar: Unicode.Scalar) -> Bool {
      if scalar == "#" {
        signs += 1
        return false
      }
      let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
      if isLetter && signs > 1 { return false }
      defer { signs = 0 }
      return scalar == "[" && signs > 1
    }
  }
}
