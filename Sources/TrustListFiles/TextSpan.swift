/// A stretch of text: somebody's bytes, held, and where among them it begins and ends.
///
/// A log of a hundred million bytes is looked at line by line this way, and nothing of it is copied
/// that does not become part of an answer. Because the bytes are held, a stretch lasts as long as
/// anybody keeps it. Blanks are spaces and tabulators.
@usableFromInline
package struct TextSpan {
  /// The bytes that the stretch is a part of. Whoever gave them copies them before changing them
  /// while this stretch lasts, as arrays do.
  @usableFromInline let held: [UInt8]
  /// Where the stretch begins and ends: `0 <= start <= end <= held.count`.
  @usableFromInline var start: Int
  @usableFromInline var end: Int

  @inlinable
  package init(_ bytes: [UInt8]) {
    held = bytes
    start = 0
    end = bytes.count
  }

  /// A part of what is held; the places are in order and within it.
  @inlinable
  @inline(__always)
  init(held: [UInt8], start: Int, end: Int) {
    self.held = held
    self.start = start
    self.end = end
  }

  @inlinable package var count: Int { end - start }
  @inlinable package var isEmpty: Bool { start == end }

  /// The bytes, to be gone through.
  @inlinable package var bytes: ArraySlice<UInt8> { held[start..<end] }

  @inlinable
  package subscript(place: Int) -> UInt8 {
    precondition(place >= 0 && place < count, "a byte outside its text")
    return held[start + place]
  }

  @inlinable package var first: UInt8? { isEmpty ? nil : held[start] }
  @inlinable package var last: UInt8? { isEmpty ? nil : held[end - 1] }

  /// Looks at the bytes in place.
  @inlinable
  @inline(__always)
  package func look<Value>(_ body: (Span<UInt8>) -> Value) -> Value {
    body(held.span.extracting(start..<end))
  }

  /// The part from one place up to another; what lies outside is left out.
  @inlinable
  @inline(__always)
  package func part(_ from: Int, _ to: Int) -> TextSpan {
    let first = min(max(from, 0), count)
    let last = min(max(to, first), count)
    return TextSpan(held: held, start: start &+ first, end: start &+ last)
  }

  /// What is left behind so many bytes.
  @inlinable
  package func dropping(_ count: Int) -> TextSpan { part(count, self.count) }

  /// The text as a string.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  // MARK: Comparing

  @inlinable
  package func matches(_ word: StaticString, at place: Int) -> Bool {
    // A place outside the stretch would be one of the bytes around it.
    place >= 0 && count - place >= word.utf8CodeUnitCount
      && word.stands(in: held.span, at: start + place)
  }

  @inlinable
  package func hasPrefix(_ word: StaticString) -> Bool { matches(word, at: 0) }

  @inlinable
  package func hasSuffix(_ word: StaticString) -> Bool {
    matches(word, at: count - word.utf8CodeUnitCount)
  }

  @inlinable
  package static func == (one: TextSpan, other: StaticString) -> Bool {
    one.count == other.utf8CodeUnitCount && one.matches(other, at: 0)
  }

  /// Whether the bytes are the same.
  package func isEqual(_ other: TextSpan) -> Bool {
    held.span.extracting(start..<end).isEqual(
      other.held.span.extracting(other.start..<other.end))
  }

  /// Whether it is this word, which stands here in small letters, in whatever letters.
  package func isWord(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    for place in 0..<count where Self.small(self[place]) != word.byte(place) { return false }
    return true
  }

  /// Where this word stands first.
  package func place(of word: StaticString) -> Int? {
    let length = word.utf8CodeUnitCount
    guard length > 0 else { return 0 }
    let bytes = held.span.extracting(start..<end)
    let first = word.byte(0)
    var at = 0
    while let place = bytes.place(of: first, from: at), bytes.count - place >= length {
      if word.stands(in: bytes, at: place) { return place }
      at = place + 1
    }
    return nil
  }

  package func contains(_ word: StaticString) -> Bool { place(of: word) != nil }

  /// Where this byte stands first, not before a place.
  @inlinable
  package func place(of byte: UInt8, from first: Int = 0) -> Int? {
    held.span.extracting(start..<end).place(of: byte, from: max(0, first))
  }

  /// Whether all bytes are such.
  @inlinable
  package func allSatisfy(_ test: (UInt8) -> Bool) -> Bool {
    let bytes = held.span.extracting(start..<end)
    for place in bytes.indices where !test(bytes[place]) { return false }
    return true
  }

  /// A number for finding equal texts; different texts can have the same.
  package var fingerprint: UInt64 { digest(held.span.extracting(start..<end)) }

  @inlinable
  package static func small(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  // MARK: Blanks, words and numbers

  @inlinable
  package static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Without blanks at both ends.
  @inlinable package var trimmed: TextSpan {
    let places = trimmed(0, count)
    return part(places.lowerBound, places.upperBound)
  }

  /// Leaves out so many bytes at the beginning.
  @inlinable
  package mutating func drop(_ count: Int) { start &+= min(max(count, 0), self.count) }

  /// Leaves out blanks at both ends.
  @inlinable
  package mutating func trim() {
    let places = trimmed(0, count)
    end = start &+ places.upperBound
    start &+= places.lowerBound
  }

  /// The places of a part without blanks at both ends.
  @inlinable
  package func trimmed(_ from: Int, _ to: Int) -> Range<Int> {
    let bytes = held.span.extracting(start..<end)
    var first = min(max(from, 0), bytes.count)
    var last = min(max(to, first), bytes.count)
    while first < last, Self.isBlank(bytes[first]) { first += 1 }
    while last > first, Self.isBlank(bytes[last - 1]) { last -= 1 }
    return first..<last
  }

  /// Without blanks at the end.
  @inlinable package var trimmedEnd: TextSpan {
    let bytes = held.span
    var last = end
    while last > start, Self.isBlank(bytes[last - 1]) { last -= 1 }
    return TextSpan(held: held, start: start, end: last)
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
    let (first, last) = placesOfNextWord(separator)
    guard first < last else { return nil }
    let word = TextSpan(held: held, start: first, end: last)
    start = last
    return word
  }

  /// Where the next word begins and ends among the bytes held; the same where there is none.
  private func placesOfNextWord(_ separator: UInt8) -> (Int, Int) {
    let parts = { (byte: UInt8) in Self.isBlank(byte) || byte == separator }
    let bytes = held.span
    var first = start
    while first < end, parts(bytes[first]) { first += 1 }
    var last = first
    while last < end, !parts(bytes[last]) { last += 1 }
    return (first, last)
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
  /// The bytes of this text, held.
  package var span: TextSpan { TextSpan(Array(utf8)) }
}

/// A digest of bytes that tells different texts apart in all but a few cases; not for secrets.
@inlinable
package func digest(_ bytes: Span<UInt8>, seed: UInt64 = 0) -> UInt64 {
  var hash = seed ^ 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
  var at = 0
  while let word = bytes.word(at: at) {
    hash = (hash ^ word) &* 0x9FB2_1C65_1E98_DF25
    hash ^= hash >> 32
    at &+= 8
  }
  var last: UInt64 = 0
  while at < bytes.count {
    last = last << 8 | UInt64(bytes[at])
    at += 1
  }
  hash = (hash ^ last) &* 0x9FB2_1C65_1E98_DF25
  return hash ^ hash >> 29
}
