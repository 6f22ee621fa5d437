/// What does not hold of an input.
package struct BrokenProperty: Error, CustomStringConvertible {
  package var description: String
}

func require(_ holds: Bool, _ what: @autoclosure () -> String) throws(BrokenProperty) {
  if !holds { throw BrokenProperty(description: what()) }
}

/// What holds of everything that is printed.
enum Printed {
  /// A text: no control characters, and no marks that change the direction of text.
  static func check(_ text: String, _ what: String) throws(BrokenProperty) {
    // ASCII is most of it, and quick to look through.
    let strange = text.utf8.contains { $0 < 0x20 && $0 != 0x0A || $0 >= 0x7F }
    if strange, let scalar = text.unicodeScalars.first(where: isControl) {
      throw BrokenProperty(
        description: "\(what): U+\(String(scalar.value, radix: 16)) in: \(line(of: scalar, text))")
    }
  }

  /// Bytes of a form that has its own way to write strange characters: no control characters.
  static func check(_ bytes: [UInt8], _ what: String, lineEnds: [UInt8] = [0x0A])
    throws(BrokenProperty)
  {
    let place = bytes.firstIndex { $0 < 0x20 && !lineEnds.contains($0) || $0 == 0x7F }
    if let place {
      throw BrokenProperty(description: "\(what): byte \(bytes[place]) at \(place)")
    }
    try require(String(validating: bytes, as: UTF8.self) != nil, "\(what): it is not UTF-8")
  }

  private static func line(of scalar: Unicode.Scalar, _ text: String) -> String {
    let line = text.split(separator: "\n").first { $0.unicodeScalars.contains(scalar) }
    return String((line ?? "").prefix(200)).debugDescription
  }

  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF:
      true
    default: false
    }
  }
}

/// Bytes used up one after the other: an input becomes choices, and a change of one byte changes
/// one choice.
struct Choices {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isUsedUp: Bool { place >= bytes.count }

  /// Zero once all is used up.
  mutating func byte() -> UInt8 {
    guard place < bytes.count else { return 0 }
    place += 1
    return bytes[place - 1]
  }

  /// From zero up to, but not including, the limit.
  mutating func below(_ limit: Int) -> Int {
    limit <= 256 ? Int(byte()) % limit : (Int(byte()) << 8 | Int(byte())) % limit
  }

  mutating func oneIn(_ times: Int) -> Bool { below(times) == 1 }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  /// Some of the values, at least one and at most `limit`, each once.
  mutating func some<Value>(_ values: [Value], atMost limit: Int = 4) -> [Value] {
    var left = values
    let count = 1 + below(min(values.count, limit))
    return (0..<count).map { _ in left.remove(at: below(left.count)) }
  }
}
