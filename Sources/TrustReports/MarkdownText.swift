/// Text that no reader of Markdown takes for markup.
enum MarkdownText {
  /// The longest cell or sentence shown; a line of a scenario may have 64 KiB.
  static let longest = 400

  /// Plain text, escaped.
  static func plain(_ text: String) -> String {
    var escaped = ""
    for character in TextLayout.cut(Words.safe(text), to: longest) {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "<", "#", "|", "~", "$":
        escaped += "\\" + String(character)
      case ">" where escaped.isEmpty: escaped += "\\>"
      case "&": escaped += "&amp;"
      // A reader would make a mention or a link of these.
      case "@": escaped += "&#64;"
      default: escaped.append(character)
      }
    }
    return escaped.replacingScheme()
  }

  /// Text as typed, in a code span; a bar ends a table's cell even there.
  static func code(_ text: String, inTable: Bool) -> String {
    let shown = TextLayout.cut(Words.safe(text), to: longest)
    var longestRun = 0
    var run = 0
    for character in shown {
      run = character == "`" ? run + 1 : 0
      longestRun = max(longestRun, run)
    }
    let fence = String(repeating: "`", count: longestRun + 1)
    let pad = shown.hasPrefix("`") || shown.hasSuffix("`") || shown.isEmpty ? " " : ""
    var body = ""
    for character in shown { body += character == "|" && inTable ? "\\|" : String(character) }
    return fence + pad + body + pad + fence
  }

  /// Lines as they were printed, in a block of code that nothing in them can end.
  static func block(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Words.harmlessLine(Words.safe(String($0))) }
    var longestRun = 2
    for line in lines {
      longestRun = max(longestRun, line.prefix { $0 == "`" }.count)
    }
    let fence = String(repeating: "`", count: longestRun + 1)
    let body = text.hasSuffix("\n") ? lines.dropLast() : lines[...]
    return fence + "text\n" + body.map { $0 + "\n" }.joined() + fence + "\n"
  }

  /// A table; numbers stand to the right. Rows beyond the limit are counted below it.
  static func table(
    _ head: [String], numeric: Set<Int> = [], _ rows: [[String]], atMost limit: Int = 300
  ) -> String {
    guard !rows.isEmpty else { return "" }
    var text = "| " + head.joined(separator: " | ") + " |\n|"
    for place in head.indices { text += numeric.contains(place) ? "---:|" : "---|" }
    text += "\n"
    for row in rows.prefix(limit) { text += "| " + row.joined(separator: " | ") + " |\n" }
    if rows.count > limit { text += "\nand \(Words.number(rows.count - limit)) more.\n" }
    return text
  }
}

extension String {
  /// Breaks `http://` so that no text becomes a link.
  fileprivate func replacingScheme() -> String {
    guard contains("://") else { return self }
    var text = ""
    var rest = self[...]
    while let place = rest.firstIndex(of: ":") {
      text += rest[..<place]
      text += rest[place...].hasPrefix("://") ? "&#58;" : ":"
      rest = rest[rest.index(after: place)...]
    }
    return text + rest
  }
}
