/// Text on a screen of 100 columns: wrapping, cutting, padding, and colour last of all.
struct TextLayout {
  enum Tone: String {
    case bold = "1"
    case red = "1;31"
    case green = "32"
    case yellow = "33"
    case faint = "2"
  }
  static let width = 100
  /// Where the text beside a label begins.
  static let indent = 14

  let color: Bool

  func paint(_ tone: Tone, _ text: String) -> String {
    color && !text.isEmpty ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Cut to so many columns, with an ellipsis where something is missing.
  static func cut(_ text: String, to width: Int) -> String {
    text.count <= width ? text : String(text.prefix(max(0, width - 1))) + "…"
  }

  static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// Words broken into lines of at most so many columns; the last line that is allowed is cut.
  static func wrap(_ text: String, to width: Int, atMost limit: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var rest = text.split(separator: " ")[...]
    while let word = rest.first {
      if lines.count == limit - 1 {
        let all = (line.isEmpty ? "" : line + " ") + rest.joined(separator: " ")
        return lines + [cut(all, to: width)]
      }
      let longer = line.isEmpty ? String(word) : line + " " + word
      if longer.count <= width {
        line = longer
        rest = rest.dropFirst()
      } else if line.isEmpty {
        lines.append(cut(String(word), to: width))
        rest = rest.dropFirst()
      } else {
        lines.append(line)
        line = ""
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// As much of a list as fits on one line beside a label, then the count of the rest.
  static func fitting(_ all: [String], after head: String = "") -> String {
    var count = all.count
    while count > 1, (head + Words.list(all, atMost: count)).count > width - indent { count -= 1 }
    return head + Words.list(all, atMost: count)
  }

  /// A label, and beside it a text of at most so many lines.
  func labelled(_ label: String, _ text: String, atMost limit: Int = 2) -> [String] {
    let lines = Self.wrap(text, to: Self.width - Self.indent, atMost: limit)
    return lines.enumerated().map { place, line in
      let head = place == 0 ? label : ""
      return paint(.bold, Self.left(head, Self.indent)) + line
    }
  }
}
