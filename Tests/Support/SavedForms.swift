/// A text as editors, spreadsheets and consoles save it.
package enum SavedForms {
  /// In UTF-16, with a byte order mark or without one.
  package static func utf16(_ text: String, isBigEndian: Bool, isMarked: Bool) -> [UInt8] {
    ((isMarked ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isBigEndian ? bytes : bytes.reversed()
    }
  }

  /// In Windows-1252; the text has no other sign above U+00FF than a dash and double quotes.
  package static func windows1252(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "–": 0x96
      case "“": 0x93
      case "”": 0x94
      default: UInt8(scalar.value)
      }
    }
  }

  /// Every form that is told, with the name that it is said to have.
  package static let all: [(name: String, save: @Sendable (String) -> [UInt8])] = [
    ("UTF-8 with a byte order mark", { [0xEF, 0xBB, 0xBF] + Array($0.utf8) }),
    ("UTF-16, little-endian", { utf16($0, isBigEndian: false, isMarked: true) }),
    ("UTF-16, big-endian", { utf16($0, isBigEndian: true, isMarked: true) }),
    ("UTF-16, little-endian", { utf16($0, isBigEndian: false, isMarked: false) }),
    ("UTF-16, big-endian", { utf16($0, isBigEndian: true, isMarked: false) }),
    ("Windows-1252", windows1252),
  ]
}
