import ClusterModel
import SimulationTrace
import VirtualTime

/// Carries the runbook out as an operator would: one line after the other, prompt by prompt.
extension World {
  mutating func startChain(_ lines: [Script.Line], parent: Int? = nil) -> Int {
    chains.append(Chain(lines: lines, parent: parent, groupStart: now, lastPrompt: now))
    return chains.count - 1
  }

  /// Goes on with a chain as far as it can go now.
  mutating func advance(_ chain: Int) throws(UnreachableTransition) {
    while !chains[chain].isFinished && !chains[chain].isWaiting {
      guard chains[chain].cursor < chains[chain].lines.count else {
        if chains[chain].open == 0 { try finish(chain) }
        return
      }
      let line = chains[chain].lines[chains[chain].cursor]
      guard try carryOut(line, in: chain) else { return }
    }
  }

  /// Carries out one line; false if the chain has to wait for something first.
  private mutating func carryOut(_ line: Script.Line, in chain: Int) throws(UnreachableTransition)
    -> Bool
  {
    if case .step(let place) = line { return try step(place, in: chain) }
    guard chains[chain].open == 0 else { return false }
    switch line {
    case .step: break
    case .heading(let isImplementation):
      if isImplementation { takesBefore = true }
    case .wait(let wait): try begin(wait: wait, in: chain)
    case .expect(let place):
      chains[chain].cursor += 1
      return try meet(expectation: place, in: chain)
    case .preflight: meetPreflight()
    case .block(let children, let pace):
      guard chains[chain].runningChildren == 0 else { return false }
      chains[chain].cursor += 1
      try begin(children, pace, in: chain)
      return chains[chain].runningChildren == 0 && chains[chain].waitingChildren.isEmpty
    }
    chains[chain].cursor += 1
    return true
  }

  // MARK: Steps

  private mutating func step(_ place: Int, in chain: Int) throws(UnreachableTransition) -> Bool {
    if chains[chain].begunAhead.remove(chains[chain].cursor) != nil {
      chains[chain].cursor += 1
      return true
    }
    let act = script.acts[place]
    if isStopped && !isBackingOut {
      guard chains[chain].open == 0 else { return false }
      stepOutcomes[place] = .skipped
      record(.stepSkipped(act.number))
      chains[chain].cursor += 1
      return true
    }
    var start = now
    switch act.step.time {
    case .withPrevious: break
    case .after(let duration):
      guard chains[chain].open == 0 else { return false }
      start = chains[chain].lastPrompt + duration
    case .at(let instant):
      guard chains[chain].open == 0 else { return false }
      start = instant
    }
    guard start <= now else {
      call(on: chain, at: start)
      return false
    }
    if takesBefore {
      takesBefore = false
      measureBefores()
    }
    var late: Duration?
    if case .at = act.step.time, start < now { late = now - start }
    if case .withPrevious = act.step.time {} else { chains[chain].groupStart = now }
    try begin(place, in: chain, late: late)
    try beginJoined(in: chain)
    chains[chain].cursor += 1
    return true
  }

  mutating func call(on chain: Int, at instant: Instant) {
    guard chains[chain].dueAt != instant else { return }
    chains[chain].dueAt = instant
    push(1, callsOn: chain, at: instant)
  }

  /// Has a chain called on so many times more at an instant, by one ticket in all.
  ///
  /// A call that finds nothing to do asks for the next one as any other does: were each a ticket,
  /// a plan of n steps would take n times n of them.
  private mutating func push(_ count: Int, callsOn chain: Int, at instant: Instant) {
    if let place = chains[chain].calls.firstIndex(where: { $0.at == instant }) {
      chains[chain].calls[place].more += count
      return
    }
    chains[chain].calls.append((at: instant, more: count - 1))
    chainTickets += 1
    queue.push(
      at: instant, kind: TicketKind.chainDue.rawValue, owner: UInt32(chain), generation: 0)
  }

  /// Begins the steps that are written to go with the one just begun.
  private mutating func beginJoined(in chain: Int) throws(UnreachableTransition) {
    var place = chains[chain].cursor + 1
    while place < chains[chain].lines.count {
      switch chains[chain].lines[place] {
      case .expect, .preflight: break
      case .step(let act):
        guard script.acts[act].step.time == .withPrevious else { return }
        chains[chain].begunAhead.insert(place)
        try begin(act, in: chain, late: nil)
      case .heading, .wait, .block: return
      }
      place += 1
    }
  }

  private mutating func begin(_ place: Int, in chain: Int, late: Duration?)
    throws(UnreachableTransition)
  {
    let act = script.acts[place]
    lastLine = act.step.location
    record(.stepBegan(act.number, late: late))
    // A node's turn starts with its first step, however long that waited for its time.
    if chains[chain].hasBegun == false, let parent = chains[chain].parent {
      chains[parent].lastChildStart = now
    }
    chains[chain].hasBegun = true
    chains[chain].open += 1
    chains[chain].lastStep = act.number
    try beginStep(place, in: chain)
  }

