/// A server that serves one request after the other in the order they come, with each departure
/// known at arrival.
///
/// A departure is `max(now, free) + service`, so a request needs one ticket, not three. What makes
/// this right is that nobody behind can delay anybody before. A request that would be done only
/// after its caller gave up takes neither service nor place. What was computed before a restart is
/// void: keep `generation` beside the departure and drop it when the station's has changed.
@usableFromInline
package struct ServiceStation: Sendable {
  /// What becomes of a request.
  package enum Admission: Equatable, Sendable {
    /// It is answered at this instant, unless the station restarts before.
    case served(at: Instant)
    /// As many requests as the station holds are waiting or in service already.
    case turnedAway
    /// It would be answered only after its caller's patience: it takes no service.
    case givenUp
  }

  /// Requests in a row that take equally long, each begun when the one before is done.
  @usableFromInline
  struct Row: Sendable {
    @usableFromInline var begins: Instant
    @usableFromInline var service: Duration
    @usableFromInline var count: Int

    @inlinable
    init(begins: Instant, service: Duration, count: Int) {
      self.begins = begins
      self.service = service
      self.count = count
    }

    var ends: Instant { begins + service * Int64(count) }

    /// How many of the row are done at an instant that lies before the end of the row.
    func done(at instant: Instant) -> Int {
      guard instant > begins else { return 0 }
      return Int((instant - begins).microseconds / service.microseconds)
    }

    /// Begins the row behind the requests that are done, and says how many these are.
    mutating func forgetDone(by instant: Instant) -> Int {
      guard instant >= begins + service else { return 0 }
      let done = done(at: instant)
      begins += service * Int64(done)
      count -= done
      return done
    }
  }

  /// How long one request takes, for arrivals from now on.
  @usableFromInline package private(set) var service: Duration
  /// The most requests that may wait or be in service at once.
  @usableFromInline package let limit: Int
  /// How many restarts there were; it wraps after 4,096, which is what a ticket has room for, so a
  /// departure must not outlive as many.
  @usableFromInline package private(set) var generation: UInt16 = 0

  /// Rows before the last, of which those before `firstRow` are done; mostly none, because a row
  /// ends only where requests take longer or shorter than those before them.
  @usableFromInline var rows: [Row] = []
  @usableFromInline var firstRow = 0
  @usableFromInline var last = Row(begins: .distantPast, service: .zero, count: 0)
  /// Requests in all rows that are not wholly done, some of which may be done by now.
  @usableFromInline var held = 0
  @usableFromInline var free: Instant = .distantPast
  @usableFromInline var latest: Instant = .distantPast

  /// A station that takes this long for a request and holds so many at once.
  package init(service: Duration, limit: Int = .max) {
    precondition(service >= .zero && limit >= 0, "a station with a negative service or limit")
    self.service = service
    self.limit = limit
  }

  /// A request arrives; arrivals, restarts and changes must come in order of time.
  ///
  /// - Parameters:
  ///   - patience: the instant at which the caller gives up; an answer at exactly that instant
  ///     still counts.
  ///   - work: how many times the usual service it takes.
  package mutating func arrive(
    at instant: Instant, patience: Instant? = nil, work: Int64 = 1
  ) -> Admission {
    moveOn(to: instant)
    if held >= limit {
      forgetDone(by: instant)
      if held >= limit { return .turnedAway }
    }
    let length = service * work
    let begins = max(instant, free)
    let departure = begins + length
    if let patience, departure > patience { return .givenUp }
    if last.count > 0, last.service == length {
      last.count += 1
    } else {
      if last.count > 0 { rows.append(last) }
      last = Row(begins: begins, service: length, count: 1)
    }
    held += 1
    free = departure
    return .served(at: departure)
  }

  /// A request of the usual service arrives; gives when it departs, or nil if it is not served.
  ///
  /// The same as ``arrive(at:patience:work:)``, and quick where the station is not full and has
  /// not changed its pace since it was idle.
  @inlinable
  @inline(__always)
  package mutating func departure(of instant: Instant, patience: Instant) -> Instant? {
    if instant >= latest, instant < free, firstRow == rows.count, held < limit,
      last.count > 0, last.service == service
    {
      latest = instant
      let departure = free + service
      if departure > patience { return nil }
      last.count &+= 1
      held &+= 1
      free = departure
      return departure
    }
    // Full, and the first request is not done yet.
    if held >= limit, instant >= latest, firstRow == rows.count,
      instant < last.begins + last.service
    {
      latest = instant
      return nil
    }
    return slowDeparture(of: instant, patience: patience)
  }

  @usableFromInline
  @inline(never)
  mutating func slowDeparture(of instant: Instant, patience: Instant) -> Instant? {
    if case .served(let departure) = arrive(at: instant, patience: patience) {
      departure
    } else {
      nil
    }
  }

  /// The server starts anew: the generation is raised and the backlog forgotten, so that every
  /// departure computed before is void.
  package mutating func restart(at instant: Instant) {
    moveOn(to: instant)
    generation = (generation + 1) & Ticket.highestDetail
    forgetAll()
    free = instant
  }

  /// The server becomes slower or faster for requests that arrive from this instant on.
  package mutating func setService(_ service: Duration, at instant: Instant) {
    precondition(service >= .zero, "a station with a negative service")
    moveOn(to: instant)
    self.service = service
  }

  /// How many requests wait or are in service at an instant not before the last arrival; one that
  /// is done at that instant has left.
  package func backlog(at instant: Instant) -> Int {
    guard instant < free else { return 0 }
    var left = held
    for row in rows[firstRow...] + [last] {
      if row.ends <= instant {
        left -= row.count
      } else {
        left -= row.done(at: instant)
        break
      }
    }
    return left
  }

  /// Forgets the requests of the first row that are done; the row ends after the instant.
  private mutating func forgetDone(by instant: Instant) {
    if firstRow < rows.count {
      held -= rows[firstRow].forgetDone(by: instant)
    } else if last.count > 0 {
      held -= last.forgetDone(by: instant)
    }
  }

  /// Forgets rows that are wholly done.
  private mutating func moveOn(to instant: Instant) {
    precondition(instant >= latest, "a station was asked about an earlier instant than before")
    latest = instant
    if free <= instant {
      if held > 0 { forgetAll() }
      return
    }
    if firstRow < rows.count { leaveRows(by: instant) }
  }

  private mutating func forgetAll() {
    if !rows.isEmpty { rows.removeAll(keepingCapacity: true) }
    firstRow = 0
    last.count = 0
    held = 0
  }

  /// Leaves rows before the last that are done.
  private mutating func leaveRows(by instant: Instant) {
    while firstRow < rows.count, rows[firstRow].ends <= instant {
      held -= rows[firstRow].count
      firstRow += 1
    }
    if firstRow > 32, firstRow * 2 > rows.count {
      rows.removeFirst(firstRow)
      firstRow = 0
    }
  }
}
