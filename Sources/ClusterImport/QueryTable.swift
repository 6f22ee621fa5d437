import TextFormats
import TrustListFiles

/// What `run sql` printed: a line of names, a line of `=` below each, and rows.
///
/// Columns are told by the line of `=`. A terminal that is narrower than the table breaks all of
/// its lines at the same place, which the broken line of `=` shows. Rows are given one after the
/// other.
struct QueryTable {
  /// Names of the columns in small letters.
  private(set) var columns: [String] = []
  /// The line with the names.
  private(set) var line = 1
  /// The row at hand, where its cells are in it, and its first line.
  private var row = TextSpan([])
  private var cells: [Range<Int>] = []
  private(set) var rowLine = 0
  private var spans: [Range<Int>] = []
  /// On how many lines a row is broken, and after how many characters.
  private var folds = 1
  private var width = 0
  private var joined = JoinedLine()
  /// A line that was read to see that the ruler ends.
  private var isAhead = true

  /// A row, a line that is none, or the end.
  enum Next {
    case row
    case damaged(isComment: Bool)
    case end
  }

  /// Reads the head of a table.
  ///
  /// - Returns: nil where no table stands.
  init?(_ lines: inout LogLines) {
    var above: [(line: Int, text: String)] = []
    // The names of columns are the first that is printed; a broken echo may stand above them.
    let last = lines.line + 2_000
    while lines.line < last, let text = lines.next(keepsBlanks: true) {
      guard Self.isRuler(text) else {
        above.append((lines.line, text.string))
        if above.count > 64 { above.removeFirst(32) }
        continue
      }
      guard readRulers(text.string, &lines), above.count >= folds else { return nil }
      let named = above.suffix(folds)
      var names = ""
      for (place, part) in named.enumerated() {
        names = Self.padded(names, to: width * place) + part.text
      }
      line = named.first?.line ?? 1
      let spans = spans
      columns = Self.parts(names.span, spans).map { $0.string.lowercased() }
      return
    }
    return nil
  }

  func place(of column: String) -> Int? { columns.firstIndex(of: column) }

  private static func isRuler(_ text: TextSpan) -> Bool {
    text.allSatisfy { $0 == UInt8(ascii: "=") || $0 == 0x20 }
      && text.place(of: UInt8(ascii: "=")) != nil
  }

  private mutating func readRulers(_ first: String, _ lines: inout LogLines) -> Bool {
    var ruler = first
    width = first.utf8.count
    isAhead = false
    while let text = lines.next(keepsBlanks: true) {
      guard Self.isRuler(text), folds < 64 else {
        joined.keep(text)
        isAhead = true
        break
      }
      ruler = Self.padded(ruler, to: width * folds) + text.string
      folds += 1
    }
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
    return !spans.isEmpty
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }

  // MARK: Rows

  /// A cell of the row at hand.
  func cell(_ place: Int) -> TextSpan {
    row.part(cells[place].lowerBound, cells[place].upperBound)
  }

  /// Reads the next row, blank lines passed over.
  mutating func next(_ lines: inout LogLines) -> Next {
    while true {
      let text: TextSpan
      let isKept = isAhead
      if isAhead {
        isAhead = false
        text = joined.text
      } else if let next = lines.next(keepsBlanks: true) {
        text = next
      } else {
        return .end
      }
      rowLine = lines.line
      let whole = folds == 1 ? text : unfolded(text, isKept: isKept, &lines)
      let row = whole.trimmedEnd
      if row.isEmpty { continue }
      return split(row)
    }
  }

  /// A row put together from the lines on which it is broken.
  ///
  /// - Parameter isKept: its first line is the joined line already.
  private mutating func unfolded(
    _ text: TextSpan, isKept: Bool, _ lines: inout LogLines
  ) -> TextSpan {
    if !isKept { joined.keep(text) }
    var parts = 1
    while parts < folds, Self.length(joined.text) >= width * parts,
      let more = lines.next(keepsBlanks: true)
    {
      joined.pad(to: width * parts)
      joined.append(more)
      parts += 1
    }
    return joined.text
  }

  private mutating func split(_ row: TextSpan) -> Next {
    self.row = row
    if Self.fits(row, spans) {
      let places = Places(row)
      cells.removeAll(keepingCapacity: true)
      for span in spans { cells.append(places.cell(span, of: row)) }
      return .row
    }
    // Moved by lost or added blanks; two blanks never stand inside a name of the product's.
    var rest = row
    cells.removeAll(keepingCapacity: true)
    while cells.count <= columns.count, let word = rest.nextWord() {
      let end = row.count - rest.count
      cells.append(end - word.count..<end)
    }
    guard cells.count == columns.count, rest.nextWord() == nil else {
      return .damaged(isComment: row.first == UInt8(ascii: "#"))
    }
    return .row
  }

  /// Whether a blank stands between columns.
  private static func fits(_ text: TextSpan, _ spans: [Range<Int>]) -> Bool {
    let places = Places(text)
    return places.count <= (spans.last?.upperBound ?? 0)
      && spans.dropFirst().allSatisfy { span in
        span.lowerBound - 1 >= places.count || text[places.byte(span.lowerBound - 1)] == 0x20
      }
  }

  private static func parts(_ text: TextSpan, _ spans: [Range<Int>]) -> [TextSpan] {
    let places = Places(text)
    return spans.map {
      let cell = places.cell($0, of: text)
      return text.part(cell.lowerBound, cell.upperBound)
    }
  }

  private static func length(_ text: TextSpan) -> Int { Places(text).count }

  /// Where the characters of a line begin: in most lines each is one byte.
  private struct Places {
    let count: Int
    private var starts: [Int]?
    private let end: Int

    init(_ text: TextSpan) {
      end = text.count
      guard !text.allSatisfy({ $0 < 0x80 }) else {
        count = text.count
        return
      }
      let starts = (0..<text.count).filter { text[$0] & 0xC0 != 0x80 }
      count = starts.count
      self.starts = starts
    }

    func cell(_ span: Range<Int>, of text: TextSpan) -> Range<Int> {
      text.trimmed(byte(span.lowerBound), byte(span.upperBound))
    }

    func byte(_ place: Int) -> Int {
      guard let starts else { return min(place, end) }
      return place < starts.count ? starts[place] : end
    }
  }
}

/// A row that a terminal broke, put together.
private struct JoinedLine {
  private static let longest = 64 * LineCleaner.longest
  private var bytes: [UInt8] = []

  var text: TextSpan { TextSpan(bytes) }

  mutating func keep(_ text: TextSpan) {
    bytes.removeAll(keepingCapacity: true)
    append(text)
  }

  mutating func append(_ text: TextSpan) {
    bytes.append(contentsOf: text.part(0, Self.longest - bytes.count).bytes)
  }

  /// Appends blanks until the line has so many characters.
  mutating func pad(to width: Int) {
    let characters = bytes.count { $0 & 0xC0 != 0x80 }
    let missing = max(0, min(width, Self.longest) - characters)
    bytes.append(
      contentsOf: repeatElement(0x20, count: min(missing, Self.longest - bytes.count)))
  }
}
