import TextFormats
import TrustListFiles

/// How much was done for an import: what grows with a log, counted, so that it grows no faster.
package struct ImportWork: Hashable, Sendable {
  /// Bytes of the lines that were looked at, line ends left out.
  package var bytesRead = 0
  /// Bytes of the lines that had to be put together anew, for a terminal's marks in them.
  package var bytesCleaned = 0
  /// Answers of commands that were read.
  package var answersRead = 0
  /// Answers that were passed over, as the same was read before.
  package var answersRepeated = 0
  /// Trust lists among the answers that were read.
  package var listsRead = 0
  /// Facts that were kept of them.
  package var factsKept = 0
}

/// Makes lines as a terminal shows them from the bytes that a terminal was sent.
///
/// A log keeps what a screen hides: colours, corrections of a typing administrator, the pager's
/// question and the blanks that wipe it away; copies of documents add marks for bold type. Most
/// lines have none of it and are given as they lie in the log; the others are put together anew.
final class LineCleaner {
  /// Longer lines are cut: no command prints any.
  static let longest = 65_536
  var work = ImportWork()
  /// The line that was put together last: its memory is used again if nobody keeps the line.
  private var last: [UInt8] = []

  /// One line of a text, clean, without its end; its last byte is the one before `end`.
  ///
  /// - Parameter keepsBlanks: blanks at the end stay: where a terminal broke a line they count.
  func clean(_ all: TextSpan, _ start: Int, _ end: Int, keepsBlanks: Bool = false) -> TextSpan {
    let from = max(0, start)
    var to = min(end, from + Self.longest, all.count)
    let isPlain = all.look { bytes in
      // A carriage return at the end belongs to the line end.
      if to > from, bytes[to - 1] == 0x0D { to -= 1 }
      work.bytesRead += max(0, to - from)
      guard PlainBytes.areAll(bytes, from, to) else { return false }
      if !keepsBlanks { while to > from, TextSpan.isBlank(bytes[to - 1]) { to -= 1 } }
      return true
    }
    let line = all.part(from, to)
    if isPlain { return line }
    work.bytesCleaned += line.count
    return keepsBlanks ? shown(line) : shown(line).trimmedEnd
  }

  private func shown(_ line: TextSpan) -> TextSpan {
    var shown = ShownLine()
    swap(&shown.bytes, &last)
    shown.put(line)
    last = shown.bytes
    return TextSpan(last)
  }
}

/// Bytes that mean nothing beside themselves: most lines have no others. Eight are looked at at a
/// time.
private enum PlainBytes {
  private static let low: UInt64 = 0x0101_0101_0101_0101
  private static let high: UInt64 = 0x8080_8080_8080_8080

  static func areAll(_ all: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard start < end else { return true }
    let bytes = all.extracting(start..<end)
    var at = 0
    while let word = bytes.word(at: at) {
      // The highest bit of a byte tells, if no byte has it to begin with: 0x7F, or a control.
      var odd = word | (word &+ low) | ~(word &+ low &* 0x60)
      // From "[" and not from "]" on.
      odd |= (word &+ low &* 0x25) & ~(word &+ low &* 0x23)
      odd |= zeros(word ^ low &* 0x2A) | zeros(word ^ low &* 0x3C) | zeros(word ^ low &* 0x60)
      if odd & high != 0 {
        // It may be a tabulator or a line feed, which are plain; and beside what is not ASCII, the
        // bits of a word tell too much.
        for place in at..<at + 8 where needsCare(bytes[place]) { return false }
      }
      at &+= 8
    }
    while at < bytes.count {
      if needsCare(bytes[at]) { return false }
      at += 1
    }
    return true
  }

  /// A number in which a byte's highest bit tells, if none does below it, that the byte is zero.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- low) & ~word }

  private static func needsCare(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0A: false
    case ..<0x20, 0x7F...: true
    case UInt8(ascii: "*"), UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "["),
      UInt8(ascii: "<"):
      true
    default: false
    }
  }
}

/// A line with marks while it is put together as a terminal shows it.
private struct ShownLine {
  var bytes: [UInt8] = []
  /// Where the piece at hand begins.
  private var piece = 0

