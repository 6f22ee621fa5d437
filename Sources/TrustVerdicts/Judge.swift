package import ClusterModel
package import SimulationTrace
import TrustRules
import VirtualTime

/// Everything that a run's runbook demanded, and whether it was met: in the order of the file, and
/// what is demanded of every plan after it.
///
/// Once the back-out has begun only the Back-out's own expectations are judged.
package func judge(_ trace: Trace, of scenario: Scenario) -> [ExpectationOutcome] {
  var fold = Fold(trace, scenario)
  for entry in trace.entries { fold.take(entry) }
  for always in trace.always {
    fold.measured[always.expectation] = Fold.Measured(
      measurement: always.measurement, time: always.time, isMet: always.isMet, times: always.times)
  }
  return fold.outcomes
}

private struct Fold {
  struct Measured {
    var measurement: Measurement
    var time: Instant
    var isMet: Bool
    var times: Int

    /// Keeps the first failure, else the newest.
    mutating func add(_ other: Measured) {
      times += 1
      guard isMet else { return }
      (measurement, time, isMet) = (other.measurement, other.time, other.isMet)
    }
  }
  let trace: Trace
  let preflightLocations: [SourceLocation]
  let setsTimes: Bool
  var expectationPlace: [Int: Int] = [:]
  var measured: [Int: Measured] = [:]
  var waits: [Int: Measured] = [:]
  var preflights: [Measured] = []
  /// Steps of the plan that were refused or skipped, by number.
  var notDone: Set<Int> = []
  /// Steps whose refusal was expected and met.
  var expectedRefusals: Set<Int> = []
  var isBackedOut = false

  init(_ trace: Trace, _ scenario: Scenario) {
    self.trace = trace
    preflightLocations = scenario.preflightLocations
    setsTimes = scenario.assumptions.contains { TimeConstant(rawValue: $0.name) != nil }
    for (place, expectation) in trace.expectations.enumerated() {
      expectationPlace[expectation.number] = place
    }
  }

  mutating func take(_ entry: Trace.Entry) {
    switch entry.event {
    case .backOutBegan: isBackedOut = true
    case .measured(let number, let measurement):
      guard let place = expectationPlace[number] else { return }
      let expectation = trace.expectations[place]
      guard !isBackedOut || expectation.isInBackOut else { return }
      let isMet = expectation.expectation.test.isMet(by: measurement)
      let new = Measured(measurement: measurement, time: entry.time, isMet: isMet, times: 1)
      if measured[number]?.add(new) == nil { measured[number] = new }
      if isMet, !expectation.expectation.isWarning,
        case .step(let step, refused: true) = expectation.expectation.test
      {
        expectedRefusals.insert(step)
      }
    case .waitEnded(let number, let isMet, let measurement):
      waits[number] = Measured(
        measurement: measurement, time: entry.time, isMet: isMet, times: 1)
    case .preflight(let findings):
      let losing = findings.filter(\.losesPhones)
      let phones = losing.map(\.count).max()
      preflights.append(
        Measured(
          measurement: Measurement(value: Int64(losing.count), selected: phones.map(Int64.init)),
          time: entry.time, isMet: losing.isEmpty, times: 1))
    case .stepRefused(let number, _), .stepSkipped(let number):
      if number > 0 { notDone.insert(number) }
    default: break
    }
  }

  var outcomes: [ExpectationOutcome] {
    var placed: [(location: SourceLocation, outcome: ExpectationOutcome)] = []
    for (place, preflight) in preflights.enumerated() {
      let location =
        preflightLocations.indices.contains(place)
        ? preflightLocations[place] : preflightLocations.last ?? .nowhere
      placed.append(
        (location, outcome(.preflight(place + 1), isWarning: false, preflight, .notReached)))
    }
    for wait in trace.waits {
      placed.append(
        (
          wait.wait.location,
          outcome(
            .wait(wait.number), isWarning: false, waits[wait.number],
            isBackedOut ? .backedOut : .notReached)
        ))
    }
    for expectation in trace.expectations {
      placed.append(
        (
          expectation.expectation.location,
          outcome(
            .expectation(expectation.number), isWarning: isWarning(expectation.expectation),
            measured[expectation.number], reason(expectation))
        ))
    }
    // Stable: a `for` states the same line many times, and they stay in the order of the run.
    return placed.enumerated().sorted { a, b in
      let (one, other) = (a.element.location, b.element.location)
      if one.file != other.file { return one.file < other.file }
      if one.line != other.line { return one.line < other.line }
      return a.offset < b.offset
    }.map(\.element.outcome) + BuiltInExpectation.allCases.map(outcome)
  }

  /// Judged on all phones when everything is over, whatever was backed out.
  private func outcome(_ demand: BuiltInExpectation) -> ExpectationOutcome {
    let (value, base) =
      switch demand {
      case .noNewLoss: (trace.worsening.trust.worse, trace.worsening.trust.wereWell)
      case .inService: (trace.worsening.service.worse, trace.worsening.service.wereWell)
      case .stepsDone:
        (notDone.subtracting(expectedRefusals).count, trace.steps.count { $0.number > 0 })
      }
    let measurement = Measurement(
      value: Int64(value), base: Int64(base),
      selected: demand == .stepsDone ? nil : Int64(trace.phoneCount))
    return ExpectationOutcome(
      subject: .builtIn(demand), isWarning: false, result: value == 0 ? .met : .notMet,
      measurement: measurement, time: trace.ends, timesMeasured: 1)
  }

  private func outcome(
    _ subject: ExpectationOutcome.Subject, isWarning: Bool, _ measured: Measured?,
    _ reason: ExpectationOutcome.Reason
  ) -> ExpectationOutcome {
    ExpectationOutcome(
      subject: subject, isWarning: isWarning,
      result: measured.map { $0.isMet ? .met : .notMet } ?? .notJudged(reason),
      measurement: measured?.measurement, time: measured?.time,
      timesMeasured: measured?.times ?? 0)
  }

  /// An outage is made of assumed durations: it warns, unless the scenario vouches for them.
  private func isWarning(_ expectation: Expectation) -> Bool {
    if case .longestOutage = expectation.test, !setsTimes { return true }
    return expectation.isWarning
  }

  private func reason(_ expectation: NumberedExpectation) -> ExpectationOutcome.Reason {
    if expectation.isInBackOut { return isBackedOut ? .notReached : .noBackOut }
    return isBackedOut ? .backedOut : .notReached
  }
}

extension Scenario {
  /// Where `preflight` is written, in file order.
  fileprivate var preflightLocations: [SourceLocation] {
    var found: [SourceLocation] = []
    func walk(_ items: [Item]) {
      for item in items {
        switch item {
        case .preflight(let location): found.append(location)
        case .forNodes(let block): walk(block.items)
        case .anyOrder(let inner): walk(inner)
        case .step, .wait, .expect: break
        }
      }
    }
    for section in [happened].compactMap(\.self) + sections + [backOut].compactMap(\.self) {
      walk(section.items)
    }
    return found
  }
}
