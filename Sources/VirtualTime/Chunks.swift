/// Sixty-three tickets and the next chunk of the same bucket: 1,024 bytes, at an address that
/// 1,024 divides.
@usableFromInline
struct Chunk {
  @usableFromInline static let capacity = 63
  @usableFromInline static let byteCount = 1_024
  /// Where the first ticket lies; the link and the place are before it.
  @usableFromInline static let header = 16

  /// Where the chunk lies.
  @usableFromInline let address: UnsafeMutableRawPointer

  @inlinable
  init(address: UnsafeMutableRawPointer) { self.address = address }

  @inlinable var next: UnsafeMutableRawPointer? {
    get { address.load(as: UnsafeMutableRawPointer?.self) }
    nonmutating set { address.storeBytes(of: newValue, as: UnsafeMutableRawPointer?.self) }
  }

  /// How many chunks of the bucket come before it.
  @inlinable var place: Int {
    get { address.load(fromByteOffset: 8, as: Int.self) }
    nonmutating set { address.storeBytes(of: newValue, toByteOffset: 8, as: Int.self) }
  }

  @inlinable var tickets: UnsafeMutablePointer<Ticket> {
    (address + Self.header).assumingMemoryBound(to: Ticket.self)
  }

  /// Reads every cache line of the chunk, so that the memory sends all of them at once, and gives
  /// something that depends on each.
  @inline(__always)
  func touched() -> UInt64 {
    var sum: UInt64 = 0
    for line in 0..<Self.byteCount / 64 {
      sum ^= address.load(fromByteOffset: line * 64, as: UInt64.self)
    }
    return sum
  }
}

/// The chunks of one ladder: taken from slabs of fresh memory once, and from then on handed round.
@usableFromInline
struct Chunks {
  /// How many chunks were taken from fresh memory.
  @usableFromInline var allocated = 0
  @usableFromInline var firstFree: UnsafeMutableRawPointer?
  @usableFromInline var fresh: UnsafeMutableRawPointer?
  @usableFromInline var freshLeft = 0
  @usableFromInline var slabs: [UnsafeMutableRawPointer] = []

  @inlinable
  init() {}

  /// A chunk with nothing in it and no next.
  @inlinable
  mutating func take() -> Chunk {
    guard let address = firstFree else { return takeFresh() }
    let chunk = Chunk(address: address)
    firstFree = chunk.next
    chunk.next = nil
    return chunk
  }

  @inlinable
  mutating func giveBack(_ chunk: Chunk) {
    chunk.next = firstFree
    firstFree = chunk.address
  }

  @usableFromInline
  @inline(never)
  mutating func takeFresh() -> Chunk {
    if freshLeft == 0 {
      // From 16 KB for a quiet run to 2 MB for a million phones.
      freshLeft = 16 << min(slabs.count, 7)
      let slab = LargeMemory.allocate(
        byteCount: freshLeft * Chunk.byteCount, alignment: Chunk.byteCount)
      slabs.append(slab)
      fresh = slab
    }
    guard let address = fresh else { preconditionFailure("a slab without an address") }
    fresh = address + Chunk.byteCount
    freshLeft -= 1
    allocated += 1
    let chunk = Chunk(address: address)
    chunk.next = nil
    return chunk
  }

  mutating func free() {
    for slab in slabs { slab.deallocate() }
    slabs = []
  }
}