  private var text: TextSpan { TextSpan(bytes) }

  /// Makes a line anew in place of what was there.
  mutating func put(_ line: TextSpan) {
    bytes.removeAll(keepingCapacity: true)
    bytes.reserveCapacity(line.count)
    piece = 0
    takeOutControls(line)
    takeOut("**", leaving: 0)
    takeOut("\\_", leaving: 1)
    if text.hasPrefix("```") { bytes.removeAll(keepingCapacity: true) }
    takeOut("Press <enter> for 1 line, <space> for one page, or <q> to quit", leaving: 0)
  }

  /// Without escape sequences, with corrections carried out.
  private mutating func takeOutControls(_ line: TextSpan) {
    var isParted = false
    var at = 0
    while true {
      // What is shown as it is.
      let from = at
      at = line.look { Self.endOfShown($0, from) }
      bytes.append(contentsOf: line.part(from, at).bytes)
      guard at < line.count else { break }
      let byte = line[at]
      switch byte {
      case 0x1B:
        at = Self.endOfEscape(line, at)
        continue
      case UInt8(ascii: "["):
        // A colour whose escape character was lost on the way.
        if let end = Self.endOfColour(line, at) {
          at = end
          continue
        }
        bytes.append(byte)
      case 0x08, 0x7F:
        while bytes.count > piece {
          if bytes.removeLast() & 0xC0 != 0x80 { break }
        }
      case 0x0D:
        endPiece()
        isParted = true
      default: break
      }
      at += 1
    }
    if isParted { endPiece() }
  }

  /// Where, from a place on, something stands that is not shown, or may not be.
  private static func endOfShown(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x20 && byte != 0x09 || byte == 0x7F || byte == UInt8(ascii: "[") { break }
      at += 1
    }
    return at
  }

  /// Ends what a carriage return parts: blanks that wipe the pager's question away, or one long
  /// line that the terminal broke with a blank and a return.
  private mutating func endPiece() {
    if isWiped {
      bytes.removeSubrange(piece...)
    } else if piece > 0, bytes[piece - 1] == 0x20 {
      bytes.remove(at: piece - 1)
    }
    piece = bytes.count
  }

  /// The piece at hand is the pager's question, or the blanks over it.
  private var isWiped: Bool {
    let text = text.dropping(piece)
    return text.allSatisfy { $0 == 0x20 } || text.contains("Press <enter>")
  }

  /// Takes a mark out wherever it stands, but for its last bytes.
  private mutating func takeOut(_ mark: StaticString, leaving kept: Int) {
    guard var from = text.place(of: mark) else { return }
    var to = from
    while from < bytes.count {
      if mark.stands(in: bytes.span, at: from) {
        from += mark.utf8CodeUnitCount - kept
        // What is left of a mark is a byte like any other.
        if kept == 0 { continue }
      }
      bytes[to] = bytes[from]
      to += 1
      from += 1
    }
    bytes.removeSubrange(to...)
  }

  /// Where an escape sequence ends.
  private static func endOfEscape(_ line: TextSpan, _ start: Int) -> Int {
    guard start + 1 < line.count else { return line.count }
    switch line[start + 1] {
    case UInt8(ascii: "["):
      var at = start + 2
      while at < line.count, !(0x40...0x7E).contains(line[at]) { at += 1 }
      return min(at + 1, line.count)
    case UInt8(ascii: "]"):
      var at = start + 2
      while at < line.count, line[at] != 0x07, line[at] != 0x1B { at += 1 }
      return min(at + (at < line.count && line[at] == 0x1B ? 2 : 1), line.count)
    case UInt8(ascii: "("), UInt8(ascii: ")"): return min(start + 3, line.count)
    default: return start + 2
    }
  }

  private static func endOfColour(_ line: TextSpan, _ start: Int) -> Int? {
    var at = start + 1
    while at < line.count, (0x30...0x39).contains(line[at]) || line[at] == UInt8(ascii: ";") {
      at += 1
    }
    return at < line.count && line[at] == UInt8(ascii: "m") ? at + 1 : nil
  }
}
