// A room of unsafe memory: see the decision "Unsafe memory is a room".

/// Sixty-three tickets and the next chunk of the same bucket: 1,024 bytes, at an address that
/// 1,024 divides.
///
/// Three things make the use of its address safe:
///
/// - An address comes from ``Chunks`` alone, which hands out whole chunks of its slabs, each filled
///   with zeros when it is first taken; so nothing is read before it was written.
/// - The place of a ticket is less than ``capacity``: asserted at each use, and so checked in every
///   test. A bucket keeps it: it stops at the chunk's end, which it knows by the address.
/// - Nothing is used after ``Chunks/free()``, which is a ladder's last act.
@usableFromInline
@safe
struct Chunk: BitwiseCopyable {
  @usableFromInline static let capacity = 63
  @usableFromInline static let byteCount = 1_024
  /// Where the first ticket lies; the link and the place are before it.
  @usableFromInline static let header = 16

  /// Where the chunk lies.
  @usableFromInline let address: UnsafeMutableRawPointer

  @usableFromInline
  init(address: UnsafeMutableRawPointer) { unsafe self.address = address }

  /// The chunk at this address, given as a number; nil for zero.
  @inline(__always)
  init?(bits: UInt) {
    guard let address = unsafe UnsafeMutableRawPointer(bitPattern: bits) else { return nil }
    unsafe self.address = address
  }

  /// The address as a number.
  @inline(__always)
  var bits: UInt { unsafe UInt(bitPattern: address) }

  @inlinable var next: Chunk? {
    get { unsafe address.load(as: Chunk?.self) }
    nonmutating set { unsafe address.storeBytes(of: newValue, as: Chunk?.self) }
  }

  /// How many chunks of the bucket come before it.
  @inlinable var place: Int {
    get { unsafe address.load(fromByteOffset: 8, as: Int.self) }
    nonmutating set { unsafe address.storeBytes(of: newValue, toByteOffset: 8, as: Int.self) }
  }

  /// A ticket by its place.
  @inline(__always)
  subscript(place: Int) -> Ticket {
    get {
      assert(UInt(bitPattern: place) < UInt(Self.capacity), "a place outside its chunk")
      return unsafe address.load(fromByteOffset: Self.header &+ place &<< 4, as: Ticket.self)
    }
    nonmutating set {
      assert(UInt(bitPattern: place) < UInt(Self.capacity), "a place outside its chunk")
      unsafe address.storeBytes(
        of: newValue, toByteOffset: Self.header &+ place &<< 4, as: Ticket.self)
    }
  }

  /// Where, as a number, the ticket behind the first so many goes; at the end of a full chunk.
  @inline(__always)
  func tail(_ count: Int) -> UInt { bits &+ UInt(bitPattern: Self.header &+ count &<< 4) }

  /// Puts a ticket where a chunk that is not full has said by ``tail(_:)``; gives the next such
  /// place.
  @inline(__always)
  static func put(_ ticket: Ticket, at tail: UInt) -> UInt {
    assert(tail & UInt(byteCount - 1) >= UInt(header), "a place outside its chunk")
    unsafe UnsafeMutableRawPointer(bitPattern: tail)?.storeBytes(of: ticket, as: Ticket.self)
    return tail &+ UInt(MemoryLayout<Ticket>.stride)
  }

  /// Reads every cache line of the chunk, so that the memory sends all of them at once, and gives
  /// something that depends on each.
  @inline(__always)
  func touched() -> UInt64 {
    var sum: UInt64 = 0
    for line in 0..<Self.byteCount / 64 {
      sum ^= unsafe address.load(fromByteOffset: line * 64, as: UInt64.self)
    }
    return sum
  }
}

/// The chunks of one ladder: taken from slabs of fresh memory once, and from then on handed round.
@usableFromInline
@safe
struct Chunks {
  /// How many chunks were taken from fresh memory.
  @usableFromInline var allocated = 0
  @usableFromInline var firstFree: Chunk?
  /// Where the rest of the last slab begins, and how many chunks it has room for.
  @usableFromInline var fresh: UnsafeMutableRawPointer?
  @usableFromInline var freshLeft = 0
  @usableFromInline var slabs: [UnsafeMutableRawPointer] = unsafe []

  @inlinable
  init() {}

  /// A chunk with no next.
  @inlinable
  mutating func take() -> Chunk {
    guard let chunk = firstFree else { return takeFresh() }
    firstFree = chunk.next
    chunk.next = nil
    return chunk
  }

  @inlinable
  mutating func giveBack(_ chunk: Chunk) {
    chunk.next = firstFree
    firstFree = chunk
  }

  @usableFromInline
  @inline(never)
  mutating func takeFresh() -> Chunk {
    if freshLeft == 0 {
      // From 16 KB for a quiet run to 2 MB for a million phones.
      freshLeft = 16 << min(unsafe slabs.count, 7)
      let slab = unsafe LargeMemory.allocate(
        byteCount: freshLeft * Chunk.byteCount, alignment: Chunk.byteCount)
      unsafe slabs.append(slab)
      unsafe fresh = slab
    }
    guard let address = unsafe fresh else { preconditionFailure("a slab without an address") }
    // Within the slab, or at its end when this is its last chunk.
    unsafe fresh = address + Chunk.byteCount
    freshLeft -= 1
    allocated += 1
    unsafe address.initializeMemory(as: UInt64.self, repeating: 0, count: Chunk.byteCount / 8)
    return unsafe Chunk(address: address)
  }

  mutating func free() {
    for place in unsafe slabs.indices { unsafe slabs[place].deallocate() }
    unsafe slabs = []
  }
}
