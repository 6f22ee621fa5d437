// A room of unsafe memory: see the decision "Unsafe memory is a room".
//
// Two reads that the language has no checked call for, each behind a check.
// What comes in is a `Span`, which the compiler keeps from outliving the memory it shows.

extension Span<UInt8> {
  /// The eight bytes from a place on as a number, the first of them lowest; nil where fewer are
  /// left, or before the first.
  @inlinable
  @inline(__always)
  package func word(at place: Int) -> UInt64? {
    guard count >= 8, UInt(bitPattern: place) <= UInt(bitPattern: count &- 8) else { return nil }
    // Within the span by the line above; any eight bytes are a number.
    return unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
  }
}

extension Span<UInt8> {
  /// Where this byte stands first, not before a place, which is not negative; eight are looked at
  /// at a time.
  @inlinable
  package func place(of byte: UInt8, from first: Int) -> Int? {
    let low: UInt64 = 0x0101_0101_0101_0101
    let wanted = low &* UInt64(byte)
    var at = first
    while let word = word(at: at) {
      // The lowest of the highest bits that are set tells the first byte that is the same.
      let other = word ^ wanted
      let same = (other &- low) & ~other & (low << 7)
      if same != 0 { return at &+ same.trailingZeroBitCount / 8 }
      at &+= 8
    }
    while at < count {
      if self[at] == byte { return at }
      at &+= 1
    }
    return nil
  }

  /// Whether the bytes are the same.
  package func isEqual(_ other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    var at = 0
    while let word = word(at: at) {
      guard word == other.word(at: at) else { return false }
      at &+= 8
    }
    while at < count {
      guard self[at] == other[at] else { return false }
      at &+= 1
    }
    return true
  }
}

extension StaticString {
  /// One of the bytes of this text.
  @inlinable
  @inline(__always)
  package func byte(_ place: Int) -> UInt8 {
    precondition(place >= 0 && place < utf8CodeUnitCount, "a byte outside its word")
    // Within the text by the line above; the text is part of the program and never goes away.
    return unsafe utf8Start[place]
  }

  /// Whether these bytes have this text at a place.
  @inlinable
  @inline(__always)
  package func stands(in bytes: Span<UInt8>, at place: Int) -> Bool {
    let length = utf8CodeUnitCount
    guard place >= 0, bytes.count - place >= length else { return false }
    for offset in 0..<length where bytes[place + offset] != byte(offset) { return false }
    return true
  }
}
