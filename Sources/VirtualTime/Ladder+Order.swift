extension Ladder {
  @inlinable
  @inline(__always)
  mutating func push(_ ticket: Ticket) {
    let key = Self.key(ticket.time)
    precondition(key >= nowKey, "an event was pushed into the past")
    count &+= 1
    if key &- runBase < runWidth {
      pushLate(ticket)
    } else {
      deal(ticket, key: key)
    }
  }

  @inlinable
  @inline(__always)
  mutating func pop(notAfter limit: UInt64) -> Ticket? {
    if runNext == runEnd && lateCount == 0 {
      guard refill(notAfter: limit) else { return nil }
    }
    if lateCount > 0 { return popBesideLate(notAfter: limit) }
    let ticket = run[runNext]
    let key = Self.key(ticket.time)
    if key > limit { return nil }
    runNext &+= 1
    nowKey = key
    count &-= 1
    return ticket
  }

  /// Puts a ticket into the bucket it belongs to.
  @usableFromInline
  @inline(never)
  mutating func deal(_ ticket: Ticket, key: UInt64) {
    if key < knownFirst { knownFirst = key }
    var depth = fineDepth
    while depth > 0 {
      depth &-= 1
      let distance = key &- fines[depth].start
      if distance < fines[depth].width {
        deal(ticket, intoFine: depth, Int(truncatingIfNeeded: distance &>> fines[depth].shift))
        return
      }
    }
    let highestBit = 63 &- ((key ^ base) | 1).leadingZeroBitCount
    let level = highestBit &>> 3
    let byte = Int(truncatingIfNeeded: key &>> UInt64(level &<< 3)) & 255
    let index = level &<< 8 | byte
    if append(ticket, to: &buckets[index]) { return }
    if appendToNewChunk(ticket, &buckets[index]) {
      occupied[index &>> 6] |= 1 &<< UInt64(index & 63)
      occupiedLevels |= 1 &<< UInt32(level)
    }
  }

  @inline(__always)
  private mutating func deal(_ ticket: Ticket, intoFine depth: Int, _ index: Int) {
    let buckets = fines[depth].buckets
    if append(ticket, to: &buckets[index]) { return }
    if appendToNewChunk(ticket, &buckets[index]) {
      fines[depth].occupied[index &>> 6] |= 1 &<< UInt64(index & 63)
    }
  }

  /// Puts a ticket at the end of a bucket; false if its chunks are full.
  @inline(__always)
  private func append(_ ticket: Ticket, to bucket: inout Bucket) -> Bool {
    guard bucket.tail & UInt(Chunk.byteCount - 1) != 0 else { return false }
    bucket.tail = Chunk.put(ticket, at: bucket.tail)
    return true
  }

  /// Begins a chunk of a bucket whose chunks are full, or that has none; true if it had none.
  @inline(never)
  private mutating func appendToNewChunk(_ ticket: Ticket, _ bucket: inout Bucket) -> Bool {
    let chunk = chunks.take()
    chunk[0] = ticket
    let last = bucket.tail == 0 ? 0 : bucket.last
    bucket.tail = chunk.tail(1)
    guard let before = Chunk(bits: last) else {
      chunk.place = 0
      bucket.first = chunk
      return true
    }
    chunk.place = before.place &+ 1
    before.next = chunk
    return false
  }

  /// The next of run and late tickets, of which there are some; ties are the run's, which were
  /// pushed before it became the run.
  @usableFromInline
  @inline(never)
  mutating func popBesideLate(notAfter limit: UInt64) -> Ticket? {
    let lateKey = Self.key(late[0].ticket.time)
    if runNext < runEnd {
      let ticket = run[runNext]
      let key = Self.key(ticket.time)
      if key <= lateKey {
        if key > limit { return nil }
        runNext &+= 1
        nowKey = key
        count &-= 1
        return ticket
      }
    }
    if lateKey > limit { return nil }
    nowKey = lateKey
    count &-= 1
    return popLate()
  }

  // MARK: Refilling the run

  /// Makes the first bucket the run, unless the first ticket in it is due after the limit; the run
  /// and the late heap are empty.
  @usableFromInline
  @inline(never)
  mutating func refill(notAfter limit: UInt64) -> Bool {
    if count == 0 || limit < .max && !isAnyDue(by: limit) { return false }
    knownFirst = 0
    runCount &+= 1
    while true {
      leaveEmptyTables()
      if fineDepth > 0 {
        if takeFromFine(fineDepth - 1) { return true }
      } else if takeFromCoarse() {
        return true
      }
    }
  }

  /// Leaves fine tables in which nothing is left.
  private mutating func leaveEmptyTables() {
    while fineDepth > 0, fines[fineDepth - 1].firstBucket() >= FineTable.capacity {
      fineDepth -= 1
    }
  }

  /// Whether the first ticket in the buckets, of which there are some, is due by then.
  private mutating func isAnyDue(by limit: UInt64) -> Bool {
    if knownFirst == 0 { knownFirst = Self.firstKey(in: firstBucket) }
    return knownFirst <= limit
  }

  private var firstCoarse: (level: Int, index: Int) {
    let level = occupiedLevels.trailingZeroBitCount
    var word = level * 4
    while occupied[word] == 0 { word &+= 1 }
    return (level, word * 64 + occupied[word].trailingZeroBitCount)
  }

  /// The bucket with the first ticket, of which there are some.
  var firstBucket: Bucket {
    var depth = fineDepth
    while depth > 0 {
      depth -= 1
      let index = fines[depth].firstBucket()
      if index < FineTable.capacity { return fines[depth].buckets[index] }
    }
    return buckets[firstCoarse.index]
  }

  static func firstKey(in bucket: Bucket) -> UInt64 {
    var smallest = UInt64.max
    var next = bucket.first
    while let chunk = next {
      for place in 0..<bucket.count(in: chunk) {
        smallest = min(smallest, Self.key(chunk[place].time))
      }
      next = chunk.next
    }
    return smallest
  }

  // MARK: Coarse buckets

  /// Makes the first coarse bucket the run, or deals it out into the first fine table; false then.
  private mutating func takeFromCoarse() -> Bool {
    let (level, index) = firstCoarse
    let shift = UInt64(level * 8)
    let above = level == 7 ? 0 : (base >> (shift + 8)) << (shift + 8)
    base = above | UInt64(index & 255) << shift
    if buckets[index].isOneChunk {
      takeCoarse(index, level: level)
      return true
    }
    let bucket = buckets[index]
    if level == 0 {
      if takeTies(&buckets[index]) { clear(index, level: 0) }
      return true
    }
    clear(index, level: level)
    deal(bucket, outFrom: base, width: 1 << shift)
    return false
  }

  /// Serves a small bucket and, while there are few tickets in them, the next ones of its level.
  private mutating func takeCoarse(_ first: Int, level: Int) {
    beginRun(at: base)
    var index = first
    while true {
      let bucket = buckets[index]
      clear(index, level: level)
      sort(bucket, upTo: UInt64(index &- first &+ 1) &<< UInt64(level * 8))
      // On the top level the span of several buckets could be the whole of time, which no width
      // holds.
      if runEnd >= Self.runWanted || level == 7 || occupiedLevels == 0 { break }
      let next = firstCoarse
      if next.level != level || !fitsRun(buckets[next.index]) { break }
      index = next.index
    }
    runWidth = UInt64(index &- first &+ 1) &<< UInt64(level * 8)
  }

  private mutating func clear(_ index: Int, level: Int) {
    buckets[index] = Bucket()
    occupied[index >> 6] &= ~(1 << UInt64(index & 63))
    let word = level * 4
    if occupied[word] | occupied[word + 1] | occupied[word + 2] | occupied[word + 3] == 0 {
      occupiedLevels &= ~(1 << UInt32(level))
    }
  }

  // MARK: Fine tables

  /// Makes the first bucket of a table that has some the run, or deals it out into the next table;
  /// false then.
  private mutating func takeFromFine(_ depth: Int) -> Bool {
    let first = fines[depth].firstBucket()
    fines[depth].word = first >> 6
    let shift = fines[depth].shift
    let start = fines[depth].start &+ UInt64(first) &<< shift
    // The last bucket of a table may reach beyond it, and what lies there is elsewhere.
    let left = fines[depth].start &+ fines[depth].width &- start
    let bucket = fines[depth].buckets[first]
    if !bucket.isOneChunk {
      if shift == 0 {
        runBase = start
        if takeTies(&fines[depth].buckets[first]) { fines[depth].clear(first) }
        return true
      }
      fines[depth].clear(first)
      deal(bucket, outFrom: start, width: min(1 &<< shift, left))
      return false
    }
    beginRun(at: start)
    var index = first
    while true {
      let bucket = fines[depth].buckets[index]
      fines[depth].clear(index)
      sort(bucket, upTo: UInt64(index &- first &+ 1) &<< shift)
      if runEnd >= Self.runWanted { break }
      let next = fines[depth].firstBucket()
      if next >= FineTable.capacity || !fitsRun(fines[depth].buckets[next]) { break }
      index = next
    }
    runWidth = min(UInt64(index &- first &+ 1) &<< shift, left)
    return true
  }

  /// Deals a bucket out into a new fine table of its span.
  private mutating func deal(_ bucket: Bucket, outFrom start: UInt64, width: UInt64) {
    let depth = addTable(from: start, width: width, count: bucket.count)
    let shift = fines[depth].shift
    var next = bucket.first
    var sum: UInt64 = 0
    while let chunk = next {
      // Chunks of a large bucket are far by now, and only the one before says where each lies.
      if let following = chunk.next { sum ^= following.touched() }
      for place in 0..<bucket.count(in: chunk) {
        let ticket = chunk[place]
        let distance = Self.key(ticket.time) &- start
        deal(ticket, intoFine: depth, Int(truncatingIfNeeded: distance &>> shift))
      }
      next = chunk.next
      chunks.giveBack(chunk)
    }
    touched = sum
  }

  /// Puts an empty table for so many tickets on the stack; gives its place.
  mutating func addTable(from start: UInt64, width: UInt64, count: Int) -> Int {
    precondition(fineDepth < Self.deepest, "spans of time divided too often")
    if fineDepth == fineCount { addMemoryForTable() }
    fines[fineDepth].cover(from: start, width: width, count: count)
    fineDepth += 1
    return fineDepth - 1
  }

  mutating func addMemoryForTable() {
    fines[fineCount] = FineTable()
    fineCount += 1
  }

  // MARK: The run

  private mutating func beginRun(at start: UInt64) {
    runBase = start
    runNext = 0
    runEnd = 0
  }

  @inline(__always)
  private func fitsRun(_ bucket: Bucket) -> Bool {
    bucket.isOneChunk && runEnd &+ bucket.countInLast <= Chunk.capacity
  }

  /// Serves the first chunk of a bucket in which all keys are equal; what is pushed at that time
  /// from now on still goes to the bucket's end. True if it was the last.
  private mutating func takeTies(_ bucket: inout Bucket) -> Bool {
    runWidth = 0
    guard let chunk = bucket.first else { preconditionFailure("an empty bucket") }
    let filled = bucket.count(in: chunk)
    for place in 0..<filled { run[place] = chunk[place] }
    runBase = Self.key(run[0].time)
    runNext = 0
    runEnd = filled
    bucket.first = chunk.next
    let isLast = chunk.next == nil
    chunks.giveBack(chunk)
    return isLast
  }

  /// Sorts a bucket of one chunk behind the run; its keys are less than `reach` from `runBase`.
  @inline(__always)
  private mutating func sort(_ bucket: Bucket, upTo reach: UInt64) {
    guard let chunk = bucket.first else { return }
    let count = bucket.countInLast
    // With six bits of place below, a distance must fit a positive number of 32 bits.
    if reach &- 1 < 1 &<< 25 {
      rank(chunk, count: count)
    } else {
      insert(chunk, count: count)
    }
    runEnd &+= count
    chunks.giveBack(chunk)
  }

  /// Puts tickets behind the run, each at its rank: the number of those that come before it.
  ///
  /// For so few this is quicker than any order of comparing and moving them, because nothing in it
  /// depends on what came of a comparison: there is no branch to foretell wrongly.
  @inline(__always)
  private func rank(_ tickets: Chunk, count: Int) {
    for place in 0..<count {
      let distance = Self.key(tickets[place].time) &- runBase
      sortKeys[place] = Int32(truncatingIfNeeded: distance &<< 6) | Int32(truncatingIfNeeded: place)
    }
    var first = 0
    while first < count {
      let keys = sortKeys.eight(at: first)
      var ranks = SIMD8<Int32>.zero
      for place in 0..<count {
        let isBefore = SIMD8<Int32>(repeating: sortKeys[place]) .< keys
        ranks.replace(with: ranks &+ 1, where: isBefore)
      }
      for lane in 0..<min(8, count &- first) {
        run[runEnd &+ Int(ranks[lane])] = tickets[first &+ lane]
      }
      first &+= 8
    }
  }

  /// Puts tickets behind the run in order, however far apart they are.
  private func insert(_ tickets: Chunk, count: Int) {
    for place in runEnd..<runEnd &+ count {
      let ticket = tickets[place &- runEnd]
      var hole = place
      while hole > runEnd, run[hole &- 1].time > ticket.time {
        run[hole] = run[hole &- 1]
        hole &-= 1
      }
      run[hole] = ticket
    }
  }
}
