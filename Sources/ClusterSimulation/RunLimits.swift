package import ClusterModel
import SimulationTrace
package import VirtualTime

/// How much one run may do and keep: a plan that asks for more is stopped, and says so.
///
/// Everything is counted, never timed, so a run stops at the same event on every machine.
package struct RunLimits: Hashable, Sendable {
  /// Events of one run. A maintenance window takes about 27 for each phone and reset, so that the
  /// most phones there may be can all be reset three times.
  package var events = 2_000_000_000
  /// Bytes, by a rough count, of what a run keeps until its end: what happened, where the phones
  /// stood after each step, what is still to come.
  package var keptBytes = 4 << 30
  /// Lines of the runbook, each counted once for every node of its `for`.
  package var lines = 1_000_000
  package init() {}
}

/// A run came to a limit, and was stopped there.
package struct LimitReached: Hashable, Sendable {
  package enum Quantity: Hashable, Sendable { case events, keptBytes }
  package var quantity: Quantity
  /// How far the run came.
  package var number: Int
  package var limit: Int
  /// The virtual time at which it was stopped.
  package var time: Instant
  /// The line that asks for what was going on; ``SourceLocation/nowhere`` if none does.
  package var location: SourceLocation

  /// How far the run came, and how far one may.
  package var text: String {
    let moment = CivilTime(time).text
    switch quantity {
    case .events:
      return "stopped at \(moment) after \(number) events; one run takes at most \(limit)"
    case .keptBytes:
      return "stopped at \(moment): what is kept of the run takes about \(number >> 20) MiB; "
        + "one run keeps at most \(limit >> 20) MiB"
    }
  }

  /// What makes the plan smaller.
  package var change: String {
    switch quantity {
    case .events: "let the run end earlier, or simulate fewer phones, resets or retries"
    case .keptBytes: "use fewer steps, expectations, nodes or absences, or more phones of a kind"
    }
  }
}

/// Why a run has no result.
package enum RunProblem: Error, Hashable, Sendable {
  /// A defect of the program.
  case defect(UnreachableTransition)
  /// The plan is more than one run takes.
  case limit(LimitReached)
}

/// The first line with which a scenario has more lines to carry out than a run takes; nil: none.
package func lineBeyondLimit(
  of scenario: Scenario, _ limits: RunLimits = RunLimits()
) -> (location: SourceLocation, lines: Int)? {
  var count = 0
  var found: SourceLocation?
  func walk(_ items: [Item], times: Int) {
    for item in items {
      let location: SourceLocation
      switch item {
      case .step(let step): location = step.location
      case .wait(let wait): location = wait.location
      case .expect(let expectation): location = expectation.location
      case .preflight(let place): location = place
      case .forNodes(let block):
        walk(block.items, times: times * block.nodes.count)
        continue
      case .anyOrder(let inner):
        walk(inner, times: times)
        continue
      }
      count += times
      if found == nil, count > limits.lines { found = location }
    }
  }
  for section in [scenario.happened].compactMap(\.self) + scenario.sections
    + [scenario.backOut].compactMap(\.self)
  {
    walk(section.items, times: 1)
  }
  return found.map { ($0, count) }
}

extension World {
  /// Adds to what the run keeps; past the limit nothing more is kept, and the run stops.
  mutating func keep(_ bytes: Int, for location: SourceLocation? = nil) {
    agenda.keptBytes += bytes
    guard agenda.keptBytes > premises.limits.keptBytes, agenda.limitReached == nil else { return }
    agenda.limitReached = LimitReached(
      quantity: .keptBytes, number: agenda.keptBytes, limit: premises.limits.keptBytes,
      time: agenda.now,
      location: location ?? lineUnderWay)
    agenda.eventStop = 0
  }

  /// Stops a run that has come to a limit.
  func checkLimits() throws(RunProblem) {
    if let limitReached = agenda.limitReached { throw .limit(limitReached) }
    guard recording.trace.eventCount >= premises.limits.events else { return }
    throw .limit(
      LimitReached(
        quantity: .events, number: recording.trace.eventCount, limit: premises.limits.events,
        time: agenda.now,
        location: lineUnderWay))
  }

  /// The line that what happens now is owed to: the step or expectation whose time is waited for,
  /// the wait that is going on, or the line that was carried out last.
  private var lineUnderWay: SourceLocation {
    for chain in runbook.chains.reversed()
    where !chain.isFinished && chain.dueAt.map({ $0 > agenda.now }) ?? false {
      if chain.cursor < chain.lines.count, case .step(let place) = chain.lines[chain.cursor] {
        return runbook.script.acts[place].step.location
      }
    }
    if let watch = runbook.watches.last { return runbook.script.waits[watch.wait].wait.location }
    let isOver = runbook.mainChain >= 0 && runbook.chains[runbook.mainChain].isFinished
    if isOver, let last = checks.putOff.max(by: { $0.at < $1.at }), last.at > agenda.now {
      return runbook.script.expectations[last.expectation].expectation.location
    }
    return runbook.lastLine
  }
}

extension Trace.Entry {
  /// About how many bytes it takes, apart from what it shares with others.
  var keptBytes: Int {
    let own = 128
    switch event {
    case .census(let census): return own + (census.repeatsLast ? 0 : census.rows.count * 160)
    case .listPublished(_, let list, _, _): return own + list.records.count * 16
    case .ctlWritten(_, let list): return own + list.records.count * 16
    case .stepShowed(_, let text): return own + text.utf8.count
    case .stepRefused(_, let refusal): return own + refusal.words.utf8.count
    case .stepRemark(_, let remark): return own + remark.words.utf8.count
    case .preflight(let findings): return own + findings.count * 256
    default: return own
    }
  }
}
