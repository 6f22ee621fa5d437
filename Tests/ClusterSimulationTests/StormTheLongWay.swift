import ClusterModel
import VirtualTime

/// A storm of phones event by event, in the plainest form: what the world's computed departures are
/// compared with.
///
/// A request arrives at a TFTP node, waits in line, is begun, is done, and its answer arrives; a
/// list of closures sorted by time says what is next. Nothing is computed ahead but one thing: a
/// request that could not be done within its phone's patience is never put into the line, because
/// one that is given up takes no service. Chance is the world's, drawn in the same order.
final class StormTheLongWay {
  /// A phone: what it is, and what it is about.
  final class Phone {
    let number: UInt32
    let group: StormCase.Group
    var isOn = true
    var isInService = true
    /// Raised by each boot and loss of power: what belongs to an earlier life is nobody's.
    var life = 0
    var draws: UInt32 = 0
    var server = 0
    var file = 0
    var tries = 0
    /// What happened to it, and when, in microseconds since the start.
    var story: [String] = []

    init(number: UInt32, group: StormCase.Group) {
      self.number = number
      self.group = group
    }
  }

  struct Request {
    var phone: Phone
    var life: Int
    var service: Duration
    /// When the answer will have arrived, unless the server restarts.
    var due: Instant
    /// When its phone stops waiting for it.
    var patienceEnds: Instant
  }

  /// A TFTP node, or the node that takes registrations.
  final class Server {
    let name: String
    let limit: Int
    var service: Duration
    var powerReturns: Instant?
    var serviceReturns: Instant?
    var waiting: [Request] = []
    var inService: (request: Request, ends: Instant)?
    /// Raised when everything in it is lost.
    var run = 0
    var answers: Bool { powerReturns == nil && serviceReturns == nil }

    init(name: String, limit: Int, service: Duration) {
      self.name = name
      self.limit = limit
      self.service = service
    }
  }

  /// What was met on the way; a property that is never met is not tested.
  struct Met {
    var turnedAway = 0
    var givenUp = 0
    var lost = 0
    var serversGivenUp = 0
    var powerLostInDownload = 0
    var slow = 0
  }

  private struct Entry {
    var time: Instant
    /// At equal times what was away is back before anybody does anything, and a server is done
    /// with a request before another one arrives.
    var rank: Int
    var number: Int
    var happening: () -> Void

    func comes(before other: Entry) -> Bool {
      (time, rank, number) < (other.time, other.rank, other.number)
    }
  }

  let plan: StormCase
  let start: Instant
  let bytes: [[Int64]]
  let chance: Chance
  private(set) var now: Instant
  private var entries: [Entry] = []
  private var pushed = 0
  let phones: [Phone]
  private let tftp: [Server]
  private let callManager: Server
  private(set) var met = Met()

  /// - Parameter bytes: the sizes of a CTL, an ITL and a configuration at each TFTP node.
  init(_ plan: StormCase, start: Instant, bytes: [[Int64]]) {
    self.plan = plan
    self.start = start
    self.bytes = bytes
    now = start
    chance = Chance(seed: UInt64(plan.seed))
    var phones: [Phone] = []
    for group in plan.groups {
      for _ in 0..<group.phones { phones.append(Phone(number: UInt32(phones.count), group: group)) }
    }
    self.phones = phones
    tftp = (0..<plan.tftpNodes).map {
      Server(name: "t\($0)", limit: plan.limit, service: .microseconds(1_000_000 / plan.rate))
    }
    callManager = Server(
      name: "pub", limit: .max, service: .microseconds(1_000_000 / plan.registrationRate))
  }

  /// Lets everything happen until nothing is left to happen.
  func run() {
    for (second, act) in plan.acts {
      at(start + .seconds(Int64(second)), rank: 1) { [self] in carryOut(act) }
    }
    while let entry = entries.popLast() {
      now = entry.time
      entry.happening()
    }
  }

