extension Ladder {
  /// A bucket's chunks, all full but the last.
  @usableFromInline
  struct Bucket: BitwiseCopyable {
    /// Where the next ticket goes; at a chunk's end, or zero in an empty bucket, it needs a chunk.
    @usableFromInline var tail: UInt = 0
    @usableFromInline var first: Chunk?

    @inlinable
    init() {}

    /// The address of the last chunk, which there is.
    @inline(__always)
    var last: UInt { (tail &- 1) & ~UInt(Chunk.byteCount - 1) }

    /// How many tickets the last chunk holds.
    @inline(__always)
    var countInLast: Int { (Int(tail &- last) &- Chunk.header) >> 4 }

    /// All tickets are in one chunk.
    @inline(__always)
    var isOneChunk: Bool { (first?.bits ?? 0) == last }

    /// How many tickets there are.
    var count: Int {
      guard let chunk = Chunk(bits: last) else { return 0 }
      return chunk.place * Chunk.capacity + countInLast
    }

    /// How many tickets a chunk of the bucket holds.
    @inline(__always)
    func count(in chunk: Chunk) -> Int {
      chunk.bits == last ? countInLast : Chunk.capacity
    }
  }

  /// The tickets of one span of time, dealt out evenly.
  @usableFromInline
  struct FineTable: BitwiseCopyable {
    @usableFromInline static let capacity = 512
    /// Tickets in a bucket that a run should be made of.
    static let wanted = 24

    @usableFromInline var start: UInt64 = 0
    /// The span; a key belongs to the table if it is less than that behind the start.
    @usableFromInline var width: UInt64 = 0
    /// A bucket holds the keys that are equal but for so many low bits of the distance.
    @usableFromInline var shift: UInt64 = 0
    /// The first word of `occupied` that may have a bit: that of the bucket taken last.
    var word = 0
    @usableFromInline let buckets: PlainMemory<Bucket>
    /// A bit for each bucket that holds anything, and one word that always has some.
    let occupied: PlainMemory<UInt64>

    init() {
      buckets = PlainMemory(repeating: Bucket(), count: Self.capacity)
      occupied = PlainMemory(repeating: 0, count: Self.capacity / 64 + 1)
      occupied[Self.capacity / 64] = .max
    }

    /// A table without memory, which none needs yet.
    init(withoutMemory: ()) {
      buckets = PlainMemory()
      occupied = PlainMemory()
    }

    func free() {
      buckets.free()
      occupied.free()
    }

    /// Covers a span with as many buckets as suit so many tickets; it is empty.
    mutating func cover(from start: UInt64, width: UInt64, count: Int) {
      let wanted = max(8, min(count / Self.wanted, Self.capacity / 2))
      let bits = 64 - (width - 1).leadingZeroBitCount
      let bitsWanted = 64 - (wanted - 1).leadingZeroBitCount
      self.start = start
      self.width = width
      shift = UInt64(max(0, bits - bitsWanted))
      word = 0
    }

    /// Covers the span of another table, with as many buckets, of which the same hold anything.
    mutating func cover(_ other: FineTable) {
      start = other.start
      width = other.width
      shift = other.shift
      word = other.word
      occupied.update(from: other.occupied, 0..<Self.capacity / 64)
    }

    /// The first bucket that holds anything; `capacity` or more if none does.
    @inline(__always)
    func firstBucket() -> Int {
      var word = word
      while occupied[word] == 0 { word &+= 1 }
      return word &<< 6 | occupied[word].trailingZeroBitCount
    }

    @inline(__always)
    func clear(_ index: Int) {
      buckets[index] = Bucket()
      occupied[index &>> 6] &= ~(1 &<< UInt64(index & 63))
    }
  }

  /// More tables than spans can be divided into: each bucket of a table is at most an eighth of it,
  /// but for spans of less than eight keys.
  @usableFromInline static let deepest = 32
}
