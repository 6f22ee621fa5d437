package import SimulationTrace
package import VirtualTime

/// How one phone came to be without trust at the end.
package struct LossOfOnePhone: Hashable, Sendable {
  package var moment: CauseOfLoss.Moment
  package var time: Instant
  /// Where it stood at the census before; nil if it had lost trust before the first.
  package var before: PhoneState?
  package var after: PhoneState

  /// The step after which it refuses and did not before; nil if it had lost trust before the start.
  package var step: Int? {
    switch moment {
    case .start: nil
    case .step(let number), .after(let number): number
    }
  }
}

/// When a phone under a spotlight lost the trust it does not have at the end; nil if it has it.
package func lossOfTrust(ofPhone phone: Int, in trace: Trace) -> LossOfOnePhone? {
  let censuses = trace.censuses
  let steps = stepsAtCensuses(trace)
  let states = trace.states(ofPhone: phone)
  guard states.last?.word.isLost == true, states.count == censuses.count else { return nil }
  var place = states.count - 1
  while place > 0, states[place - 1].word.isLost { place -= 1 }
  return LossOfOnePhone(
    moment: moment(censuses[place], isFirst: place == 0, after: steps[place]),
    time: censuses[place].time, before: place == 0 ? nil : states[place - 1],
    after: states[place])
}

extension Trace {
  /// Where a phone under a spotlight stood at each census.
  package func states(ofPhone phone: Int) -> [PhoneState] {
    spotlit.compactMap { entry in
      guard entry.phone == phone, case .stands(_, let state) = entry.event else { return nil }
      return state
    }
  }
}

/// One change to a plan.
package enum PlanChange: Hashable, Sendable {
  case removed(NumberedStep)
  /// All phones reset, and waited for, before this step.
  case resetBefore(NumberedStep)
  case swapped(NumberedStep, NumberedStep)
}

/// Which change to the plan would have left one phone trusting.
package struct Avoidance: Hashable, Sendable {
  /// Of each way to change a plan the first that did, the nearest to the decisive step; in the
  /// order in which the ways are tried.
  package var changes: [PlanChange]
  /// Runs made to find them.
  package var tried: Int
  /// Changes that were left untried for their number.
  package var untried: Int

  package init(changes: [PlanChange], tried: Int, untried: Int) {
    self.changes = changes
    self.tried = tried
    self.untried = untried
  }
}
