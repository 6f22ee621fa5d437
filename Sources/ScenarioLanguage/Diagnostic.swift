import TextFormats

/// One thing wrong with a scenario, with the place where it is written.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable { case error, warning, note }

  package var severity: Severity
  package var code: DiagnosticCode
  package var message: String
  /// Name of the file, as ``SourceText/name`` gives it.
  package var file: String
  /// Line, counted from 1; 0 when the file could not be read at all.
  package var line: Int
  /// Column in bytes, counted from 1; what people see is ``shownColumn``.
  package var column: Int
  /// The whole line without its line end.
  package var sourceLine: String
  /// How many bytes of the line are wrong; at least 1.
  package var caretLength: Int
  /// What could have stood there.
  package var expected: String?
  /// What was probably meant: text that can be put in place of what is marked.
  package var suggestion: String?

  package init(
    severity: Severity = .error, code: DiagnosticCode, message: String, file: String, line: Int,
    column: Int, sourceLine: String, caretLength: Int = 1, expected: String? = nil,
    suggestion: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.file = file
    self.line = line
    self.column = column
    self.sourceLine = sourceLine
    self.caretLength = caretLength
    self.expected = expected
    self.suggestion = suggestion
  }

  /// The diagnostic as a compiler prints it, without a line end.
  ///
  /// ```
  /// hq.mop:12:19: error[E050]: no node is called pbu
  ///   12 |   group Default = pbu
  ///      |                   ^^^
  ///      = expected: a node of cluster hq
  ///      = did you mean: pub
  /// ```
  /// Control characters of the file are shown as `·`, so that no file can drive a terminal.
  package func rendered(color: Bool) -> String {
    let paint = Paint(isOn: color)
    var place = Self.shown(file)
    if line > 0 { place += ":\(line):\(shownColumn)" }
    let tone: Paint.Tone = severity == .error ? .red : severity == .warning ? .yellow : .blue
    var text = paint(.bold, place + ": ") + paint(tone, "\(severity.rawValue)[\(code.rawValue)]")
    text += paint(.bold, ": " + Self.shown(message))
    let gutter = String(repeating: " ", count: max(4, String(line).count + 2))
    if line > 0 {
      let (window, indent, length) = excerpt()
      let number = String(repeating: " ", count: gutter.count - String(line).count) + "\(line)"
      text += "\n" + paint(.blue, "\(number) | ") + window
      text += "\n" + paint(.blue, "\(gutter) | ") + String(repeating: " ", count: indent)
      text += paint(tone, String(repeating: "^", count: length))
    }
    if let expected {
      text += "\n" + paint(.blue, "\(gutter) = ") + Self.wrapped("expected: ", expected, gutter)
    }
    if let suggestion {
      text += "\n" + paint(.blue, "\(gutter) = ") + "did you mean: " + Self.shown(suggestion)
    }
    return text
  }

  /// The column in characters, counted from 1, as an editor counts them.
  package var shownColumn: Int {
    let bytes = sourceLine.utf8
    guard column > 1, column - 1 <= bytes.count else { return column }
    return String(decoding: bytes.prefix(column - 1), as: UTF8.self).count + 1
  }

  /// The part of the line around the mark, where the mark begins in it, and its length, all in
  /// characters: a line of 64 KiB is no help on a screen.
  private func excerpt() -> (text: String, indent: Int, length: Int) {
    let bytes = Array(sourceLine.utf8)
    let from = min(max(column - 1, 0), bytes.count)
    let to = min(from + max(caretLength, 1), bytes.count)
    let before = String(decoding: bytes[..<from], as: UTF8.self)
    let marked = String(decoding: bytes[from..<to], as: UTF8.self)
    let after = String(decoding: bytes[to...], as: UTF8.self)
    let room = 100
    var start = before.count > room ? "…" + before.suffix(room - 20) : before
    start = Self.shown(start)
    let middle = Self.shown(String(marked.prefix(max(20, room - start.count))))
    var end = String(after.prefix(max(0, room - start.count - middle.count)))
    if end.count < after.count { end += "…" }
    return (start + middle + Self.shown(end), start.count, max(1, middle.count))
  }

  /// A list of words can be longer than a screen is wide.
  private static func wrapped(_ label: String, _ text: String, _ gutter: String) -> String {
    let margin = String(repeating: " ", count: gutter.count + 3 + label.count)
    var result = label
    var column = margin.count
    var isFirst = true
    for word in shown(text).split(separator: " ", omittingEmptySubsequences: false) {
      if !isFirst, column + 1 + word.count > 90 {
        result += "\n" + margin
        column = margin.count
        isFirst = true
      }
      if !isFirst {
        result += " "
        column += 1
      }
      result += word
      column += word.count
      isFirst = false
    }
    return result
  }

  private static func shown(_ text: String) -> String { SafeText.withoutControls(text) }
}

/// Colours of a terminal, or none.
private struct Paint {
  enum Tone: String {
    case bold = "1"
    case red = "1;31"
    case yellow = "1;33"
    case blue = "34"
  }
  var isOn: Bool
  func callAsFunction(_ tone: Tone, _ text: String) -> String {
    isOn ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
  }
}
