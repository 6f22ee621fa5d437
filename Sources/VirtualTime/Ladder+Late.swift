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

  /// Deals run and late tickets to buckets below the run's level, with `now` as the base.
  ///
  /// Everything in a bucket is later than the run's span and lies on the level of the span's
  /// buckets or above. There `now` differs from the base at most in that level's byte, which stays
  /// smaller than that of any bucket still filled, so what is in the buckets stays where it
  /// belongs. The run's tickets go first: of equal times they were pushed before the late ones.
  private mutating func dealOutAgain() {
    base = nowKey
    runWidth = 0
    knownFirst = 0
    while runNext < runEnd {
      let ticket = run[Int(truncatingIfNeeded: runOrder[runNext] & 63)]
      deal(ticket, key: Self.key(ticket.time))
      runNext += 1
    }
    while lateCount > 0 {
      let ticket = popLate()
      deal(ticket, key: Self.key(ticket.time))
    }
  }
}
