/// A word, a quoted text or a sign of one statement.
struct Token {
  enum Kind: UInt8 {
    case word
    /// In double quotes; ``Token/start`` and ``Token/end`` lie inside them.
    case quoted
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, comma, bar
  }
  var kind: Kind
  var start: Int32
  var end: Int32

  /// Where it begins and ends with its quotes.
  var outerStart: Int { Int(kind == .quoted ? start - 1 : start) }
  var outerEnd: Int { Int(kind == .quoted ? end + 1 : end) }
  var isText: Bool { kind == .word || kind == .quoted }
}

/// Takes a statement apart. A comment ends it: `#` after two blanks outside quotes.
struct Tokenizer {
  private(set) var tokens: [Token] = []
  /// End of the last token: the statement without comment and blanks.
  var contentEnd: Int { tokens.last?.outerEnd ?? 0 }

  /// - Returns: what is wrong with the quotes, if anything.
  mutating func tokenize(_ file: SourceFile, _ statement: Statement) -> Problem? {
    tokens.removeAll(keepingCapacity: true)
    let bytes = file.bytes
    return scan(bytes.span, Int(statement.start), Int(statement.end))
  }

  private mutating func scan(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Problem? {
    var at = start
    while at < end {
      let byte = bytes[at]
      if byte == 0x20 || byte == 0x09 {
        at += 1
      } else if byte == UInt8(ascii: "#"), at > start + 1, bytes[at - 1] == 0x20,
        bytes[at - 2] == 0x20
      {
        return nil
      } else if byte == UInt8(ascii: "\"") {
        var close = at + 1
        while close < end, bytes[close] != UInt8(ascii: "\"") { close += 1 }
        guard close < end else {
          return Problem(
            .unterminatedQuote, "the quote that begins here does not end on this line", at, at + 1)
        }
        append(.quoted, at + 1, close)
        at = close + 1
      } else if let (kind, length) = Self.sign(bytes, at, end) {
        append(kind, at, at + length)
        at += length
      } else {
        let from = at
        at += 1
        while at < end, Self.isWordByte(bytes, at, end) { at += 1 }
        append(.word, from, at)
      }
    }
    return nil
  }

  private mutating func append(_ kind: Token.Kind, _ start: Int, _ end: Int) {
    tokens.append(Token(kind: kind, start: Int32(start), end: Int32(end)))
  }

  @inline(__always)
  private static func isWordByte(
    _ bytes: Span<UInt8>, _ at: Int, _ end: Int
  ) -> Bool {
    let byte = bytes[at]
    // Letters, digits and the dot are by far the most.
    if byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") { return true }
    if byte <= 0x20 || byte == UInt8(ascii: "\"") { return false }
    return sign(bytes, at, end) == nil
  }

  @inline(__always)
  private static func sign(
    _ bytes: Span<UInt8>, _ at: Int, _ end: Int
  ) -> (Token.Kind, Int)? {
    let beforeEqual = at + 1 < end && bytes[at + 1] == UInt8(ascii: "=")
    switch bytes[at] {
    case UInt8(ascii: "="): return (.equal, 1)
    case UInt8(ascii: "!"): return beforeEqual ? (.notEqual, 2) : nil
    case UInt8(ascii: "<"): return beforeEqual ? (.lessOrEqual, 2) : (.less, 1)
    case UInt8(ascii: ">"): return beforeEqual ? (.greaterOrEqual, 2) : (.greater, 1)
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: "|"): return (.bar, 1)
    default: return nil
    }
  }
}
