extension Ladder {
  @inlinable
  @inline(__always)
  mutating func push(_ ticket: Ticket) {
    let key = Self.key(ticket.time)
    precondition(key >= nowKey, "an event was pushed into the past")
    count &+= 1
    if key &- base < runWidth {
      pushLate(ticket)
    } else {
      deal(ticket, key: key)
      if key < knownFirst { knownFirst = key }
    }
  }

  @inlinable
  @inline(__always)
  mutating func pop(notAfter limit: UInt64) -> Ticket? {
    if runNext == runEnd && lateCount == 0 {
      guard refill(notAfter: limit) else { return nil }
    }
    if lateCount > 0 { return popBesideLate(notAfter: limit) }
    let order = runOrder[runNext]
    let key = base &+ order >> 6
    if key > limit { return nil }
    runNext &+= 1
    nowKey = key
    count &-= 1
    return run[Int(truncatingIfNeeded: order & 63)]
  }

  /// Puts a ticket at the end of its bucket.
  @inlinable
  @inline(__always)
  mutating func deal(_ ticket: Ticket, key: UInt64) {
    let highestBit = 63 &- ((key ^ base) | 1).leadingZeroBitCount
    let level = highestBit &>> 3
    let byte = Int(truncatingIfNeeded: key &>> UInt64(level &<< 3)) & 255
    let index = level &<< 8 | byte
    let bucket = buckets + index
    let tail = bucket.pointee.tail
    guard tail & UInt(Chunk.byteCount - 1) != 0,
      let place = UnsafeMutableRawPointer(bitPattern: tail)
    else { return dealIntoNewChunk(ticket, index) }
    place.storeBytes(of: ticket, as: Ticket.self)
    bucket.pointee.tail = tail &+ UInt(MemoryLayout<Ticket>.stride)
  }

  /// Begins a chunk of a bucket whose chunks are full, or that has none.
  @usableFromInline
  @inline(never)
  mutating func dealIntoNewChunk(_ ticket: Ticket, _ index: Int) {
    let chunk = chunks.take()
    chunk.tickets[0] = ticket
    if buckets[index].tail == 0 {
      buckets[index].first = chunk.address
      occupied[index &>> 6] |= 1 &<< UInt64(index & 63)
      occupiedLevels |= 1 &<< UInt32(index &>> 8)
    } else if let last = UnsafeMutableRawPointer(bitPattern: buckets[index].last) {
      Chunk(address: last).next = chunk.address
    }
    buckets[index].tail = UInt(bitPattern: chunk.tickets + 1)
  }

