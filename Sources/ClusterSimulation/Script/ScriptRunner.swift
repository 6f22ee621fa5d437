import ClusterModel
import SimulationTrace
import VirtualTime

/// Carries the runbook out as an operator would: one line after the other, prompt by prompt.
extension World {
  mutating func startChain(_ lines: [Script.Line], parent: Int? = nil) -> Int {
    runbook.chains.append(
      Chain(lines: lines, parent: parent, groupStart: agenda.now, lastPrompt: agenda.now))
    return runbook.chains.count - 1
  }

  /// Goes on with a chain as far as it can go now.
  mutating func advance(_ chain: Int) throws(UnreachableTransition) {
    while !runbook.chains[chain].isFinished && !runbook.chains[chain].isWaiting {
      guard runbook.chains[chain].cursor < runbook.chains[chain].lines.count else {
        if runbook.chains[chain].open == 0 { try finish(chain) }
        return
      }
      let line = runbook.chains[chain].lines[runbook.chains[chain].cursor]
      guard try carryOut(line, in: chain) else { return }
    }
  }

  /// Carries out one line; false if the chain has to wait for something first.
  private mutating func carryOut(_ line: Script.Line, in chain: Int) throws(UnreachableTransition)
    -> Bool
  {
    if case .step(let place) = line { return try step(place, in: chain) }
    guard runbook.chains[chain].open == 0 else { return false }
    switch line {
    case .step: break
    case .heading(let isImplementation):
      if isImplementation { checks.takesBefore = true }
    case .wait(let wait): try begin(wait: wait, in: chain)
    case .expect(let place):
      runbook.chains[chain].cursor += 1
      return try meet(expectation: place, in: chain)
    case .preflight: meetPreflight()
    case .block(let children, let pace):
      guard runbook.chains[chain].runningChildren == 0 else { return false }
      runbook.chains[chain].cursor += 1
      try begin(children, pace, in: chain)
      return runbook.chains[chain].runningChildren == 0
        && runbook.chains[chain].waitingChildren.isEmpty
    }
    runbook.chains[chain].cursor += 1
    return true
  }

  // MARK: Steps

  private mutating func step(_ place: Int, in chain: Int) throws(UnreachableTransition) -> Bool {
    if runbook.chains[chain].begunAhead.remove(runbook.chains[chain].cursor) != nil {
      runbook.chains[chain].cursor += 1
      return true
    }
    let act = runbook.script.acts[place]
    if runbook.isStopped && !runbook.isBackingOut {
      guard runbook.chains[chain].open == 0 else { return false }
      runbook.stepOutcomes[place] = .skipped
      record(.stepSkipped(act.number))
      runbook.chains[chain].cursor += 1
      return true
    }
    var start = agenda.now
    switch act.step.time {
    case .withPrevious: break
    case .after(let duration):
      guard runbook.chains[chain].open == 0 else { return false }
      start = runbook.chains[chain].lastPrompt + duration
    case .at(let instant):
      guard runbook.chains[chain].open == 0 else { return false }
      start = instant
    }
    guard start <= agenda.now else {
      call(on: chain, at: start)
      return false
    }
    if checks.takesBefore {
      checks.takesBefore = false
      measureBefores()
    }
    var late: Duration?
    if case .at = act.step.time, start < agenda.now { late = agenda.now - start }
    if case .withPrevious = act.step.time {} else { runbook.chains[chain].groupStart = agenda.now }
    try begin(place, in: chain, late: late)
    try beginJoined(in: chain)
    runbook.chains[chain].cursor += 1
    return true
  }

  mutating func call(on chain: Int, at instant: Instant) {
    guard runbook.chains[chain].dueAt != instant else { return }
    runbook.chains[chain].dueAt = instant
    push(1, callsOn: chain, at: instant)
  }

  /// Has a chain called on so many times more at an instant, by one ticket in all.
  ///
  /// A call that finds nothing to do asks for the next one as any other does: were each a ticket,
  /// a plan of n steps would take n times n of them.
  private mutating func push(_ count: Int, callsOn chain: Int, at instant: Instant) {
    if let place = runbook.chains[chain].calls.firstIndex(where: { $0.at == instant }) {
      runbook.chains[chain].calls[place].more += count
      return
    }
    runbook.chains[chain].calls.append((at: instant, more: count - 1))
    runbook.chainTickets += 1
    agenda.queue.push(
      at: instant, kind: TicketKind.chainDue.rawValue, owner: UInt32(chain), generation: 0)
  }

  /// Begins the steps that are written to go with the one just begun.
  private mutating func beginJoined(in chain: Int) throws(UnreachableTransition) {
    var place = runbook.chains[chain].cursor + 1
    while place < runbook.chains[chain].lines.count {
      switch runbook.chains[chain].lines[place] {
      case .expect, .preflight: break
      case .step(let act):
        guard runbook.script.acts[act].step.time == .withPrevious else { return }
        runbook.chains[chain].begunAhead.insert(place)
        try begin(act, in: chain, late: nil)
      case .heading, .wait, .block: return
      }
      place += 1
    }
  }