  /// The list is kept with what comes first at its end.
  private func at(_ time: Instant, rank: Int = 3, _ happening: @escaping () -> Void) {
    let entry = Entry(time: time, rank: rank, number: pushed, happening: happening)
    pushed += 1
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entry.comes(before: entries[middle]) { low = middle + 1 } else { high = middle }
    }
    entries.insert(entry, at: low)
  }

  private func note(_ phone: Phone, _ what: String) {
    phone.story.append("\((now - start).microseconds) \(what)")
  }

  private func draw(_ phone: Phone, _ spread: Spread, purpose: UInt32) -> Duration {
    phone.draws += 1
    return chance.draw(spread, purpose: purpose, owner: phone.number, number: phone.draws)
  }

  // MARK: What people and faults do

  private func carryOut(_ act: StormCase.Act) {
    switch act {
    case .reset(let group): for phone in phones(of: group) where phone.isInService { reset(phone) }
    case .powerCycle(let group): for phone in phones(of: group) where phone.isOn { boot(phone) }
    case .powerOff(let group): for phone in phones(of: group) where phone.isOn { powerOff(phone) }
    case .powerOn(let group):
      for phone in phones(of: group) where !phone.isOn {
        phone.isOn = true
        note(phone, "power")
        beginBoot(phone)
      }
    case .tftpStops(let node, let seconds): stopService(tftp[node], for: .seconds(Int64(seconds)))
    case .nodeGoes(let node, let seconds): goAway(tftp[node], for: .seconds(Int64(seconds)))
    case .slow(let node, let factor):
      tftp[node].service = .microseconds(1_000_000 * factor / plan.rate)
      met.slow += 1
    }
  }

  private func phones(of group: Int) -> [Phone] { phones.filter { $0.group.number == group } }

  private func reset(_ phone: Phone) {
    phone.isInService = false
    note(phone, "reset")
    let wait = draw(phone, Spread(below: plan.resetSpread), purpose: 1)
    let life = phone.life
    at(now + wait) { [self] in if phone.life == life { boot(phone) } }
  }

  private func powerOff(_ phone: Phone) {
    let isInDownload = tftp.contains { server in
      ([server.inService?.request] + server.waiting).contains {
        $0?.phone === phone && $0?.life == phone.life
      }
    }
    if isInDownload { met.powerLostInDownload += 1 }
    phone.isOn = false
    phone.isInService = false
    phone.life += 1
    note(phone, "no power")
  }

  private func stopService(_ server: Server, for length: Duration) {
    loseEverything(in: server)
    let returns = max(server.serviceReturns ?? now, now + length)
    server.serviceReturns = returns
    at(returns, rank: 0) { [self] in startService(server) }
  }

  private func startService(_ server: Server) {
    if server.serviceReturns == now && server.powerReturns == nil { server.serviceReturns = nil }
  }

  /// A node that comes back starts every service it has.
  private func goAway(_ server: Server, for length: Duration) {
    loseEverything(in: server)
    let returns = max(server.powerReturns ?? now, now + length)
    server.powerReturns = returns
    at(returns, rank: 0) { [self] in
      guard server.powerReturns == now else { return }
      server.powerReturns = nil
      server.serviceReturns = nil
    }
  }

  /// The line is gone, and with it what was on its way.
  private func loseEverything(in server: Server) {
    let lost = server.waiting + (server.inService.map { [$0.request] } ?? [])
    server.waiting = []
    server.inService = nil
    server.run += 1
    for request in lost {
      met.lost += 1
      missAnswer(request)
    }
  }

  /// No answer will come to a request that was taken. The phone cannot tell that from one that
  /// takes long: it waits as long as for any, or until a slow transfer would have been done.
  private func missAnswer(_ request: Request) {
    at(max(request.due, request.patienceEnds)) { [self] in
      if request.phone.life == request.life { failed(request.phone) }
    }
  }

  // MARK: What a phone does

  private func boot(_ phone: Phone) {
    note(phone, "boots")
    beginBoot(phone)
  }

  private func beginBoot(_ phone: Phone) {
    phone.life += 1
    phone.isInService = false
    let length = draw(phone, Spread(around: phone.group.boot(plan), percent: 20), purpose: 2)
    let life = phone.life
    at(now + plan.dhcp + length) { [self] in
      guard phone.life == life else { return }
      phone.server = 0
      phone.file = 0
      phone.tries = 0
      ask(phone)
    }
  }

  private func ask(_ phone: Phone) {
    guard phone.server < phone.group.option150.count else { return register(phone) }
    // The first wait, twice, four, eight and again eight times as long.
    let doublings = min(phone.tries, 3)
    let patience = draw(
      phone, Spread(around: plan.retryAfter * (1 << Int64(doublings)), percent: 25), purpose: 3)
    let server = tftp[phone.group.option150[phone.server]]
    if server.answers, isTaken(phone, by: server, deadline: now + patience) { return }
    let life = phone.life
    at(now + patience) { [self] in if phone.life == life { failed(phone) } }
  }

  private func failed(_ phone: Phone) {
    if phone.tries < 4 {
      phone.tries += 1
    } else {
      phone.tries = 0
      phone.file = 0
      phone.server += 1
      met.serversGivenUp += 1
      note(phone, "next server")
    }
    ask(phone)
  }

  private func answered(_ phone: Phone, by server: Server) {
    note(phone, "\(phone.group.files[phone.file]) from \(server.name)")
    phone.tries = 0
    phone.file += 1
    if phone.file < phone.group.files.count { ask(phone) } else { register(phone) }
  }

  private func register(_ phone: Phone) {
    let request = Request(
      phone: phone, life: phone.life, service: callManager.service, due: .distantFuture,
      patienceEnds: .distantFuture)
    callManager.waiting.append(request)
    if callManager.inService == nil { beginRegistration() }
  }

  private func beginRegistration() {
    guard !callManager.waiting.isEmpty else { return }
    let request = callManager.waiting.removeFirst()
    callManager.inService = (request, now + request.service)
    at(now + request.service, rank: 2) { [self] in
      callManager.inService = nil
      let phone = request.phone
      at(now + phone.group.latency) { [self] in
        guard phone.life == request.life else { return }
        phone.isInService = true
        note(phone, "registered at \(callManager.name)")
      }
      beginRegistration()
    }
  }

  // MARK: What a TFTP node does

  private func isTaken(_ phone: Phone, by server: Server, deadline: Instant) -> Bool {
    let inService = server.inService == nil ? 0 : 1
    guard server.waiting.count + inService < server.limit else {
      met.turnedAway += 1
      return false
    }
    var done = server.inService?.ends ?? now
    for request in server.waiting { done += request.service }
    done += server.service
    guard done <= deadline else {
      met.givenUp += 1
      return false
    }
    server.waiting.append(
      Request(
        phone: phone, life: phone.life, service: server.service, due: done + transfer(to: phone),
        patienceEnds: deadline))
    if server.inService == nil { beginService(of: server) }
    return true
  }

  /// How long the file that a phone asks for is on its way.
  private func transfer(to phone: Phone) -> Duration {
    let node = phone.group.option150[phone.server]
    return phone.group.transfer(bytes: bytes[node][phone.group.files[phone.file].place])
  }

  private func beginService(of server: Server) {
    guard !server.waiting.isEmpty else { return }
    let request = server.waiting.removeFirst()
    let run = server.run
    let ends = now + request.service
    server.inService = (request, ends)
    at(ends, rank: 2) { [self] in
      guard server.run == run else { return }
      server.inService = nil
      sendAnswer(request, from: server)
      beginService(of: server)
    }
  }

  private func sendAnswer(_ request: Request, from server: Server) {
    let run = server.run
    let phone = request.phone
    guard phone.life == request.life else { return }
    at(now + transfer(to: phone)) { [self] in
      guard phone.life == request.life else { return }
      // A server that stops while it sends is silent from then on.
      if server.run == run { answered(phone, by: server) } else { missAnswer(request) }
    }
  }
}
