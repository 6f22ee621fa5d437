import TestSupport
import Testing
import VirtualTime

@Suite("A service station knows at arrival when a request departs")
struct ServiceStationTests {
  let start = Instant(microseconds: 1_768_082_400_000_000)

  @Test("An idle station serves at once, a busy one in the order of arrival")
  func fifo() {
    var station = ServiceStation(service: .milliseconds(10))
    #expect(station.arrive(at: start) == .served(at: start + .milliseconds(10)))
    #expect(station.arrive(at: start) == .served(at: start + .milliseconds(20)))
    #expect(
      station.arrive(at: start + .milliseconds(5)) == .served(at: start + .milliseconds(30)))
    #expect(station.backlog(at: start + .milliseconds(5)) == 3)
    #expect(station.backlog(at: start + .milliseconds(20)) == 1)
    #expect(station.backlog(at: start + .milliseconds(30)) == 0)
    #expect(station.arrive(at: start + .seconds(1)) == .served(at: start + .milliseconds(1_010)))
  }

  @Test("A full station turns away until a request departs")
  func full() {
    var station = ServiceStation(service: .milliseconds(10), limit: 2)
    _ = station.arrive(at: start)
    _ = station.arrive(at: start)
    #expect(station.arrive(at: start + .milliseconds(10) - .microseconds(1)) == .turnedAway)
    #expect(
      station.arrive(at: start + .milliseconds(10)) == .served(at: start + .milliseconds(30)))
    #expect(station.arrive(at: start + .milliseconds(19)) == .turnedAway)
    var closed = ServiceStation(service: .zero, limit: 0)
    #expect(closed.arrive(at: start) == .turnedAway)
  }

  @Test("A request that would be answered too late takes no service and no place")
  func givenUp() {
    var station = ServiceStation(service: .seconds(1), limit: 2)
    _ = station.arrive(at: start)
    #expect(station.arrive(at: start, patience: start + .milliseconds(1_999)) == .givenUp)
    #expect(
      station.arrive(at: start, patience: start + .seconds(2)) == .served(at: start + .seconds(2)))
  }

  @Test("A restart forgets the backlog and raises the generation, which wraps")
  func restart() {
    var station = ServiceStation(service: .seconds(1))
    _ = station.arrive(at: start)
    _ = station.arrive(at: start)
    #expect(station.generation == 0)
    station.restart(at: start + .milliseconds(500))
    #expect(station.generation == 1)
    #expect(station.backlog(at: start + .milliseconds(500)) == 0)
    #expect(
      station.arrive(at: start + .milliseconds(500)) == .served(at: start + .milliseconds(1_500)))
    for _ in 0..<4_095 { station.restart(at: start + .seconds(1)) }
    #expect(station.generation == 0)
  }

  @Test("A station that becomes slower serves as before what had arrived before")
  func slower() {
    var station = ServiceStation(service: .seconds(1))
    _ = station.arrive(at: start)
    _ = station.arrive(at: start)
    station.setService(.seconds(10), at: start)
    #expect(station.service == .seconds(10))
    #expect(station.arrive(at: start) == .served(at: start + .seconds(12)))
    station.setService(.zero, at: start)
    #expect(station.arrive(at: start) == .served(at: start + .seconds(12)))
    #expect(station.backlog(at: start + .seconds(2)) == 2)
    #expect(station.backlog(at: start + .seconds(12)) == 0)
  }

  @Test("A copy of a station is a station of its own")
  func copies() {
    var station = ServiceStation(service: .seconds(1))
    _ = station.arrive(at: start)
    var other = station
    _ = other.arrive(at: start)
    #expect(station.backlog(at: start) == 1)
    #expect(other.backlog(at: start) == 2)
  }

  @Test("A queue worked off event by event gives the same answers", arguments: 1...60)
  func sameAsEventByEvent(seed: UInt64) {
    var dice = Dice(seed: seed)
    let limit = dice.oneIn(3) ? Int.max : Int(1 + dice.below(30))
    var service = Duration.microseconds(dice.below(20))
    var station = ServiceStation(service: service, limit: limit)
    var quick = station
    var model = EventByEventStation(now: start, service: service, limit: limit)
    var now = start
    var seen = (served: 0, turnedAway: 0, givenUp: 0)
    for _ in 0..<1_500 {
      if !dice.oneIn(3) { now += .microseconds(dice.below(25)) }
      if dice.oneIn(400) { now += .microseconds(dice.below(1_000)) }
      if dice.oneIn(80) {
        service = .microseconds(dice.below(dice.oneIn(4) ? 100 : 20))
        station.setService(service, at: now)
        quick.setService(service, at: now)
        model.service = service
      }
      if dice.oneIn(150) {
        station.restart(at: now)
        quick.restart(at: now)
        model.restart(at: now)
      }
      let patience = dice.oneIn(2) ? nil : now + .microseconds(dice.below(300))
      let work = dice.oneIn(10) ? dice.below(Int64(5)) : 1
      let answer = station.arrive(at: now, patience: patience, work: work)
      #expect(answer == model.arrive(at: now, patience: patience, work: work))
      if work == 1 {
        let departure = quick.departure(of: now, patience: patience ?? .distantFuture)
        #expect(departure == answer.departure)
      } else {
        #expect(quick.arrive(at: now, patience: patience, work: work) == answer)
      }
      #expect(quick.backlog(at: now) == station.backlog(at: now))
      let later = now + .microseconds(dice.below(200))
      #expect(station.backlog(at: later) == model.backlog(at: later))
      switch answer {
      case .served: seen.served += 1
      case .turnedAway: seen.turnedAway += 1
      case .givenUp: seen.givenUp += 1
      }
    }
    #expect(seen.served > 0)
    #expect(seen.served + seen.turnedAway + seen.givenUp == 1_500)
  }
}

