/// A stretch of text as the bytes of somebody else's memory, good for as long as that is.
///
/// A log of a hundred million bytes is looked at line by line this way, and nothing of it is copied
/// that does not become part of an answer. Blanks are spaces and tabulators.
@usableFromInline
package struct TextSpan {
  @usableFromInline package let bytes: UnsafeBufferPointer<UInt8>

  @inlinable
  package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  @inlinable package var count: Int { bytes.count }
  @inlinable package var isEmpty: Bool { bytes.isEmpty }

  @inlinable
  package subscript(place: Int) -> UInt8 {
    precondition(place >= 0 && place < bytes.count, "a byte outside its text")
    return bytes[place]
  }

  @inlinable package var first: UInt8? { bytes.isEmpty ? nil : bytes[0] }
  @inlinable package var last: UInt8? { bytes.isEmpty ? nil : bytes[bytes.count - 1] }

  /// The part from one place up to another; what lies outside is left out.
  @inlinable
  package func part(_ start: Int, _ end: Int) -> TextSpan {
    let first = min(max(start, 0), bytes.count)
    let last = min(max(end, first), bytes.count)
    return TextSpan(UnsafeBufferPointer(rebasing: bytes[first..<last]))
  }

  /// What is left behind so many bytes.
  @inlinable
  package func dropping(_ count: Int) -> TextSpan { part(count, bytes.count) }

  /// The text as one that lasts.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  // MARK: Comparing

  @inlinable
  package func matches(_ word: StaticString, at place: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard place >= 0, bytes.count - place >= length else { return false }
    let wanted = word.utf8Start
    for offset in 0..<length where bytes[place + offset] != wanted[offset] { return false }
    return true
  }

  @inlinable
  package func hasPrefix(_ word: StaticString) -> Bool { matches(word, at: 0) }

  @inlinable
  package func hasSuffix(_ word: StaticString) -> Bool {
    matches(word, at: bytes.count - word.utf8CodeUnitCount)
  }

  @inlinable
  package static func == (one: TextSpan, other: StaticString) -> Bool {
    one.count == other.utf8CodeUnitCount && one.matches(other, at: 0)
  }

  /// Whether the bytes are the same.
  package func isEqual(_ other: TextSpan) -> Bool {
    guard count == other.count else { return false }
    var at = 0
    let (one, two) = (UnsafeRawBufferPointer(bytes), UnsafeRawBufferPointer(other.bytes))
    while at + 8 <= count {
      guard
        one.loadUnaligned(fromByteOffset: at, as: UInt64.self)
          == two.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      else { return false }
      at += 8
    }
    while at < count {
      guard bytes[at] == other.bytes[at] else { return false }
      at += 1
    }
    return true
  }

  /// Whether it is this word, which stands here in small letters, in whatever letters.
  package func isWord(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    for place in 0..<count where Self.small(bytes[place]) != word.utf8Start[place] { return false }
    return true
  }

  /// Where this word stands first.
  package func place(of word: StaticString) -> Int? {
    var at = 0
    while at + word.utf8CodeUnitCount <= count {
      if matches(word, at: at) { return at }
      at += 1
    }
    return nil
  }

  package func contains(_ word: StaticString) -> Bool { place(of: word) != nil }

  /// Where this byte stands first, not before a place.
  @inlinable
  package func place(of byte: UInt8, from start: Int = 0) -> Int? {
    var at = max(0, start)
    while at < bytes.count {
      if bytes[at] == byte { return at }
      at += 1
    }
    return nil
  }

  /// A number for finding equal texts; different texts can have the same.
  package var fingerprint: UInt64 { digest(UnsafeRawBufferPointer(bytes)) }

  @inlinable
  package static func small(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  // MARK: Blanks, words and numbers

  @inlinable
  package static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Without blanks at both ends.
  @inlinable package var trimmed: TextSpan {
    var (start, end) = (0, bytes.count)
    while start < end, Self.isBlank(bytes[start]) { start += 1 }
    while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return part(start, end)
  }

  /// Without blanks at the end.
  @inlinable package var trimmedEnd: TextSpan {
    var end = bytes.count
    while end > 0, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return part(0, end)
  }

  /// What stands behind this beginning, without blanks around it; nil without the beginning.
  @inlinable
  package func after(_ beginning: StaticString) -> TextSpan? {
    hasPrefix(beginning) ? dropping(beginning.utf8CodeUnitCount).trimmed : nil
  }

  /// Takes the next word off the beginning; nil where none is left.
  ///
  /// - Parameter separator: parts words as blanks do.
  package mutating func nextWord(separator: UInt8 = 0x20) -> TextSpan? {
    let parts = { (byte: UInt8) in Self.isBlank(byte) || byte == separator }
    var start = 0
    while start < count, parts(bytes[start]) { start += 1 }
    guard start < count else { return nil }
    var end = start
    while end < count, !parts(bytes[end]) { end += 1 }
    let word = part(start, end)
    self = part(end, count)
    return word
  }

  /// The number that these digits, and nothing else, write.
  package var number: Int? {
    guard (1...18).contains(count) else { return nil }
    var value = 0
    for byte in bytes {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  /// Whether it is an IPv4 address in dotted decimals.
  package var isAddress: Bool {
    var (parts, value, digits) = (1, 0, 0)
    for byte in bytes {
      if byte == UInt8(ascii: "."), digits > 0 {
        (parts, value, digits) = (parts + 1, 0, 0)
      } else if byte >= 0x30, byte <= 0x39, digits < 3 {
        value = value * 10 + Int(byte - 0x30)
        digits += 1
        if value > 255 { return false }
      } else {
        return false
      }
    }
    return parts == 4 && digits > 0
  }

  /// The value of a hexadecimal digit.
  @inlinable
  package static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}

extension String {
  /// Looks at the bytes of this text.
  package func withSpan<Value, Failure: Error>(
    _ look: (TextSpan) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try Array(utf8).withUnsafeBufferPointer { all throws(Failure) in try look(TextSpan(all)) }
  }
}

/// A digest of bytes that tells different texts apart in all but a few cases; not for secrets.
@inlinable
package func digest(_ raw: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
  var hash = seed ^ 0x9E37_79B9_7F4A_7C15 ^ UInt64(raw.count)
  var at = 0
  while at + 8 <= raw.count {
    let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    hash = (hash ^ word) &* 0x9FB2_1C65_1E98_DF25
    hash ^= hash >> 32
    at += 8
  }
  var last: UInt64 = 0
  while at < raw.count {
    last = last << 8 | UInt64(raw[at])
    at += 1
  }
  hash = (hash ^ last) &* 0x9FB2_1C65_1E98_DF25
  return hash ^ hash >> 29
}
