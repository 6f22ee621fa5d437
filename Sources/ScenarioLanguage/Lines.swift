import TrustListFiles

/// Splits a file into its statements and says what in its text cannot be read.
///
/// Works on eight bytes at a time; a line is looked at byte by byte only when it has a byte that is
/// not printable ASCII.
struct LineSplitter {
  let file: SourceFile
  let limits: Limits
  private(set) var statements: [Statement] = []
  private(set) var problems: [(problem: Problem, line: Statement)] = []

  init(_ file: SourceFile, limits: Limits) {
    self.file = file
    self.limits = limits
  }

  mutating func split() {
    let bytes = file.bytes
    statements.reserveCapacity(bytes.count / 40)
    var line: Int32 = 0
    var position = Self.hasByteOrderMark(bytes) ? 3 : 0
    while position < bytes.count {
      line += 1
      let (end, isSuspicious) = Self.endOfLine(bytes.span, position)
      take(line: line, from: position, to: end, isSuspicious: isSuspicious)
      position = end + 1
    }
  }

  static func hasByteOrderMark(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

  private mutating func take(line: Int32, from: Int, to lineEnd: Int, isSuspicious: Bool) {
    let bytes = file.bytes
    var end = lineEnd
    if isSuspicious, end > from, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    var start = from
    while start < end, bytes[start] == UInt8(ascii: " ") || bytes[start] == UInt8(ascii: "\t") {
      start += 1
    }
    let statement = Statement(
      file: Int32(file.index), line: line, lineStart: Int32(from), start: Int32(start),
      end: Int32(end))
    if end - from > limits.lineBytes {
      let text = "the line has \(end - from) bytes; at most \(limits.lineBytes) are read"
      problems.append((Problem(.lineTooLong, text, from, from + 1), statement))
      return
    }
    if isSuspicious, let problem = checkText(from, end) {
      problems.append((problem, statement))
      // A tab may stand where a blank should, so the rest of the line is still understood.
      guard problem.code == .tab else { return }
    }
    guard start < end else { return }
    if bytes[start] == UInt8(ascii: "#") {
      let isLikeHeading =
        start == from && start + 2 < end && bytes[start + 1] == UInt8(ascii: "#")
      let isHeading = isLikeHeading && bytes[start + 2] == UInt8(ascii: " ")
      if isLikeHeading, isSuspicious,
        let found = Typography.first(in: bytes, start + 2, min(start + 5, end)),
        found.start == start + 2, found.found.isBlank
      {
        problems.append((Typography.problem(found), statement))
        return
      }
      guard isHeading || Headings.isNearMiss(comment: file, start, end) else { return }
    }
    statements.append(statement)
  }

  private static let low: UInt64 = 0x0101_0101_0101_0101
  private static let high: UInt64 = 0x8080_8080_8080_8080

  /// Where the line that begins here ends, and whether it may hold a byte that is not printable
  /// ASCII.
  private static func endOfLine(
    _ bytes: Span<UInt8>, _ from: Int
  ) -> (end: Int, isSuspicious: Bool) {
    var position = from
    var odd: UInt64 = 0
    while let word = bytes.word(at: position) {
      let feed = word ^ (low &* 0x0A)
      let ends = (feed &- low) & ~feed & high
      let delete = word ^ (low &* 0x7F)
      var strange = (word &- low &* 0x20) & ~word & high
      strange |= word & high
      strange |= (delete &- low) & ~delete & high
      if ends != 0 {
        let offset = ends.trailingZeroBitCount / 8
        odd |= strange & ((1 << UInt64(offset * 8)) &- 1)
        return (position &+ offset, odd != 0)
      }
      odd |= strange
      position &+= 8
    }
    while position < bytes.count, bytes[position] != 0x0A {
      if bytes[position] < 0x20 || bytes[position] >= 0x7F { odd = 1 }
      position += 1
    }
    return (position, odd != 0)
  }

  /// The first thing in a line that is no text, or its first tab.
  private func checkText(_ from: Int, _ end: Int) -> Problem? {
    Self.checkText(file, from, end, allowsTab: false)
  }

  static func checkText(
    _ file: SourceFile, _ from: Int, _ end: Int, allowsTab: Bool
  ) -> Problem? {
    let bytes = file.bytes
    var position = from
    var tab: Problem?
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\t") {
        if !allowsTab && tab == nil {
          tab = Problem(
            .tab, "a tab; lines are indented and words parted by spaces", position, position + 1)
        }
        position += 1
      } else if byte < 0x20 || byte == 0x7F {
        return Problem(
          .controlCharacter, "a control character (byte \(byte)) in the text", position,
          position + 1)
      } else if byte < 0x80 {
        position += 1
      } else {
        let (length, scalar) = decode(bytes, position, end)
        guard length > 0, scalar != 0xFFFD else {
          if length > 0 {
            return Problem(
              .notUTF8, "a character was lost here, in this file or before (U+FFFD)", position,
              position + length, expected: "the character that was there")
          }
          return Problem(
            .notUTF8,
            "the text is not UTF-8: byte 0x\(String(byte, radix: 16)) cannot stand here",
            position,
            position + 1, expected: "a file saved as UTF-8")
        }
        if scalar < 0xA0 {
          return Problem(
            .controlCharacter, "a control character (U+00\(String(scalar, radix: 16))) in the text",
            position, position + length)
        }
        position += length
      }
    }
    return tab
  }

  /// Length and value of the scalar at this place; length 0 when the bytes are not UTF-8.
  static func decode(_ bytes: [UInt8], _ at: Int, _ end: Int) -> (length: Int, scalar: UInt32) {
    let lead = bytes[at]
    let (length, least): (Int, UInt32)
    switch lead {
    case 0xC2...0xDF: (length, least) = (2, 0x80)
    case 0xE0...0xEF: (length, least) = (3, 0x800)
    case 0xF0...0xF4: (length, least) = (4, 0x1_0000)
    default: return (0, 0)
    }
    guard at + length <= end else { return (0, 0) }
    var scalar = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let byte = bytes[at + offset]
      guard byte & 0xC0 == 0x80 else { return (0, 0) }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    let isScalar = scalar >= least && scalar <= 0x10_FFFF && !(0xD800...0xDFFF).contains(scalar)
    return isScalar ? (length, scalar) : (0, 0)
  }
}
