/// The monotone radix ladder beneath `EventQueue`.
///
/// Times are keys: unsigned, in the order of time. Eight levels of 256 buckets hold the keys that
/// are to come; a key lies on the level of the highest byte in which it differs from `base`, in the
/// bucket of that byte's value. So everything on a lower level comes before everything on a higher
/// one, and each bucket before the next.
///
/// ```
///  base ──run──► base+runWidth          level 0        level 1              level 7
///    sorted, served from the front      ▢▢▢▢▢▢▢▢…      ▢▢▢▢▢▢▢▢…     …      ▢▢▢▢▢▢▢▢…
///    late: pushed into that span        one key each   256 keys each
/// ```
///
/// When the run is used up, the first bucket is taken. One that fits one chunk is sorted and
/// becomes the run, together with the next ones of its level while there are fewer than
/// `runWanted` in all. A larger one is dealt out one or more levels down, with `base` at its start,
/// or, on level 0, where all its keys are equal, served chunk by chunk.
///
/// A ticket pushed into the span of the run is late and goes into a small heap beside it. When that
/// is full, run and heap are dealt out again from `now`, so that a span too wide for what happens
/// in it (a few far events, then a storm) narrows.
///
/// Equal keys are in one bucket at any moment, and in the order in which they were pushed, because
/// dealing keeps the order; so a stable sort by key alone gives the order (time, sequence).
@usableFromInline
struct Ladder {
  @usableFromInline static let levelCount = 8
  @usableFromInline static let bucketsPerLevel = 256
  @usableFromInline static let runWanted = 32
  @usableFromInline static let lateLimit = 64

  /// A bucket's chunks, all full but the last.
  @usableFromInline
  struct Bucket {
    /// Where the next ticket goes; at a chunk's end, or zero in an empty bucket, it needs a new one.
    @usableFromInline var tail: UInt = 0
    @usableFromInline var first: UnsafeMutableRawPointer?

    @inlinable
    init() {}

    /// The address of the last chunk, which there is.
    @inline(__always)
    var last: UInt { (tail &- 1) & ~UInt(Chunk.byteCount - 1) }

    /// How many tickets the last chunk holds.
    @inline(__always)
    var countInLast: Int { (Int(tail &- last) &- Chunk.header) >> 4 }

    /// How many tickets there are if they are few enough for one chunk, else more than that.
    @inline(__always)
    var countUpToChunk: Int {
      UInt(bitPattern: first) == last ? countInLast : Chunk.capacity + 1
    }

    /// How many tickets a chunk of the bucket holds.
    @inline(__always)
    func count(in chunk: Chunk) -> Int {
      UInt(bitPattern: chunk.address) == last ? countInLast : Chunk.capacity
    }
  }

  @usableFromInline var chunks = Chunks()
  @usableFromInline let buckets: UnsafeMutablePointer<Bucket>
  /// Four words a level: which buckets hold anything.
  @usableFromInline let occupied: UnsafeMutablePointer<UInt64>
  /// One bit a level: which levels hold anything.
  @usableFromInline var occupiedLevels: UInt32 = 0

  @usableFromInline var base: UInt64
  @usableFromInline var nowKey: UInt64
  /// Keys from `base` up to here are the run's; nothing in a bucket is below. Zero while
  /// ties are served chunk by chunk.
  @usableFromInline var runWidth: UInt64 = 0
  @usableFromInline let run: UnsafeMutablePointer<Ticket>
  /// The run in order: the key's distance from `base`, and below it six bits of place in `run`.
  @usableFromInline let runOrder: UnsafeMutablePointer<UInt64>
  @usableFromInline var runNext = 0
  @usableFromInline var runEnd = 0
  /// How many runs there were so far; it wraps.
  @usableFromInline var runCount: UInt32 = 0
  /// What was read ahead; kept so that the reads are not left out for want of a use.
  @usableFromInline var touched: UInt64 = 0
  @usableFromInline let late: UnsafeMutablePointer<LateTicket>
  @usableFromInline var lateCount = 0

  @usableFromInline var count = 0
  /// How many late tickets there were so far.
  @usableFromInline var lateSoFar: UInt64 = 0
  /// The smallest key in the buckets where somebody had to look for it, else zero.
  @usableFromInline var knownFirst: UInt64 = 0

  init(startingAt start: Instant) {
    let bucketCount = Self.levelCount * Self.bucketsPerLevel
    buckets = .allocate(capacity: bucketCount)
    buckets.initialize(repeating: Bucket(), count: bucketCount)
    occupied = .allocate(capacity: bucketCount / 64)
    occupied.initialize(repeating: 0, count: bucketCount / 64)
    run = .allocate(capacity: 64)
    runOrder = .allocate(capacity: 64)
    late = .allocate(capacity: Self.lateLimit)
    base = Self.key(start)
    nowKey = base
  }

  /// Gives all memory back; nothing may be done with the ladder afterwards.
  mutating func free() {
    chunks.free()
    buckets.deallocate()
    occupied.deallocate()
    run.deallocate()
    runOrder.deallocate()
    late.deallocate()
  }

  /// The same events in memory of their own.
  func copy() -> Ladder {
    var other = Ladder(startingAt: now)
    other.base = base
    other.runWidth = runWidth
    other.run.initialize(from: run, count: 64)
    other.runOrder.initialize(from: runOrder, count: 64)
    other.runNext = runNext
    other.runEnd = runEnd
    other.late.initialize(from: late, count: lateCount)
    other.lateCount = lateCount
    other.count = count
    other.lateSoFar = lateSoFar
    other.occupiedLevels = occupiedLevels
    for word in 0..<Self.levelCount * 4 { other.occupied[word] = occupied[word] }
    for index in 0..<Self.levelCount * Self.bucketsPerLevel where buckets[index].tail != 0 {
      other.buckets[index] = copy(buckets[index], chunks: &other.chunks)
    }
    return other
  }

  private func copy(_ bucket: Bucket, chunks: inout Chunks) -> Bucket {
    var copied = Bucket()
    var last: Chunk?
    var from = bucket.first
    while let address = from {
      let chunk = Chunk(address: address)
      let new = chunks.take()
      let filled = bucket.count(in: chunk)
      new.tickets.initialize(from: chunk.tickets, count: filled)
      if let last { last.next = new.address } else { copied.first = new.address }
      copied.tail = UInt(bitPattern: new.tickets + filled)
      last = new
      from = chunk.next
    }
    return copied
  }

  /// The instant's place in the order of time, unsigned.
  @inlinable
  static func key(_ instant: Instant) -> UInt64 {
    UInt64(bitPattern: instant.microseconds) ^ (1 << 63)
  }

  @inlinable
  static func instant(_ key: UInt64) -> Instant {
    Instant(microseconds: Int64(bitPattern: key ^ (1 << 63)))
  }

  @inlinable var now: Instant { Self.instant(nowKey) }

  /// The smallest key of all, without changing anything.
  var nextTime: Instant? {
    if runNext < runEnd {
      let next = base &+ runOrder[runNext] >> 6
      return lateCount > 0 ? min(late[0].ticket.time, Self.instant(next)) : Self.instant(next)
    }
    if lateCount > 0 { return late[0].ticket.time }
    if count == 0 { return nil }
    return Self.instant(knownFirst > 0 ? knownFirst : firstKeyInBuckets())
  }
}
