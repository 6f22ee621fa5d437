/// The monotone ladder beneath `EventQueue`: a radix ladder of coarse buckets, and below its first
/// one a stack of fine tables.
///
/// Times are keys: unsigned, in the order of time. Eight levels of 256 coarse buckets hold the keys
/// that are to come; a key lies on the level of the highest byte in which it differs from `base`,
/// in the bucket of that byte's value. So everything on a lower level comes before everything on a
/// higher one, and each bucket before the next.
///
/// ```
///  run ─────────►   fine tables         level 0       level 1             level 7
///    sorted, served   ▢▢▢▢▢  ▢▢▢▢▢▢▢      ▢▢▢▢▢▢▢…      ▢▢▢▢▢▢▢…     …      ▢▢▢▢▢▢▢…
///    late: pushed     some dozens each    one key each  256 keys each
///    into that span
/// ```
///
/// When the run is used up, the first bucket is taken. One that fits one chunk is sorted and
/// becomes the run, together with the next ones of its table or level while there are fewer than
/// `runWanted` in all. A larger one is dealt out into a fine table that covers just its span, with
/// as many buckets as make some dozens of tickets each; one of those that is still too large gets
/// a table of its own. Where all keys are equal, they are served chunk by chunk.
///
/// A ticket pushed into the span of the run is late and goes into a small heap beside it. When that
/// is full, run and heap are dealt out into a fine table of the rest of that span, so that a span
/// too wide for what happens in it (a few far events, then a storm) narrows.
///
/// Equal keys are in one bucket at any moment, and in the order in which they were pushed, because
/// dealing keeps the order; so a stable sort by key alone gives the order (time, sequence).
@usableFromInline
struct Ladder {
  @usableFromInline static let levelCount = 8
  @usableFromInline static let bucketsPerLevel = 256
  @usableFromInline static let runWanted = 32
  @usableFromInline static let lateLimit = 64

  @usableFromInline var chunks = Chunks()
  @usableFromInline let buckets: PlainMemory<Bucket>
  /// Four words a level: which buckets hold anything.
  @usableFromInline let occupied: PlainMemory<UInt64>
  /// One bit a level: which levels hold anything.
  @usableFromInline var occupiedLevels: UInt32 = 0

  @usableFromInline var base: UInt64
  /// Fine tables, each within the span of one bucket of that before; room for `deepest`.
  @usableFromInline let fines: PlainMemory<FineTable>
  /// How many of them are in use, and how many have memory.
  @usableFromInline var fineDepth = 0
  @usableFromInline var fineCount = 0

  @usableFromInline var nowKey: UInt64
  /// Where the run's span starts.
  @usableFromInline var runBase: UInt64
  /// Keys from `runBase` up to here are the run's; nothing in a bucket is below. Zero while
  /// ties are served chunk by chunk.
  @usableFromInline var runWidth: UInt64 = 0
  /// The run in order, from `runNext` to `runEnd`.
  @usableFromInline let run: PlainMemory<Ticket>
  /// Room for the keys of one bucket while it is sorted.
  @usableFromInline let sortKeys: PlainMemory<Int32>
  @usableFromInline var runNext = 0
  @usableFromInline var runEnd = 0
  /// How many runs there were so far; it wraps.
  @usableFromInline var runCount: UInt32 = 0
  /// What was read ahead; kept so that the reads are not left out for want of a use.
  @usableFromInline var touched: UInt64 = 0
  @usableFromInline let late: PlainMemory<LateTicket>
  @usableFromInline var lateCount = 0

  @usableFromInline var count = 0
  /// How many late tickets there were so far.
  @usableFromInline var lateSoFar: UInt64 = 0
  /// The smallest key in the buckets where somebody had to look for it, else zero.
  @usableFromInline var knownFirst: UInt64 = 0

  init(startingAt start: Instant) {
    let bucketCount = Self.levelCount * Self.bucketsPerLevel
    buckets = PlainMemory(repeating: Bucket(), count: bucketCount)
    occupied = PlainMemory(repeating: 0, count: bucketCount / 64)
    let nothing = Ticket(time: start, owner: 0, generation: 0, kind: 0)
    run = PlainMemory(repeating: nothing, count: 64)
    sortKeys = PlainMemory(repeating: 0, count: 64, alignment: 64)
    late = PlainMemory(
      repeating: LateTicket(ticket: nothing, sequence: 0), count: Self.lateLimit)
    fines = PlainMemory(repeating: FineTable(withoutMemory: ()), count: Self.deepest)
    base = Self.key(start)
    nowKey = base
    runBase = base
    // As deep as a storm goes: then no event asks for memory in its midst.
    while fineCount < 4 { addMemoryForTable() }
  }

  /// Gives all memory back; nothing may be done with the ladder afterwards.
  mutating func free() {
    chunks.free()
    buckets.free()
    occupied.free()
    run.free()
    sortKeys.free()
    late.free()
    for depth in 0..<fineCount { fines[depth].free() }
    fines.free()
  }

  /// The same events in memory of their own.
  func copy() -> Ladder {
    var other = Ladder(startingAt: now)
    other.base = base
    other.runBase = runBase
    other.runWidth = runWidth
    other.run.update(from: run, runNext..<runEnd)
    other.runNext = runNext
    other.runEnd = runEnd
    other.late.update(from: late, 0..<lateCount)
    other.lateCount = lateCount
    other.count = count
    other.lateSoFar = lateSoFar
    other.occupiedLevels = occupiedLevels
    for word in 0..<Self.levelCount * 4 { other.occupied[word] = occupied[word] }
    for index in 0..<Self.levelCount * Self.bucketsPerLevel where buckets[index].tail != 0 {
      other.buckets[index] = copy(buckets[index], chunks: &other.chunks)
    }
    while other.fineCount < fineDepth { other.addMemoryForTable() }
    other.fineDepth = fineDepth
    for depth in 0..<fineDepth {
      let table = fines[depth]
      other.fines[depth].cover(table)
      for index in 0..<FineTable.capacity where table.buckets[index].tail != 0 {
        other.fines[depth].buckets[index] = copy(table.buckets[index], chunks: &other.chunks)
      }
    }
    return other
  }

  private func copy(_ bucket: Bucket, chunks: inout Chunks) -> Bucket {
    var copied = Bucket()
    var last: Chunk?
    var from = bucket.first
    while let chunk = from {
      let new = chunks.take()
      let filled = bucket.count(in: chunk)
      for place in 0..<filled { new[place] = chunk[place] }
      new.place = chunk.place
      if let last { last.next = new } else { copied.first = new }
      copied.tail = new.tail(filled)
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
      let next = run[runNext].time
      return lateCount > 0 ? min(late[0].ticket.time, next) : next
    }
    if lateCount > 0 { return late[0].ticket.time }
    if count == 0 { return nil }
    return Self.instant(knownFirst > 0 ? knownFirst : Self.firstKey(in: firstBucket))
  }
}
