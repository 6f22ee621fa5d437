import VirtualTime

/// The storm that SimPy, ns-3 and SystemC run too: `Tests/Peers/storm.h` says what it is.
///
/// No rule of trust: the event queue and the handlers of a storm alone. A microsecond of the
/// queue's clock stands for a nanosecond here; it does not matter to the queue.
package struct PeerStorm {
  /// How requests are simulated.
  package enum Mode: String, CaseIterable {
    /// Event by event: a request arrives, a server is done, an answer arrives.
    case events
    /// With the departure computed at arrival: one event a request.
    case computed
  }

  /// What a storm came to, and how long the machine took for it.
  package struct Outcome {
    /// Of the machine that runs it.
    package var seconds: Double
    /// Events that were popped.
    package var events: Int
    /// When the last phone registered, in nanoseconds.
    package var last: Int64
    /// Of every phone with the instant at which it registered, in any order.
    package var checksum: UInt64
  }

  private static let serverCount: UInt32 = 20
  private static let requestCount: UInt8 = 5

  private enum Kind {
    static let arrives: UInt8 = 1
    static let done: UInt8 = 2
    static let answered: UInt8 = 3
  }

  private var queue = EventQueue(startingAt: Instant(microseconds: 0))
  private var free = [Int64](repeating: 0, count: Int(serverCount))
  private var outcome = Outcome(seconds: 0, events: 0, last: 0, checksum: 0)

  // Event by event, each server's waiting phones are a chain.
  private var first = [UInt32](repeating: .max, count: Int(serverCount))
  private var last = [UInt32](repeating: .max, count: Int(serverCount))
  private var following: [UInt32] = []

  /// Runs the storm with so many phones and says how long it took.
  package static func run(
    phones: Int, mode: Mode, _ surroundings: BenchSurroundings
  ) -> Outcome {
    let began = surroundings.nanoseconds()
    var storm = PeerStorm()
    if mode == .events {
      storm.following = Array(repeating: .max, count: phones)
    }
    for phone in 0..<UInt32(phones) {
      storm.push(Kind.arrives, phone, at: boot(phone) + latency(phone))
    }
    switch mode {
    case .events: storm.runByEvents()
    case .computed: storm.runByDepartures()
    }
    storm.outcome.seconds = surroundings.seconds(since: began)
    return storm.outcome
  }

  private mutating func runByDepartures() {
    while let ticket = queue.pop() {
      outcome.events += 1
      let phone = ticket.owner
      let now = ticket.time.microseconds
      let request = ticket.flag
      if request == Self.requestCount {
        register(phone, at: now)
        continue
      }
      let server = Int(phone % Self.serverCount)
      let departure = max(free[server], now) + Self.service(phone, request)
      free[server] = departure
      let way = Self.latency(phone)
      let back = request + 1 == Self.requestCount ? way : 2 * way
      push(Kind.arrives, phone, at: departure + back, request: request + 1)
    }
  }

  private mutating func runByEvents() {
    while let ticket = queue.pop() {
      outcome.events += 1
      let now = ticket.time.microseconds
      let request = ticket.flag
      switch ticket.kind {
      case Kind.arrives:
        let phone = ticket.owner
        let server = Int(phone % Self.serverCount)
        if first[server] == .max {
          first[server] = phone
          push(Kind.done, phone, at: now + Self.service(phone, request), request: request)
        } else {
          following[Int(last[server])] = phone | UInt32(request) << 28
        }
        last[server] = phone
      case Kind.done:
        let phone = ticket.owner
        let server = Int(phone % Self.serverCount)
        push(Kind.answered, phone, at: now + Self.latency(phone), request: request + 1)
        serveNext(behind: phone, server, now)
      default:
        let phone = ticket.owner
        if request == Self.requestCount {
          register(phone, at: now)
        } else {
          push(Kind.arrives, phone, at: now + Self.latency(phone), request: request)
        }
      }
    }
  }

  private mutating func serveNext(behind phone: UInt32, _ server: Int, _ now: Int64) {
    let entry = following[Int(phone)]
    following[Int(phone)] = .max
    guard entry != .max else {
      first[server] = .max
      return
    }
    let next = entry & 0x0FFF_FFFF
    let request = UInt8(entry >> 28)
    first[server] = next
    push(Kind.done, next, at: now + Self.service(next, request), request: request)
  }

  private mutating func push(
    _ kind: UInt8, _ phone: UInt32, at nanoseconds: Int64, request: UInt8 = 0
  ) {
    queue.push(
      at: Instant(microseconds: nanoseconds), kind: kind, owner: phone, generation: 0,
      flag: request)
  }

  private mutating func register(_ phone: UInt32, at now: Int64) {
    outcome.checksum &+= Self.mix(UInt64(phone) ^ UInt64(bitPattern: now))
    outcome.last = now
  }

  // MARK: What is drawn, as storm.h draws it

  private static func mix(_ value: UInt64) -> UInt64 {
    var bits = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  private static func draw(_ phone: UInt32, _ number: UInt64) -> UInt64 {
    mix(((UInt64(phone) << 8 | number) &+ 1) &* 0x9E37_79B9_7F4A_7C15)
  }

  private static func boot(_ phone: UInt32) -> Int64 {
    32_000_000_000 + Int64(draw(phone, 0) % 16_000_000_001)
  }

  private static func latency(_ phone: UInt32) -> Int64 {
    1_000_000 + Int64(draw(phone, 1) % 4_000_001)
  }

  private static func service(_ phone: UInt32, _ request: UInt8) -> Int64 {
    2_000_000 + Int64(draw(phone, 2 + UInt64(request)) % 1_000_001)
  }
}
