/// The way out of a page: bytes are gathered into pieces of a constant size and handed on, so that
/// a page as long as its phones are many is never whole in memory.
///
/// Whoever takes the pieces says whether it wants more. Once it does not, what follows is dropped,
/// and a writer of many rows may stop where it sees ``isClosed``.
package struct PageOutlet {
  /// Bytes of a piece; the last one of a page is shorter.
  package static let pieceSize = 256 << 10
  private var piece: [UInt8] = []
  private let take: ([UInt8]) -> Bool
  package private(set) var isClosed = false

  /// - Parameter take: gets each piece; returns whether it wants more. It does not keep the piece,
  ///   whose memory is used again for the next.
  package init(_ take: @escaping ([UInt8]) -> Bool) {
    self.take = take
    piece.reserveCapacity(Self.pieceSize)
  }

  package mutating func put(_ text: String) {
    let bytes = text.utf8
    // The common case, of a few bytes, without a loop.
    if piece.count + bytes.count < Self.pieceSize { return piece.append(contentsOf: bytes) }
    put(Array(bytes))
  }

  mutating func put(_ byte: UInt8) {
    piece.append(byte)
    if piece.count == Self.pieceSize { handOn() }
  }

  package mutating func put(_ bytes: [UInt8]) {
    if piece.count + bytes.count < Self.pieceSize { return piece.append(contentsOf: bytes) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = rest.prefix(Self.pieceSize - piece.count)
      piece.append(contentsOf: part)
      rest = rest.dropFirst(part.count)
      if piece.count == Self.pieceSize { handOn() }
    }
  }

  /// Hands the last piece on.
  package mutating func finish() {
    if !piece.isEmpty { handOn() }
  }

  private mutating func handOn() {
    if !isClosed { isClosed = !take(piece) }
    piece.removeAll(keepingCapacity: true)
  }

  /// A page that is wanted whole.
  package static func gathered(_ write: (inout PageOutlet) -> Void) -> [UInt8] {
    var all: [UInt8] = []
    var outlet = PageOutlet {
      all.append(contentsOf: $0)
      return true
    }
    write(&outlet)
    outlet.finish()
    return all
  }
}

/// A device name that counts upwards in place: `SEP020000000001`.
struct CountingName {
  /// How many bytes a device name has.
  static let length = 15

  /// Puts the twelve digits of a hardware address over those of the name with which a row begins.
  static func write(_ address: UInt64, to name: inout [UInt8]) {
    var digits = name.mutableSpan
    var rest = address
    var place = length - 1
    while place >= 3 {
      digits[place] = digit(rest)
      rest >>= 4
      place -= 1
    }
  }

  /// The same for an address after whose predecessor the name was written: most often only the last
  /// digit is another.
  static func next(_ address: UInt64, in name: inout [UInt8]) {
    if address & 15 == 0 { return write(address, to: &name) }
    name[length - 1] = digit(address)
  }

  /// The last hexadecimal digit of a number.
  private static func digit(_ number: UInt64) -> UInt8 {
    let digit = UInt8(truncatingIfNeeded: number & 15)
    return digit &+ (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "A") &- 10)
  }
}
