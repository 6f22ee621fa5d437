/// One Swift file taken apart, so that a check sees code, comments and text each by themselves.
struct SwiftSource {
  struct Token: Equatable {
    enum Kind { case word, number, text, sign }
    var kind: Kind
    var text: String
    var line: Int
    /// No blank stands before it.
    var isAttached: Bool
  }

  /// One line of a comment without its marks.
  struct Comment {
    var text: String
    var line: Int
  }

  let path: String
  let lines: [Substring]
  let tokens: [Token]
  let comments: [Comment]
  /// Lines that lie within a text of several lines: what they say is no code.
  let textLines: Set<Int>
  /// Where each word and sign stands.
  private let places: [String: [Int]]

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var lexer = Lexer(text)
    lexer.lexCode(inInterpolation: false)
    tokens = lexer.tokens
    comments = lexer.comments
    textLines = lexer.textLines
    places = tokens.indices.reduce(into: [:]) { places, place in
      if lexer.tokens[place].kind != .text {
        places[lexer.tokens[place].text, default: []] += [place]
      }
    }
  }

  /// The places where a word or sign stands, in order.
  func places(of sign: String) -> [Int] { places[sign] ?? [] }

  /// Whether these words and signs stand here; text in quotes is never one of them.
  func matches(_ pattern: [String], at place: Int) -> Bool {
    guard place >= 0, place + pattern.count <= tokens.count else { return false }
    for (offset, wanted) in pattern.enumerated() {
      let token = tokens[place + offset]
      guard token.kind != .text, token.text == wanted else { return false }
      // `try!` is a word with its mark; `try !isDone()` is not.
      if wanted == "!", !token.isAttached { return false }
    }
    return true
  }

  /// The word or sign at a place; nil for text and beyond the end.
  func sign(_ place: Int) -> String? {
    guard tokens.indices.contains(place), tokens[place].kind != .text else { return nil }
    return tokens[place].text
  }

  /// The place of the bracket that opens what the one at this place closes; 0 if none does.
  func opening(of place: Int) -> Int {
    var depth = 0
    for index in stride(from: place, through: 0, by: -1) {
      switch sign(index) {
      case ")", "]", "}": depth += 1
      case "(", "[", "{":
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return 0
  }

  /// The place of the bracket that closes the one at this place; the end if none does.
  func closing(of place: Int) -> Int {
    var depth = 0
    for index in place..<tokens.count {
      switch sign(index) {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return tokens.count
  }
}

/// Takes Swift apart as far as the checks need it: regular expressions are taken for operators.
private struct Lexer {
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1
  private(set) var tokens: [SwiftSource.Token] = []
  private(set) var comments: [SwiftSource.Comment] = []
  private(set) var textLines: Set<Int> = []

  init(_ text: String) { bytes = Array(text.utf8) }

  private func byte(_ offset: Int = 0) -> UInt8 {
    place + offset < bytes.count ? bytes[place + offset] : 0
  }

  private func isNext(_ text: String) -> Bool {
    for (offset, wanted) in text.utf8.enumerated() where byte(offset) != wanted { return false }
    return true
  }

  mutating func lexCode(inInterpolation: Bool) {
    var depth = 0
    while place < bytes.count {
      let first = byte()
      if first == UInt8(ascii: "\n") {
        line += 1
        place += 1
      } else if first <= UInt8(ascii: " ") || first == UInt8(ascii: "`") {
        place += 1
      } else if isNext("//") {
        lexLineComment()
      } else if isNext("/*") {
        lexBlockComment()
      } else if let hashes = hashesBeforeQuote() {
        lexText(hashes: hashes)
      } else if Self.isWord(first) {
        let isNumber = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        take(isNumber ? .number : .word) { Self.isWord($0) }
      } else if Self.isOperator(first) {
        takeOperator()
      } else {
        if first == UInt8(ascii: "(") { depth += 1 }
        if first == UInt8(ascii: ")") {
          if inInterpolation && depth == 0 {
            place += 1
            return
          }
          depth -= 1
        }
        append(.sign, from: place, to: place + 1)
        place += 1
      }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  private static func isOperator(_ byte: UInt8) -> Bool { "/=-+!*%<>&|^~?".utf8.contains(byte) }

  private mutating func take(_ kind: SwiftSource.Token.Kind, while isPart: (UInt8) -> Bool) {
    let start = place
    while place < bytes.count, isPart(bytes[place]) { place += 1 }
    append(kind, from: start, to: place)
  }

  private mutating func takeOperator() {
    let start = place
    while Self.isOperator(byte()), !(place > start && (isNext("//") || isNext("/*"))) { place += 1 }
    append(.sign, from: start, to: place)
  }

  private mutating func append(_ kind: SwiftSource.Token.Kind, from start: Int, to end: Int) {
    let before = start > 0 ? bytes[start - 1] : UInt8(ascii: " ")
    tokens.append(
      SwiftSource.Token(
        kind: kind, text: String(decoding: bytes[start..<end], as: UTF8.self), line: line,
        isAttached: before > UInt8(ascii: " ")))
  }

  private mutating func lexLineComment() {
    let start = place
    while place < bytes.count, byte() != UInt8(ascii: "\n") { place += 1 }
    comment(from: start, to: place)
  }

  private mutating func lexBlockComment() {
    var depth = 0
    var start = place
    repeat {
      if isNext("/*") {
        depth += 1
        place += 2
      } else if isNext("*/") {
        depth -= 1
        place += 2
      } else {
        if byte() == UInt8(ascii: "\n") {
          comment(from: start, to: place)
          line += 1
          start = place + 1
        }
        place += 1
      }
    } while depth > 0 && place < bytes.count
    comment(from: start, to: place)
  }

  private mutating func comment(from start: Int, to end: Int) {
    let written = String(decoding: bytes[start..<min(end, bytes.count)], as: UTF8.self)
    let text = written.drop { $0 == "/" || $0 == "*" || $0 == " " }
    comments.append(SwiftSource.Comment(text: String(text), line: line))
  }

  /// How many `#` stand before a quote here; nil: no text begins here.
  private func hashesBeforeQuote() -> Int? {
    var hashes = 0
    while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
    return byte(hashes) == UInt8(ascii: "\"") ? hashes : nil
  }

  private mutating func lexText(hashes: Int) {
    let index = tokens.count
    append(.text, from: place, to: place)
    place += hashes
    let isLong = isNext("\"\"\"")
    let quotes = isLong ? 3 : 1
    place += quotes
    let start = place
    var end = start
    while place < bytes.count {
      end = place
      if closesText(quotes: quotes, hashes: hashes) {
        place += quotes + hashes
        break
      }
      if byte() == UInt8(ascii: "\\"), isEscape(hashes: hashes) {
        place += 1 + hashes
        if byte() == UInt8(ascii: "(") {
          place += 1
          lexCode(inInterpolation: true)
        } else {
          // What is escaped closes nothing; an escaped line end is still one.
          if byte() == UInt8(ascii: "\n") { line += 1 }
          place += 1
        }
        continue
      }
      if byte() == UInt8(ascii: "\n") {
        if !isLong { break }
        line += 1
        textLines.insert(line)
      }
      place += 1
    }
    let content = bytes[start..<min(max(start, end), bytes.count)]
    tokens[index].text = String(decoding: content, as: UTF8.self)
  }

  private func closesText(quotes: Int, hashes: Int) -> Bool {
    for offset in 0..<quotes where byte(offset) != UInt8(ascii: "\"") { return false }
    for offset in 0..<hashes where byte(quotes + offset) != UInt8(ascii: "#") { return false }
    return true
  }

  private func isEscape(hashes: Int) -> Bool {
    for offset in 0..<hashes where byte(1 + offset) != UInt8(ascii: "#") { return false }
    return true
  }
}
