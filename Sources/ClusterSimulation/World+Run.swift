import ClusterModel
package import SimulationTrace
import TrustRules
package import VirtualTime

extension World {
  /// How long after the last line of the runbook phones may take to come to rest.
  static let settling = FixedAssumption.settling

  /// Carries the runbook out to its end and says what happened.
  ///
  /// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
  package mutating func run() throws(RunProblem) -> Trace {
    let main: Int
    do throws(UnreachableTransition) { main = try prepare() } catch { throw .defect(error) }
    try runOn(from: main)
    let trace = finishTrace()
    try checkLimits()
    return trace
  }

  /// Virtual time as far as the run has come.
  package var time: Instant { now }

  /// When virtual time begins: at the start, or at the first thing that happened before it.
  package var begins: Instant { World.begins(scenario) }

  /// Carries the runbook out as far as this instant and stops there.
  ///
  /// The world then stands as it does when everything due at this instant has happened. It begins
  /// the plan, so it is asked once of a world: two instants are seen in two copies.
  /// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
  package mutating func run(until instant: Instant) throws(RunProblem) {
    do throws(UnreachableTransition) { mainChain = try prepare() } catch { throw .defect(error) }
    while let ticket = queue.pop(notAfter: instant) {
      do throws(UnreachableTransition) { try take(ticket) } catch { throw .defect(error) }
      if trace.eventCount >= eventStop { try checkLimits() }
    }
    try checkLimits()
    now = max(now, instant)
  }

  /// Lets what happened before the start begin, and puts the plan behind it.
  mutating func prepare() throws(UnreachableTransition) -> Int {
    own()
    let happened = startChain(script.happened)
    try advance(happened)
    let main = startChain(script.main)
    chains[main].isWaiting = true
    queue.push(
      at: scenario.starts, kind: TicketKind.chainDue.rawValue, owner: UInt32(main), generation: 0)
    return main
  }

  /// Goes on until the runbook is done and phones have come to rest.
  mutating func runOn(from main: Int) throws(RunProblem) {
    own()
    mainChain = main
    var deadline = Instant.distantFuture
    var isDone = false
    mayBeDone = true
    while true {
      if mayBeDone, !isDone {
        mayBeDone = false
        if isRunbookDone {
          isDone = true
          deadline = now + World.settling
        }
      }
      if isDone, busyPhones == 0, pendingServerEvents == 0 { break }
      guard let ticket = queue.popOwned(notAfter: deadline) else { break }
      do throws(UnreachableTransition) { try take(ticket) } catch { throw .defect(error) }
      if trace.eventCount >= eventStop { try checkLimits() }
    }
    try checkLimits()
  }

  private var isRunbookDone: Bool {
    guard chains[mainChain].isFinished else { return false }
    let isLastDone = isBackingOut ? backOutChain.map { chains[$0].isFinished } ?? false : true
    return isLastDone && pendingExpectations == 0 && pendingBatches == 0
  }

  /// Asks for the rows of the phones whose tickets come next.
  ///
  /// Events come in random order of phones, and a row that is far takes longer to fetch than the
  /// event takes; asked for together, the rows come together. They are asked for by writing: the
  /// processor goes on at once after that, while it would wait for what it reads.
  @inline(never)
  private mutating func fetchRows() {
    readyRuns = queue.readyRuns
    let count = phones.count
    queue.forEachReady {
      // Not every owner is a phone.
      if Int($0.owner) < count { phones.row($0.owner).pointee.herald = 0 }
    }
  }

  @inline(__always)
  private mutating func take(_ ticket: Ticket) throws(UnreachableTransition) {
    if queue.readyRuns != readyRuns { fetchRows() }
    now = ticket.time
    trace.eventCount &+= 1
    if ticket.kind <= TicketKind.retryDue.rawValue {
      // A ticket of an older boot of this phone is void.
      guard phones.look(ticket.owner).pointee.generation == ticket.generation else { return }
      try takeOfBoot(ticket)
    } else {
      try takeOther(ticket)
      own()
      mayBeDone = true
    }
    if hasDirtyWatch {
      try lookAtWatches()
      mayBeDone = true
    }
  }

  @inline(__always)
  private mutating func takeOfBoot(_ ticket: Ticket) throws(UnreachableTransition) {
    guard let kind = TicketKind(number: ticket.kind) else { return }
    switch kind {
    case .resetArrives: try reboot(ticket.owner)
    case .started: try started(ticket.owner)
    case .fileArrives: try fileArrives(ticket)
    case .requestRetry: try requestFailed(PhoneFile(number: ticket.flag), ticket.owner)
    case .tvsReplies: try tvsReplies(ticket)
    case .registrationAnswers: try registrationAnswers(ticket)
    case .retryDue: try retryDue(ticket.owner)
    case .leaves, .returns, .serverEvent, .chainDue, .expectationDue, .waitTimeout: break
    }
  }

  @inline(never)
  private mutating func takeOther(_ ticket: Ticket) throws(UnreachableTransition) {
    guard let kind = TicketKind(number: ticket.kind) else { return }
    switch kind {
    case .leaves: try leave(ticket.owner)
    case .returns: try comeBack(ticket.owner)
    case .serverEvent: try serverEventDue(ticket)
    case .chainDue:
      if Int(ticket.owner) == mainChain, !hasBegun {
        beginMain()
      }
      try chainDue(Int(ticket.owner))
    case .expectationDue:
      // Leaving the plan has struck out those of the plan that were still to come.
      if isBackingOut && !script.expectations[Int(ticket.owner)].isInBackOut { return }
      pendingExpectations -= 1
      try judge(expectation: Int(ticket.owner))
    case .waitTimeout: try waitTimedOut(ticket)
    case .resetArrives, .started, .fileArrives, .requestRetry, .tvsReplies, .registrationAnswers,
      .retryDue:
      break
    }
  }

  private mutating func beginMain() {
    hasBegun = true
    beginCountingRegistrations()
    chains[mainChain].isWaiting = false
    chains[mainChain].groupStart = now
    chains[mainChain].lastPrompt = now
    handOutStatedLists()
    takeCensus(.start)
    noteStartStates()
    if preflightsAtStart { meetPreflight() }
    if scenario.implementation == nil { measureBefores() }
  }

  private mutating func finishTrace() -> Trace {
    takeCensus(.end)
    trace.worsening = worsening()
    completePreflights()
    trace.ends = now
    trace.always = always.outcomes(script.expectations)
    trace.comparisons = always.comparisons
    trace.spotlit = spotlit
    trace.cohorts = cohorts
    trace.kin = cohorts.indices.map(kin(of:))
    trace.certificates = servers.certificates
    trace.tookPart = participation
    trace.rulesThatSpoke = RuleID.allCases.filter(spoke.contains)
    trace.outages = Array(repeating: Outages(), count: cohorts.count)
    for phone in phones.indices {
      if phones[phone].flags.contains(.isOutage), kind(UInt32(phone)).isPowered {
        endOutage(UInt32(phone))
      }
      let longest = Duration.milliseconds(Int64(phones[phone].longestOutageMilliseconds))
      let cohort = Int(kind(UInt32(phone)).cohort)
      trace.outages[cohort].add(longest, of: phone)
    }
    return trace
  }
}

extension Outages {
  fileprivate mutating func add(_ stretch: Duration, of phone: Int) {
    guard stretch > .zero else { return }
    if stretch > longest {
      longest = stretch
      self.phone = phone
    }
    let minute = min(Int(stretch.microseconds / Duration.minutes(1).microseconds), 24 * 60)
    while minutes.count <= minute { minutes.append(0) }
    minutes[minute] += 1
  }
}
