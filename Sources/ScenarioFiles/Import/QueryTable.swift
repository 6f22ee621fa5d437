/// What `run sql` printed: a line of names, a line of `=` below each, and rows.
///
/// Columns are told by the line of `=`. A terminal that is narrower than the table breaks all of
/// its lines at the same place, which the broken line of `=` shows.
struct QueryTable {
  struct Row {
    var line: Int
    var cells: [String]
  }
  /// A line that is no row of the table.
  struct Damage {
    var line: Int
    var text: String
  }
  /// Names of the columns in small letters.
  var columns: [String]
  /// The line with the names.
  var line: Int
  var rows: [Row] = []
  var damages: [Damage] = []

  func place(of column: String) -> Int? { columns.firstIndex(of: column) }

  func has(_ names: String...) -> Bool { names.allSatisfy(columns.contains) }

  /// Reads a table.
  ///
  /// - Parameter wants: whether a table of these columns is worth reading to its end.
  /// - Returns: nil where no table stands.
  static func read(_ lines: inout PieceLines, wants: ([String]) -> Bool) -> QueryTable? {
    var above: [(line: Int, text: String)] = []
    // The names of columns are the first that is printed; a broken echo may stand above them.
    let last = lines.line + 2_000
    while lines.line < last, let text = lines.next(keepsBlanks: true) {
      guard !isRuler(text) else {
        return table(&lines, header: above, ruler: text, wants)
      }
      above.append((lines.line, text))
      if above.count > 64 { above.removeFirst(32) }
    }
    return nil
  }

  private static func isRuler(_ text: String) -> Bool {
    text.utf8.contains(UInt8(ascii: "="))
      && text.utf8.allSatisfy { $0 == UInt8(ascii: "=") || $0 == 0x20 }
  }

  private static func table(
    _ lines: inout PieceLines, header: [(line: Int, text: String)], ruler first: String,
    _ wants: ([String]) -> Bool
  ) -> QueryTable? {
    var ruler = first
    var folds = 1
    let width = first.utf8.count
    var next = lines.next(keepsBlanks: true)
    while let text = next, isRuler(text), folds < 64 {
      ruler = padded(ruler, to: width * folds) + text
      folds += 1
      next = lines.next(keepsBlanks: true)
    }
    guard header.count >= folds else { return nil }
    let named = header.suffix(folds)
    var names = ""
    for (place, part) in named.enumerated() {
      names = padded(names, to: width * place) + part.text
    }
    let spans = columnSpans(ruler)
    let columns = cells(names, spans).map { $0.lowercased() }
    var table = QueryTable(columns: columns, line: named.first?.line ?? 1)
    guard wants(columns) else { return table }
    while let text = next {
      let line = lines.line
      var row = text
      var parts = 1
      while parts < folds, row.count >= width * parts, let more = lines.next(keepsBlanks: true) {
        row = padded(row, to: width * parts) + more
        parts += 1
      }
      table.take(row, line, spans)
      next = lines.next(keepsBlanks: true)
    }
    return table
  }

  private mutating func take(_ text: String, _ line: Int, _ spans: [Range<Int>]) {
    guard !text.trimmed.isEmpty else { return }
    let found = Self.cells(text, spans)
    if Self.fits(text, spans) {
      rows.append(Row(line: line, cells: found))
      return
    }
    // Moved by lost or added blanks; two blanks never stand inside a name of the product's.
    let split = text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    if split.count == columns.count {
      rows.append(Row(line: line, cells: split))
    } else {
      damages.append(Damage(line: line, text: text))
    }
  }

  /// Whether a blank stands between columns.
  private static func fits(_ text: String, _ spans: [Range<Int>]) -> Bool {
    let characters = Array(TerminalText.trimmedEnd(text))
    return spans.dropFirst().allSatisfy { span in
      span.lowerBound - 1 >= characters.count || characters[span.lowerBound - 1] == " "
    } && characters.count <= (spans.last?.upperBound ?? 0)
  }

  private static func columnSpans(_ ruler: String) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var start: Int?
    for (place, byte) in ruler.utf8.enumerated() {
      if byte == UInt8(ascii: "=") {
        start = start ?? place
      } else if let from = start {
        spans.append(from..<place)
        start = nil
      }
    }
    if let start { spans.append(start..<ruler.utf8.count) }
    return spans
  }

  private static func cells(_ text: String, _ spans: [Range<Int>]) -> [String] {
    let characters = Array(text)
    return spans.map { span in
      let start = min(span.lowerBound, characters.count)
      let end = min(span.upperBound, characters.count)
      return String(characters[start..<end]).trimmed
    }
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
