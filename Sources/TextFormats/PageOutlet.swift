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
  /// Whoever takes the pieces wants no more.
  package private(set) var isClosed = false

  /// - Parameter take: gets each piece; returns whether it wants more. It does not keep the piece,
  ///   whose memory is used again for the next.
  package init(_ take: @escaping ([UInt8]) -> Bool) {
    self.take = take
    piece.reserveCapacity(Self.pieceSize)
  }

  /// Puts a text, in UTF-8.
  package mutating func put(_ text: String) {
    let bytes = text.utf8
    // The common case, of a few bytes, without a loop.
    if piece.count + bytes.count < Self.pieceSize { return piece.append(contentsOf: bytes) }
    put(Array(bytes))
  }

  /// Puts one byte.
  package mutating func put(_ byte: UInt8) {
    piece.append(byte)
    if piece.count == Self.pieceSize { handOn() }
  }

  /// Puts bytes as they are.
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
