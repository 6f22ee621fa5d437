/// Takes the rows of a table apart, without copying any text. Source: RFC 4180.
package struct CSVReader: Sendable {
  /// Where a cell stands, by its bytes; quotes around the whole of it are left out.
  package struct Cell: Sendable {
    /// The first byte.
    package var start: Int
    /// Behind the last byte.
    package var end: Int
    /// Quotes stand inside that are not part of its text.
    package var isEscaped: Bool
    /// How many bytes it has.
    package var count: Int { end - start }
  }

  /// Which quotes are not text.
  package enum Quotes: Sendable {
    /// Those of a cell that begins with one, as RFC 4180 has it; anything else is a fault.
    case around
    /// All: programs that are no strict writers quote parts of a cell.
    case anywhere
  }

  /// What is wrong with the quotes of a row.
  package enum Fault: Error, Hashable, Sendable {
    /// The quote at this byte does not end.
    case unclosedQuote(Int)
    /// Text stands behind the closing quote of a cell, at this byte.
    case textBehindQuote(Int)
  }

  /// The table.
  package let bytes: [UInt8]
  /// The cells of the row.
  package private(set) var cells: [Cell] = []
  /// The byte at which the row begins.
  package private(set) var start = 0
  /// Where its last cell ends.
  package private(set) var end = 0
  /// The number of its first line, counted from one; zero before the first row.
  package private(set) var line = 0
  private let quotes: Quotes
  private var position: Int
  private var nextLine = 1

  /// Begins before the first row, behind a byte order mark.
  package init(_ bytes: [UInt8], quotes: Quotes = .around) {
    self.bytes = bytes
    self.quotes = quotes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Goes on to the next row that is not blank; false at the end of the table.
  ///
  /// - Throws: ``Fault``, the first of the row; its cells are there all the same.
  package mutating func advance() throws(Fault) -> Bool {
    while position < bytes.count {
      cells.removeAll(keepingCapacity: true)
      start = position
      line = nextLine
      let bytes = bytes
      if let fault = scan(bytes.span) { throw fault }
      if cells.count != 1 || cells[0].count != 0 { return true }
    }
    return false
  }

  /// Reads the cells of one row and moves behind it.
  private mutating func scan(_ bytes: Span<UInt8>) -> Fault? {
    var at = position
    var fault: Fault?
    repeat {
      let isQuoted = at < bytes.count && bytes[at] == UInt8(ascii: "\"")
      if quotes == .anywhere {
        at = addPartlyQuoted(bytes, at)
      } else if isQuoted {
        let found = addQuoted(bytes, &at)
        if fault == nil { fault = found }
      } else {
        at = addPlain(bytes, at)
      }
      guard at < bytes.count, bytes[at] == UInt8(ascii: ",") else { break }
      at += 1
    } while true
    end = cells.last?.end ?? at
    position = at + 1
    nextLine += 1
    return fault
  }

  /// A cell without quotes; returns where the row goes on.
  private mutating func addPlain(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var at = start
    while at < bytes.count, bytes[at] != UInt8(ascii: ","), bytes[at] != 0x0A { at += 1 }
    cells.append(Cell(start: start, end: cellEnd(bytes, start, at), isEscaped: false))
    return at
  }

  /// A cell in which any quote opens or closes.
  private mutating func addPartlyQuoted(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var at = start
    var (isQuoted, hasQuotes) = (false, false)
    while at < bytes.count, isQuoted || bytes[at] != UInt8(ascii: ","),
      isQuoted || bytes[at] != 0x0A
    {
      if bytes[at] == 0x0A { nextLine += 1 }
      if bytes[at] == UInt8(ascii: "\"") {
        isQuoted.toggle()
        hasQuotes = true
      }
      at += 1
    }
    cells.append(Cell(start: start, end: cellEnd(bytes, start, at), isEscaped: hasQuotes))
    return at
  }

  /// The last cell of a line may have a carriage return behind it.
  private func cellEnd(_ bytes: Span<UInt8>, _ start: Int, _ at: Int) -> Int {
    let isLast = at >= bytes.count || bytes[at] == 0x0A
    return isLast && at > start && bytes[at - 1] == 0x0D ? at - 1 : at
  }

  /// A cell in quotes; returns what is wrong with it.
  private mutating func addQuoted(_ bytes: Span<UInt8>, _ at: inout Int) -> Fault? {
    let (start, end) = (at, bytes.count)
    at += 1
    var isEscaped = false
    while at < end {
      if bytes[at] == 0x0A { nextLine += 1 }
      if bytes[at] == UInt8(ascii: "\"") {
        guard at + 1 < end, bytes[at + 1] == UInt8(ascii: "\"") else { break }
        isEscaped = true
        at += 1
      }
      at += 1
    }
    cells.append(Cell(start: start + 1, end: min(at, end), isEscaped: isEscaped))
    guard at < end else {
      at = end
      return .unclosedQuote(start)
    }
    at += 1
    if at < end, bytes[at] == 0x0D { at += 1 }
    if at >= end || bytes[at] == UInt8(ascii: ",") || bytes[at] == 0x0A { return nil }
    let fault = Fault.textBehindQuote(at)
    while at < end, bytes[at] != UInt8(ascii: ","), bytes[at] != 0x0A { at += 1 }
    return fault
  }

  /// The text of a cell of this row; of two quotes in a row one is text.
  package func text(_ cell: Cell) -> String {
    let part = bytes[cell.start..<max(cell.start, cell.end)]
    guard cell.isEscaped else { return String(decoding: part, as: UTF8.self) }
    let quote = UInt8(ascii: "\"")
    var plain: [UInt8] = []
    var isInside = quotes == .around
    var before: UInt8 = 0
    for byte in part {
      if byte == quote {
        // The second of two, between which nothing can stand.
        if !isInside, before == quote { plain.append(quote) }
        isInside.toggle()
      } else {
        plain.append(byte)
      }
      before = byte
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// The texts of one row whose writer may quote any part of a cell.
  package static func cells(ofRow row: String) -> [String] {
    var reader = CSVReader(Array(row.utf8), quotes: .anywhere)
    // Quotes that may stand anywhere are never wrong.
    guard (try? reader.advance()) == true else { return [] }
    return reader.cells.map(reader.text)
  }
}
