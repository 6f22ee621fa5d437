/// How the characters of a text file are written as bytes.
///
/// Editors, spreadsheets and consoles do not all save UTF-8. What can be told for certain is read
/// and said; a file that is neither stays as it is, and its first strange byte is an error.
package enum TextForm: Hashable, Sendable {
  case utf8
  /// UTF-8 with a byte order mark at its beginning.
  case markedUTF8
  case utf16(isBigEndian: Bool)
  case windows1252
  /// Not UTF-8, and nothing else for certain.
  case unknown

  /// What it is called; nil of what need not be said.
  package var name: String? {
    switch self {
    case .utf8, .unknown: nil
    case .markedUTF8: "UTF-8 with a byte order mark"
    case .utf16(let isBigEndian): "UTF-16, \(isBigEndian ? "big" : "little")-endian"
    case .windows1252: "Windows-1252"
    }
  }

  /// The form of a text: by its byte order mark, else by what its bytes can be.
  package init(of bytes: [UInt8]) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = .markedUTF8
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self = .utf16(isBigEndian: false)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16(isBigEndian: true)
    } else if let isBigEndian = Self.zeros(in: bytes.prefix(2_048)) {
      self = .utf16(isBigEndian: isBigEndian)
    } else if Self.isASCII(bytes) {
      self = .utf8
    } else {
      self = Self.form(ofHigh: bytes)
    }
  }

  /// Whether the first bytes of a text without a mark are UTF-16: one byte of most pairs is zero,
  /// always the same one. No other text has a zero at all.
  private static func zeros(in bytes: ArraySlice<UInt8>) -> Bool? {
    guard bytes.count >= 4 else { return nil }
    var zeros = [0, 0]
    for (place, byte) in bytes.enumerated() where byte == 0 { zeros[place % 2] += 1 }
    let most = bytes.count * 3 / 8
    if zeros[1] >= most, zeros[0] == 0 { return false }
    return zeros[0] >= most && zeros[1] == 0 ? true : nil
  }

  /// Whether no byte is above 0x7F.
  package static func isASCII(_ bytes: [UInt8]) -> Bool {
    // All of them, with no way out in between: so the compiler takes many at a time.
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    return all < 0x80
  }

  /// Windows-1252 is what is no UTF-8 anywhere: a text in which one byte is wrong and others are
  /// right was damaged, and is not guessed at.
  private static func form(ofHigh bytes: [UInt8]) -> TextForm {
    var place = 0
    var hasLonger = false
    var isWrong = false
    while place < bytes.count {
      let byte = bytes[place]
      guard byte >= 0x80 else {
        place += 1
        continue
      }
      let length = LineSplitter.decode(bytes, place, bytes.count).length
      if length > 0 {
        hasLonger = true
      } else {
        guard !undefined.contains(byte) else { return .unknown }
        isWrong = true
      }
      if hasLonger && isWrong { return .unknown }
      place += max(length, 1)
    }
    return isWrong ? .windows1252 : .utf8
  }

  /// Bytes that stand for nothing in Windows-1252.
  private static let undefined: [UInt8] = [0x81, 0x8D, 0x8F, 0x90, 0x9D]

  /// The characters of the bytes 0x80 to 0x9F in Windows-1252; the others are those of Unicode.
  /// Source: the Unicode Consortium's table CP1252.TXT.
  private static let high: [Unicode.Scalar] = Array(
    "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ".unicodeScalars)

  /// The text as UTF-8 without a byte order mark.
  ///
  /// Where UTF-16 is damaged U+FFFD stands, which the reader of lines refuses.
  func decoded(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .utf8, .unknown: return bytes
    case .markedUTF8: return Array(bytes[3...])
    case .windows1252:
      var text: [UInt8] = []
      text.reserveCapacity(bytes.count + bytes.count / 8)
      for byte in bytes {
        guard byte >= 0x80 else {
          text.append(byte)
          continue
        }
        let scalar = byte < 0xA0 ? Self.high[Int(byte) - 0x80] : Unicode.Scalar(byte)
        text.append(contentsOf: String(scalar).utf8)
      }
      return text
    case .utf16(let isBigEndian):
      var units: [UInt16] = []
      units.reserveCapacity(bytes.count / 2 + 1)
      for place in stride(from: 0, to: bytes.count - 1, by: 2) {
        let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
        units.append(isBigEndian ? first << 8 | second : second << 8 | first)
      }
      if bytes.count % 2 == 1 { units.append(0xFFFD) }
      if units.first == 0xFEFF { units.removeFirst() }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    }
  }
}

extension SourceText {
  /// The file as UTF-8 without a byte order mark, and how it was saved.
  package var readable: (text: SourceText, form: TextForm) {
    let form = TextForm(of: bytes)
    guard form.name != nil else { return (self, form) }
    return (SourceText(name: name, bytes: form.decoded(bytes)), form)
  }
}

extension Diagnostic {
  /// That a file is not plain UTF-8, and was read all the same; nil of one that is.
  package static func note(of form: TextForm, file: String) -> Diagnostic? {
    form.name.map {
      Diagnostic(
        severity: .note, code: .otherTextForm, message: "the file is \($0), and is read as such",
        file: file, line: 0, column: 0, sourceLine: "")
    }
  }
}
