import ClusterModel
package import SimulationTrace
import TrustRules
package import VirtualTime

extension World {
  /// How long after the last line of the runbook phones may take to come to rest.
  static let settling = FixedConstant.settling.duration

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
  package var time: Instant { agenda.now }

  /// When virtual time begins: at the start, or at the first thing that happened before it.
  package var begins: Instant { World.begins(premises.scenario) }

  /// Carries the runbook out as far as this instant and stops there.
  ///
  /// The world then stands as it does when everything due at this instant has happened. It begins
  /// the plan, so it is asked once of a world: two instants are seen in two copies.
  /// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
  package mutating func run(until instant: Instant) throws(RunProblem) {
    do throws(UnreachableTransition) { runbook.mainChain = try prepare() } catch {
      throw .defect(error)
    }
    while let ticket = agenda.queue.pop(notAfter: instant) {
      do throws(UnreachableTransition) { try take(ticket) } catch { throw .defect(error) }
      if recording.trace.eventCount >= agenda.eventStop { try checkLimits() }
    }
    try checkLimits()
    agenda.now = max(agenda.now, instant)
  }

  /// Lets what happened before the start begin, and puts the plan behind it.
  mutating func prepare() throws(UnreachableTransition) -> Int {
    own()
    let happened = startChain(runbook.script.happened)
    try advance(happened)
    let main = startChain(runbook.script.main)
    runbook.chains[main].isWaiting = true
    agenda.queue.push(
      at: premises.scenario.starts, kind: TicketKind.chainDue.rawValue, owner: UInt32(main),
      generation: 0)
    return main
  }

  /// Goes on until the runbook is done and phones have come to rest.
  mutating func runOn(from main: Int) throws(RunProblem) {
    own()
    runbook.mainChain = main
    var deadline = Instant.distantFuture
    var isDone = false
    runbook.mayBeDone = true
    while true {
      if runbook.mayBeDone, !isDone {
        runbook.mayBeDone = false
        if isRunbookDone {
          isDone = true
          deadline = agenda.now + World.settling
        }
      }
      if isDone, phoneSide.busyPhones == 0, agenda.pendingServerEvents == 0 { break }
      guard let ticket = agenda.queue.popOwned(notAfter: deadline) else { break }
      do throws(UnreachableTransition) { try take(ticket) } catch { throw .defect(error) }
      if recording.trace.eventCount >= agenda.eventStop { try checkLimits() }
    }
    try checkLimits()
  }

  private var isRunbookDone: Bool {
    guard runbook.chains[runbook.mainChain].isFinished else { return false }
    let isLastDone =
      runbook.isBackingOut
      ? runbook.backOutChain.map { runbook.chains[$0].isFinished } ?? false : true
    return isLastDone && checks.pendingExpectations == 0 && agenda.pendingBatches == 0
  }

  /// Asks for the rows of the phones whose tickets come next.
  ///
  /// Events come in random order of phones, and a row that is far takes longer to fetch than the
  /// event takes; asked for together, the rows come together. They are asked for by writing: the
  /// processor goes on at once after that, while it would wait for what it reads.
  @inline(never)
  private mutating func fetchRows() {
    phoneSide.readyRuns = agenda.queue.readyRuns
    let count = phoneSide.phones.count
    agenda.queue.forEachReady {
      // Not every owner is a phone.
      if Int($0.owner) < count { phoneSide.phones.row($0.owner).pointee.herald = 0 }
    }
  }

  @inline(__always)
  private mutating func take(_ ticket: Ticket) throws(UnreachableTransition) {
    if agenda.queue.readyRuns != phoneSide.readyRuns { fetchRows() }
    agenda.now = ticket.time
    recording.trace.eventCount &+= 1
    if ticket.kind <= TicketKind.retryDue.rawValue {
      // A ticket of an older boot of this phone is void.
      guard phoneSide.phones.look(ticket.owner).pointee.generation == ticket.generation else {
        return
      }
      try takeOfBoot(ticket)
    } else {
      try takeOther(ticket)
      own()
      runbook.mayBeDone = true
    }
    if runbook.hasDirtyWatch {
      try lookAtWatches()
      runbook.mayBeDone = true
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
    case .retryDue: try retryDue(ticket)
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
      if Int(ticket.owner) == runbook.mainChain, !runbook.hasBegun {
        beginMain()
      }
      try chainDue(Int(ticket.owner))
    case .expectationDue:
      // Leaving the plan has struck out those of the plan that were still to come.
      if runbook.isBackingOut && !runbook.script.expectations[Int(ticket.owner)].isInBackOut {
        return
      }
      checks.pendingExpectations -= 1
      try judge(expectation: Int(ticket.owner))
    case .waitTimeout: try waitTimedOut(ticket)
    case .resetArrives, .started, .fileArrives, .requestRetry, .tvsReplies, .registrationAnswers,
      .retryDue:
      break
    }
  }

  private mutating func beginMain() {
    runbook.hasBegun = true
    beginCountingRegistrations()
    runbook.chains[runbook.mainChain].isWaiting = false
    runbook.chains[runbook.mainChain].groupStart = agenda.now
    runbook.chains[runbook.mainChain].lastPrompt = agenda.now
    handOutStatedLists()
    takeCensus(.start)
    noteStartStates()
    if checks.preflightsAtStart { meetPreflight() }
    if premises.scenario.implementation == nil { measureBefores() }
  }

  private mutating func finishTrace() -> Trace {
    takeCensus(.end)
    recording.trace.worsening = worsening()
    completePreflights()
    recording.trace.ends = agenda.now
    recording.trace.always = checks.always.outcomes(runbook.script.expectations)
    recording.trace.comparisons = checks.always.comparisons
    recording.trace.spotlit = recording.spotlit
    recording.trace.cohorts = phoneSide.cohorts
    recording.trace.kin = phoneSide.cohorts.indices.map(phoneSide.kin(of:))
    recording.trace.certificates = serverSide.servers.certificates
    recording.trace.tookPart = recording.participation
    recording.trace.rulesThatSpoke = RuleID.allCases.filter(recording.spoke.contains)
    recording.trace.outages = Array(repeating: Outages(), count: phoneSide.cohorts.count)
    for phone in phoneSide.phones.indices {
      if phoneSide.phones[phone].flags.contains(.isOutage), kind(UInt32(phone)).isPowered {
        endOutage(UInt32(phone))
      }
      let longest = Duration.milliseconds(Int64(phoneSide.phones[phone].longestOutageMilliseconds))
      let cohort = Int(kind(UInt32(phone)).cohort)
      recording.trace.outages[cohort].add(longest, of: phone)
    }
    return recording.trace
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
