/// What is wrong with a JSON text or with what it says.
package struct JSONProblem: Error, Hashable, Sendable {
  /// `byte 17` of the text, or the way to a member: `/steps/3/text`.
  package var place: String
  /// In words, to follow the place.
  package var what: String
  /// Says what is wrong at a place.
  package init(place: String, what: String) {
    self.place = place
    self.what = what
  }
}

extension JSONValue {
  /// Reads one JSON text.
  ///
  /// Half of a surrogate pair becomes U+FFFD; a number may have no fraction; at most 64 values
  /// lie within each other.
  /// - Throws: ``JSONProblem`` with the byte at which the text is no JSON.
  package init(bytes: [UInt8]) throws(JSONProblem) {
    var reader = JSONReader(bytes: bytes)
    reader.skipBlanks()
    self = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.place == bytes.count else { throw reader.problem("something follows the end") }
  }
}

private struct JSONReader {
  let bytes: [UInt8]
  var place = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  func problem(_ what: String) -> JSONProblem {
    JSONProblem(place: "byte \(place)", what: what)
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      place += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
    guard depth < 64 else { throw problem("values lie too deep within each other") }
    switch next {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONProblem) -> JSONValue {
    guard bytes[place...].starts(with: word.utf8) else { throw problem("no value begins so") }
    place += word.utf8.count
    return value
  }

  private mutating func number() throws(JSONProblem) -> JSONValue {
    let start = place
    _ = take(UInt8(ascii: "-"))
    let first = place
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
    guard place > first else { throw problem("no value begins so") }
    if place - first > 1, bytes[first] == UInt8(ascii: "0") {
      throw problem("a number begins with 0")
    }
    if let byte = next, ".eE".utf8.contains(byte) {
      throw problem("a number is not written as a whole one")
    }
    return .number(String(decoding: bytes[start..<place], as: UTF8.self))
  }

  private mutating func array(_ depth: Int) throws(JSONProblem) -> JSONValue {
    place += 1
    var elements: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array([]) }
    while true {
      skipBlanks()
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw problem("expected , or ]") }
    }
  }

  private mutating func object(_ depth: Int) throws(JSONProblem) -> JSONValue {
    place += 1
    var members: [JSONMember] = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw problem("expected a name in quotes") }
      let name = try string()
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw problem("expected :") }
      skipBlanks()
      members.append(JSONMember(name, try value(depth: depth + 1)))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw problem("expected , or }") }
    }
  }

  private mutating func string() throws(JSONProblem) -> String {
    place += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        place += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        place += 1
        text += try escaped()
      case 0..<0x20: throw problem("a control character stands in a string")
      default:
        text.append(byte)
        place += 1
      }
    }
    throw problem("a string does not end")
  }

  private mutating func escaped() throws(JSONProblem) -> [UInt8] {
    guard let byte = next else { throw problem("a string does not end") }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      let first = try unit()
      var scalar = Unicode.Scalar(first)
      if (0xD800..<0xDC00).contains(first), bytes[place...].starts(with: "\\u".utf8) {
        let before = place
        place += 2
        let second = try unit()
        if (0xDC00..<0xE000).contains(second) {
          scalar = Unicode.Scalar((first - 0xD800) << 10 + (second - 0xDC00) + 0x10000)
        } else {
          place = before
        }
      }
      return Array(String(scalar ?? "\u{FFFD}").utf8)
    default: throw problem("no such escape")
    }
  }

  private mutating func unit() throws(JSONProblem) -> UInt32 {
    let digits = String(decoding: bytes[place...].prefix(4), as: UTF8.self)
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit),
      let value = UInt32(digits, radix: 16)
    else { throw problem("expected four hexadecimal digits") }
    place += 4
    return value
  }
}