  /// Carries a step out, or waits for its node as long as that is on its way back.
  mutating func beginStep(_ place: Int, in chain: Int) throws(UnreachableTransition) {
    let act = script.acts[place]
    if case .command(let node, _, _) = act.step.act, let node = node ?? act.node,
      case .away(until: .some(let back)) = servers[node].power
    {
      schedule(.stepBegins(step: place, chain: chain), at: back)
      return
    }
    acts += 1
    switch try perform(script.acts[place]) {
    case .now: try stepDone(place, in: chain)
    case .at(let instant): schedule(.stepDone(step: place, chain: chain), at: instant)
    case .refused(let message, let rule):
      stepOutcomes[place] = .refused
      record(.stepRefused(script.acts[place].number, message: message, rule: rule))
      try promptBack(in: chain)
    }
  }

  mutating func stepDone(_ place: Int, in chain: Int) throws(UnreachableTransition) {
    stepOutcomes[place] = .done
    record(.stepDone(script.acts[place].number))
    try promptBack(in: chain)
  }

  private mutating func promptBack(in chain: Int) throws(UnreachableTransition) {
    chains[chain].open -= 1
    chains[chain].lastPrompt = now
    guard chains[chain].open == 0 else { return }
    takeCensus(.step(chains[chain].lastStep))
    // A chain that is in the middle of a line goes on by itself once the line is done.
    call(on: chain, at: now)
  }

  // MARK: for

  private mutating func begin(_ children: [[Script.Line]], _ pace: ForBlock.Pace, in chain: Int)
    throws(UnreachableTransition)
  {
    chains[chain].waitingChildren = children
    switch pace {
    case .oneAtATime(let every):
      chains[chain].every = every
      chains[chain].lastChildStart = nil
      try startChild(of: chain)
    case .allAtOnce:
      let all = chains[chain].waitingChildren
      chains[chain].waitingChildren = []
      chains[chain].runningChildren = all.count
      for child in all where !chains[chain].isFinished {
        try advance(startChain(child, parent: chain))
      }
    }
  }

  /// Starts the next node's turn, not before `every` has passed since the last one's start.
  private mutating func startChild(of chain: Int) throws(UnreachableTransition) {
    guard let next = chains[chain].waitingChildren.first else { return }
    if let every = chains[chain].every, let last = chains[chain].lastChildStart,
      last + every > now
    {
      call(on: chain, at: last + every)
      chains[chain].isWaiting = true
      return
    }
    chains[chain].waitingChildren.removeFirst()
    chains[chain].runningChildren = 1
    chains[chain].lastChildStart = now
    try advance(startChain(next, parent: chain))
  }

  private mutating func finish(_ chain: Int) throws(UnreachableTransition) {
    chains[chain].isFinished = true
    guard let parent = chains[chain].parent else { return }
    chains[parent].runningChildren -= 1
    chains[parent].lastPrompt = max(chains[parent].lastPrompt, chains[chain].lastPrompt)
    guard chains[parent].runningChildren == 0 else { return }
    if chains[parent].waitingChildren.isEmpty {
      call(on: parent, at: now)
    } else {
      try startChild(of: parent)
    }
  }

  /// A ticket calls on the chain, for all that asked for it.
  mutating func chainDue(_ chain: Int) throws(UnreachableTransition) {
    var more = 0
    if let place = chains[chain].calls.firstIndex(where: { $0.at == now }) {
      more = chains[chain].calls.remove(at: place).more
    }
    try answerCall(on: chain)
    while more > 0 {
      // The run may be over when the plan is: what is left of the calls shows whether it goes on.
      guard !chains[chain].isFinished else {
        push(more, callsOn: chain, at: now)
        return
      }
      let before = (chains[chain].cursor, trace.entries.count)
      try answerCall(on: chain)
      trace.eventCount &+= 1
      more -= 1
      guard before == (chains[chain].cursor, trace.entries.count) else { continue }
      // This one found nothing to do, and so will the others; each asks for the next call.
      if let next = chains[chain].dueAt, more > 0 { push(more, callsOn: chain, at: next) }
      trace.eventCount &+= more
      more = 0
    }
  }

  private mutating func answerCall(on chain: Int) throws(UnreachableTransition) {
    chains[chain].dueAt = nil
    if !chains[chain].waitingChildren.isEmpty && chains[chain].runningChildren == 0 {
      chains[chain].isWaiting = false
      try startChild(of: chain)
      return
    }
    guard chains[chain].runningChildren == 0 else { return }
    try advance(chain)
  }
}