  private mutating func begin(_ place: Int, in chain: Int, late: Duration?)
    throws(UnreachableTransition)
  {
    let act = runbook.script.acts[place]
    runbook.lastLine = act.step.location
    record(.stepBegan(act.number, late: late))
    // A node's turn starts with its first step, however long that waited for its time.
    if runbook.chains[chain].hasBegun == false, let parent = runbook.chains[chain].parent {
      runbook.chains[parent].lastChildStart = agenda.now
    }
    runbook.chains[chain].hasBegun = true
    runbook.chains[chain].open += 1
    runbook.chains[chain].lastStep = act.number
    try beginStep(place, in: chain)
  }

  /// Carries a step out, or waits for its node as long as that is on its way back.
  mutating func beginStep(_ place: Int, in chain: Int) throws(UnreachableTransition) {
    let act = runbook.script.acts[place]
    if case .command(let node, _, _) = act.step.act, let node = node ?? act.node,
      case .away(until: .some(let back)) = serverSide.servers[node].power
    {
      schedule(.stepBegins(step: place, chain: chain), at: back)
      return
    }
    agenda.acts += 1
    switch try perform(runbook.script.acts[place]) {
    case .now: try stepDone(place, in: chain)
    case .at(let instant): schedule(.stepDone(step: place, chain: chain), at: instant)
    case .refused(let refusal):
      runbook.stepOutcomes[place] = .refused
      record(.stepRefused(runbook.script.acts[place].number, refusal))
      try promptBack(in: chain)
    }
  }

  mutating func stepDone(_ place: Int, in chain: Int) throws(UnreachableTransition) {
    runbook.stepOutcomes[place] = .done
    record(.stepDone(runbook.script.acts[place].number))
    try promptBack(in: chain)
  }

  private mutating func promptBack(in chain: Int) throws(UnreachableTransition) {
    runbook.chains[chain].open -= 1
    runbook.chains[chain].lastPrompt = agenda.now
    guard runbook.chains[chain].open == 0 else { return }
    takeCensus(.step(runbook.chains[chain].lastStep))
    // A chain that is in the middle of a line goes on by itself once the line is done.
    call(on: chain, at: agenda.now)
  }

  // MARK: for

  private mutating func begin(_ children: [[Script.Line]], _ pace: ForBlock.Pace, in chain: Int)
    throws(UnreachableTransition)
  {
    runbook.chains[chain].waitingChildren = children
    switch pace {
    case .oneAtATime(let every):
      runbook.chains[chain].every = every
      runbook.chains[chain].lastChildStart = nil
      try startChild(of: chain)
    case .allAtOnce:
      let all = runbook.chains[chain].waitingChildren
      runbook.chains[chain].waitingChildren = []
      runbook.chains[chain].runningChildren = all.count
      for child in all where !runbook.chains[chain].isFinished {
        try advance(startChain(child, parent: chain))
      }
    }
  }

  /// Starts the next node's turn, not before `every` has passed since the last one's start.
  private mutating func startChild(of chain: Int) throws(UnreachableTransition) {
    guard let next = runbook.chains[chain].waitingChildren.first else { return }
    if let every = runbook.chains[chain].every, let last = runbook.chains[chain].lastChildStart,
      last + every > agenda.now
    {
      call(on: chain, at: last + every)
      runbook.chains[chain].isWaiting = true
      return
    }
    runbook.chains[chain].waitingChildren.removeFirst()
    runbook.chains[chain].runningChildren = 1
    runbook.chains[chain].lastChildStart = agenda.now
    try advance(startChain(next, parent: chain))
  }

  private mutating func finish(_ chain: Int) throws(UnreachableTransition) {
    runbook.chains[chain].isFinished = true
    guard let parent = runbook.chains[chain].parent else { return }
    runbook.chains[parent].runningChildren -= 1
    runbook.chains[parent].lastPrompt = max(
      runbook.chains[parent].lastPrompt, runbook.chains[chain].lastPrompt)
    guard runbook.chains[parent].runningChildren == 0 else { return }
    if runbook.chains[parent].waitingChildren.isEmpty {
      call(on: parent, at: agenda.now)
    } else {
      try startChild(of: parent)
    }
  }

  /// A ticket calls on the chain, for all that asked for it.
  mutating func chainDue(_ chain: Int) throws(UnreachableTransition) {
    var more = 0
    if let place = runbook.chains[chain].calls.firstIndex(where: { $0.at == agenda.now }) {
      more = runbook.chains[chain].calls.remove(at: place).more
    }
    try answerCall(on: chain)
    while more > 0 {
      // The run may be over when the plan is: what is left of the calls shows whether it goes on.
      guard !runbook.chains[chain].isFinished else {
        push(more, callsOn: chain, at: agenda.now)
        return
      }
      let before = (runbook.chains[chain].cursor, recording.trace.entries.count)
      try answerCall(on: chain)
      recording.trace.eventCount &+= 1
      more -= 1
      guard before == (runbook.chains[chain].cursor, recording.trace.entries.count) else {
        continue
      }
      // This one found nothing to do, and so will the others; each asks for the next call.
      if let next = runbook.chains[chain].dueAt, more > 0 { push(more, callsOn: chain, at: next) }
      recording.trace.eventCount &+= more
      more = 0
    }
  }

  private mutating func answerCall(on chain: Int) throws(UnreachableTransition) {
    runbook.chains[chain].dueAt = nil
    if !runbook.chains[chain].waitingChildren.isEmpty && runbook.chains[chain].runningChildren == 0
    {
      runbook.chains[chain].isWaiting = false
      try startChild(of: chain)
      return
    }
    guard runbook.chains[chain].runningChildren == 0 else { return }
    try advance(chain)
  }
}
