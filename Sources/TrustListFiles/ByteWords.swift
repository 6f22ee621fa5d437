// A room of unsafe memory: see the decision "Unsafe memory is a room".
//
// Two reads that the language has no checked call for, each behind a check that stops the program.
// What comes in is a `Span`, which the compiler keeps from outliving the memory it shows.

extension Span<UInt8> {
  /// The eight bytes from a place on as one number, the first of them lowest.
  @inlinable
  @inline(__always)
  package func word(at place: Int) -> UInt64 {
    precondition(place >= 0 && count - place >= 8, "eight bytes that reach outside their text")
    // Within the span by the line above; any eight bytes are a number.
    return unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  /// The sixteen bytes from a place on.
  @inlinable
  @inline(__always)
  package func sixteen(at place: Int) -> SIMD16<UInt8> {
    precondition(place >= 0 && count - place >= 16, "sixteen bytes that reach outside their text")
    // Within the span by the line above; any sixteen bytes are such a vector.
    return unsafe bytes.unsafeLoadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self)
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