  /// The next of run and late tickets, of which there are some; ties are the run's, which were
  /// pushed before it became the run.
  @usableFromInline
  @inline(never)
  mutating func popBesideLate(notAfter limit: UInt64) -> Ticket? {
    let lateKey = Self.key(late[0].ticket.time)
    if runNext < runEnd {
      let order = runOrder[runNext]
      let key = base &+ order >> 6
      if key <= lateKey {
        if key > limit { return nil }
        runNext &+= 1
        nowKey = key
        count &-= 1
        return run[Int(truncatingIfNeeded: order & 63)]
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
    if count == 0 || !isAnyDue(by: limit) { return false }
    knownFirst = 0
    runCount &+= 1
    while true {
      let (level, index) = firstBucket()
      base = start(ofBucket: index, level: level)
      if buckets[index].countUpToChunk <= Chunk.capacity {
        takeBuckets(index, level: level)
        return true
      }
      if level == 0 {
        takeTies(index)
        return true
      }
      split(index, level: level)
    }
  }

  /// Whether the first ticket in the buckets, of which there are some, is due by then.
  private mutating func isAnyDue(by limit: UInt64) -> Bool {
    let (level, index) = firstBucket()
    let start = start(ofBucket: index, level: level)
    if start > limit { return false }
    if start | ((1 &<< UInt64(level * 8)) &- 1) <= limit { return true }
    if knownFirst == 0 { knownFirst = firstKeyInBuckets() }
    return knownFirst <= limit
  }

  private func firstBucket() -> (level: Int, index: Int) {
    let level = occupiedLevels.trailingZeroBitCount
    var word = level * 4
    while occupied[word] == 0 { word &+= 1 }
    return (level, word * 64 + occupied[word].trailingZeroBitCount)
  }

  private func start(ofBucket index: Int, level: Int) -> UInt64 {
    let shift = UInt64(level * 8)
    let above = level == 7 ? 0 : (base >> (shift + 8)) << (shift + 8)
    return above | UInt64(index & 255) << shift
  }

  func firstKeyInBuckets() -> UInt64 {
    let bucket = buckets[firstBucket().index]
    var smallest = UInt64.max
    var next = bucket.first
    while let address = next {
      let chunk = Chunk(address: address)
      let filled = bucket.count(in: chunk)
      for place in 0..<filled { smallest = min(smallest, Self.key(chunk.tickets[place].time)) }
      next = chunk.next
    }
    return smallest
  }

  /// Serves the first chunk of a bucket in which all keys are equal; what is pushed at that time
  /// from now on still goes to the bucket's end.
  private mutating func takeTies(_ index: Int) {
    runWidth = 0
    guard let address = buckets[index].first else { preconditionFailure("an empty bucket") }
    let chunk = Chunk(address: address)
    let filled = buckets[index].count(in: chunk)
    run.update(from: chunk.tickets, count: filled)
    for place in 0..<filled { runOrder[place] = UInt64(place) }
    runNext = 0
    runEnd = filled
    if let next = chunk.next { buckets[index].first = next } else { clear(index, level: 0) }
    chunks.giveBack(chunk)
  }

  /// Serves a small bucket and, while there are few tickets in them, the next ones of its level.
  private mutating func takeBuckets(_ first: Int, level: Int) {
    runNext = 0
    runEnd = 0
    var index = first
    while true {
      takeBucket(index, level: level)
      // On the top level the span of several buckets could be the whole of time, which no width
      // holds.
      if runEnd >= Self.runWanted || level == 7 { break }
      let next = occupiedLevels == 0 ? (level: 8, index: 0) : firstBucket()
      if next.level != level || runEnd + buckets[next.index].countUpToChunk > Chunk.capacity { break }
      index = next.index
    }
    runWidth = UInt64(index &- first &+ 1) &<< UInt64(level * 8)
  }

  /// Sorts a small bucket into the run.
  private mutating func takeBucket(_ index: Int, level: Int) {
    let bucket = buckets[index]
    clear(index, level: level)
    var place = runEnd
    var next = bucket.first
    while let address = next {
      let chunk = Chunk(address: address)
      let filled = bucket.count(in: chunk)
      for from in 0..<filled {
        let ticket = chunk.tickets[from]
        run[place] = ticket
        let order = (Self.key(ticket.time) &- base) &<< 6 | UInt64(place)
        var hole = place
        while hole > 0, runOrder[hole &- 1] > order {
          runOrder[hole] = runOrder[hole &- 1]
          hole &-= 1
        }
        runOrder[hole] = order
        place &+= 1
      }
      next = chunk.next
      chunks.giveBack(chunk)
    }
    runEnd = place
  }

  /// Deals a large bucket out to the levels below, from its start.
  private mutating func split(_ index: Int, level: Int) {
    let bucket = buckets[index]
    clear(index, level: level)
    var next = bucket.first
    var sum: UInt64 = 0
    while let address = next {
      let chunk = Chunk(address: address)
      // Chunks of a large bucket are far by now, and only the one before says where each lies.
      if let following = chunk.next { sum ^= Chunk(address: following).touched() }
      let filled = bucket.count(in: chunk)
      for place in 0..<filled {
        let ticket = chunk.tickets[place]
        deal(ticket, key: Self.key(ticket.time))
      }
      next = chunk.next
      chunks.giveBack(chunk)
    }
    touched = sum
  }

  private mutating func clear(_ index: Int, level: Int) {
    buckets[index] = Bucket()
    occupied[index >> 6] &= ~(1 << UInt64(index & 63))
    let words = occupied + level * 4
    if words[0] | words[1] | words[2] | words[3] == 0 { occupiedLevels &= ~(1 << UInt32(level)) }
  }
}