extension ServiceStation.Admission {
  fileprivate var departure: Instant? {
    if case .served(let departure) = self { departure } else { nil }
  }
}

/// The same server the long way: requests wait in a line, one is in service, and each begin and end
/// of a service happens at its time.
private struct EventByEventStation {
  struct Request {
    var service: Duration
    let id: Int
  }

  var now: Instant
  var service: Duration
  let limit: Int
  private var waiting: [Request] = []
  private var inService: (request: Request, ends: Instant)?
  private var nextID = 0

  init(now: Instant, service: Duration, limit: Int) {
    self.now = now
    self.service = service
    self.limit = limit
  }

  /// Lets services end and begin up to an instant, and answers when the watched request departed.
  @discardableResult
  mutating func work(until instant: Instant, watching id: Int? = nil) -> Instant? {
    while true {
      if inService == nil, let first = waiting.first {
        waiting.removeFirst()
        inService = (first, now + first.service)
      }
      guard let (request, ends) = inService, ends <= instant else { break }
      now = ends
      inService = nil
      if request.id == id { return now }
    }
    now = max(now, instant)
    return nil
  }

  mutating func restart(at instant: Instant) {
    work(until: instant)
    waiting = []
    inService = nil
  }

  mutating func arrive(
    at instant: Instant, patience: Instant?, work units: Int64
  ) -> ServiceStation.Admission {
    work(until: instant)
    if backlog(at: instant) >= limit { return .turnedAway }
    let request = Request(service: service * units, id: nextID)
    nextID += 1
    // Nobody who comes later can delay this one: let a copy of the server run on alone.
    var rehearsal = self
    rehearsal.waiting.append(request)
    guard let departure = rehearsal.work(until: .distantFuture, watching: request.id) else {
      return .turnedAway
    }
    if let patience, departure > patience { return .givenUp }
    waiting.append(request)
    work(until: instant)
    return .served(at: departure)
  }

  func backlog(at instant: Instant) -> Int {
    var later = self
    later.work(until: instant)
    return later.waiting.count + (later.inService == nil ? 0 : 1)
  }
}
