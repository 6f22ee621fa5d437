/// A late ticket, and how many were late before it: that decides between equal times.
@usableFromInline
struct LateTicket: BitwiseCopyable {
  @usableFromInline let ticket: Ticket
  @usableFromInline let sequence: UInt64

  /// Whether it comes before another.
  @inline(__always)
  func precedes(_ other: LateTicket) -> Bool {
    ticket.time == other.ticket.time
      ? sequence < other.sequence : ticket.time < other.ticket.time
  }
}

/// Late tickets: those pushed into the span of the run that is being served.
extension Ladder {
  @usableFromInline
  @inline(never)
  mutating func pushLate(_ ticket: Ticket) {
    if lateCount == Self.lateLimit {
      dealOutAgain()
      deal(ticket, key: Self.key(ticket.time))
      return
    }
    let entry = LateTicket(ticket: ticket, sequence: lateSoFar)
    lateSoFar &+= 1
    var hole = lateCount
    lateCount += 1
    while hole > 0 {
      let parent = (hole &- 1) &>> 2
      if !entry.precedes(late[parent]) { break }
      late[hole] = late[parent]
      hole = parent
    }
    late[hole] = entry
  }

  /// Takes the first of the late tickets, of which there are some.
  mutating func popLate() -> Ticket {
    let first = late[0].ticket
    lateCount -= 1
    let last = late[lateCount]
    var hole = 0
    while true {
      let children = hole &<< 2 &+ 1
      if children >= lateCount { break }
      var child = children
      for other in children &+ 1..<min(children &+ 4, lateCount)
      where late[other].precedes(late[child]) {
        child = other
      }
      if !late[child].precedes(last) { break }
      late[hole] = late[child]
      hole = child
    }
    late[hole] = last
    return first
  }

  /// Deals run and late tickets out into buckets: those that the run was made of, if it was made of
  /// several, for then the next is made of fewer; else a fine table of what is left of its span.
  ///
  /// Everything in a bucket is later than that span. The run's tickets go first: of equal times
  /// they were pushed before the late ones.
  private mutating func dealOutAgain() {
    let isBackToBuckets = fineDepth > 0 && wasRunOfMany(fines[fineDepth - 1])
    if isBackToBuckets {
      let table = fines[fineDepth - 1]
      let first = Int(truncatingIfNeeded: (nowKey &- table.start) &>> table.shift)
      fines[fineDepth - 1].word = first >> 6
    } else {
      let width = runBase &+ runWidth &- nowKey
      _ = addTable(from: nowKey, width: width, count: runEnd &- runNext &+ lateCount)
    }
    runWidth = 0
    knownFirst = 0
    while runNext < runEnd {
      let ticket = run[runNext]
      deal(ticket, key: Self.key(ticket.time))
      runNext += 1
    }
    while lateCount > 0 {
      let ticket = popLate()
      deal(ticket, key: Self.key(ticket.time))
    }
  }

  /// Whether the run was made of several of its buckets, or of one that cannot be divided.
  private func wasRunOfMany(_ table: FineTable) -> Bool {
    table.shift == 0 || runWidth > 1 &<< table.shift
  }
}
