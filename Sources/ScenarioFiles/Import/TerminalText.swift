/// Text as a terminal shows it, made from the bytes that a terminal was sent.
///
/// A log keeps what a screen hides: colours, corrections of a typing administrator, the pager's
/// question and the blanks that wipe it away; copies of documents add marks for bold type.
enum TerminalText {
  /// The product's pager asks so; it is taken out wherever it stands.
  private static let pager = "Press <enter> for 1 line, <space> for one page, or <q> to quit"

  /// One line without its end, clean.
  ///
  /// - Parameter keepsBlanks: blanks at the end stay: where a terminal broke a line they count.
  static func clean(_ bytes: some Collection<UInt8>, keepsBlanks: Bool = false) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var needsCare = false
    // A carriage return at the end belongs to the line end.
    let count = bytes.count
    for (place, byte) in bytes.enumerated() {
      if byte == 0x0D, place == count - 1 { break }
      if byte < 0x20 && byte != 0x09 || byte == 0x7F || byte >= 0x80 || isMark(byte) {
        needsCare = true
        break
      }
      plain.append(byte)
    }
    if needsCare { plain = withoutControls(Array(bytes)) }
    var text = String(decoding: plain, as: UTF8.self)
    if needsCare {
      if text.contains("**") { text = text.replacing("**", with: "") }
      if text.contains("\\_") { text = text.replacing("\\_", with: "_") }
      if text.hasPrefix("```") { text = "" }
    }
    if text.utf8.first == UInt8(ascii: "P") || text.utf8.contains(UInt8(ascii: "<")),
      text.contains(pager)
    {
      text = text.replacing(pager, with: "")
    }
    return keepsBlanks ? text : trimmedEnd(text)
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "`")
      || byte == UInt8(ascii: "[")
  }

  /// Without escape sequences, with corrections carried out.
  private static func withoutControls(_ bytes: [UInt8]) -> [UInt8] {
    var pieces: [[UInt8]] = [[]]
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case 0x1B:
        at = endOfEscape(bytes, at)
        continue
      case UInt8(ascii: "["):
        // A colour whose escape character was lost on the way.
        if let end = endOfColour(bytes, at) {
          at = end
          continue
        }
        pieces[pieces.count - 1].append(byte)
      case 0x08, 0x7F:
        dropLastCharacter(&pieces[pieces.count - 1])
      case 0x0D: pieces.append([])
      case 0x09: pieces[pieces.count - 1].append(byte)
      case ..<0x20: break
      default: pieces[pieces.count - 1].append(byte)
      }
      at += 1
    }
    return joined(pieces)
  }

  /// What carriage returns parted: blanks that wipe the pager's question away, or one long line
  /// that the terminal broke with a blank and a return.
  private static func joined(_ pieces: [[UInt8]]) -> [UInt8] {
    guard pieces.count > 1 else { return pieces[0] }
    var whole: [UInt8] = []
    for piece in pieces {
      let isBlank = piece.allSatisfy { $0 == 0x20 }
      if isBlank || String(decoding: piece, as: UTF8.self).contains("Press <enter>") { continue }
      if whole.last == 0x20 { whole.removeLast() }
      whole += piece
    }
    return whole
  }

  private static func dropLastCharacter(_ bytes: inout [UInt8]) {
    while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
  }

  /// Where an escape sequence ends.
  private static func endOfEscape(_ bytes: [UInt8], _ start: Int) -> Int {
    guard start + 1 < bytes.count else { return bytes.count }
    switch bytes[start + 1] {
    case UInt8(ascii: "["):
      var at = start + 2
      while at < bytes.count, !(0x40...0x7E).contains(bytes[at]) { at += 1 }
      return min(at + 1, bytes.count)
    case UInt8(ascii: "]"):
      var at = start + 2
      while at < bytes.count, bytes[at] != 0x07, bytes[at] != 0x1B { at += 1 }
      return min(at + (at < bytes.count && bytes[at] == 0x1B ? 2 : 1), bytes.count)
    case UInt8(ascii: "("), UInt8(ascii: ")"): return min(start + 3, bytes.count)
    default: return start + 2
    }
  }

  private static func endOfColour(_ bytes: [UInt8], _ start: Int) -> Int? {
    var at = start + 1
    while at < bytes.count, (0x30...0x39).contains(bytes[at]) || bytes[at] == UInt8(ascii: ";") {
      at += 1
    }
    return at < bytes.count && bytes[at] == UInt8(ascii: "m") ? at + 1 : nil
  }

  static func trimmedEnd(_ text: String) -> String {
    guard let last = text.utf8.last, last == 0x20 || last == 0x09 else { return text }
    let bytes = text.utf8
    let end = bytes.lastIndex { $0 != 0x20 && $0 != 0x09 }
    return end.map { String(text[...$0]) } ?? ""
  }
}

extension StringProtocol {
  /// Without blanks and tabs at both ends.
  var trimmed: String {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let all = Substring(self)
    guard let first = all.utf8.firstIndex(where: { !isBlank($0) }),
      let last = all.utf8.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(all[first...last])
  }

  /// What stands behind this beginning, without blanks around it; nil without the beginning.
  func text(after beginning: String) -> String? {
    hasPrefix(beginning) ? dropFirst(beginning.count).trimmed : nil
  }
}
