import ClusterModel
import SimulationTrace
import TrustRules
import TrustVerdicts
import VirtualTime

/// A trace put together by hand: expectations and waits by number, events in order, a minute apart.
struct SmallTrace {
  var trace = Trace()
  var scenario = Scenario()
  private var clock = Instant(microseconds: 0)

  /// Adds `expect phones lost-trust = 0`, or another test, on the next line of the file.
  @discardableResult
  mutating func expect(
    _ test: Expectation.Test = .condition(.noneLost), isWarning: Bool = false,
    _ when: Expectation.When = .here, inBackOut: Bool = false
  ) -> Int {
    let number = trace.expectations.count
    trace.expectations.append(
      NumberedExpectation(
        number: number,
        expectation: Expectation(
          isWarning: isWarning, when: when, test: test, elseBackOut: false, name: nil,
          text: "expectation \(number)", location: nextLocation), heading: "",
        isInBackOut: inBackOut))
    return number
  }

  @discardableResult
  mutating func wait() -> Int {
    let number = trace.waits.count
    trace.waits.append(
      NumberedWait(
        number: number,
        wait: Wait(
          condition: .noneLost, within: .minutes(60), otherwise: .stop, text: "wait \(number)",
          location: nextLocation), heading: ""))
    return number
  }

  /// Numbers steps from 1; what became of them is told by events.
  mutating func steps(_ count: Int) {
    for number in 1...count {
      trace.steps.append(
        NumberedStep(number: number, text: "step \(number)", heading: "", location: .nowhere))
    }
  }

  mutating func add(_ events: TraceEvent...) {
    for event in events {
      trace.entries.append(Trace.Entry(time: clock, event: event))
      clock += .minutes(1)
    }
  }

  /// A census of lost phones by cohort, of a hundred in each.
  mutating func census(_ occasion: Census.Occasion, lost: [Int]) {
    while trace.cohorts.count < lost.count {
      trace.cohorts.append(
        Cohort(traits: PhoneTraits(model: "8861"), group: GroupID(0), site: SiteID(0)))
    }
    var rows: [CensusRow] = []
    for (cohort, count) in lost.enumerated() {
      for (word, phones) in [(TrustWord.locked, count), (.trusting, 100 - count)] where phones > 0 {
        rows.append(
          CensusRow(
            cohort: cohort, isPowered: true, registeredAt: nil, word: word, refusals: [],
            carrier: nil, anchors: word == .locked ? 0 : 2, holdsCurrentLists: false,
            hasOldConfiguration: false, rulings: [], remedies: [], count: phones,
            firstPhone: cohort * 100))
      }
    }
    add(.census(Census(time: clock, occasion: occasion, rows: rows)))
  }

  /// A census of phones by cohort that cannot register, of a hundred in each.
  mutating func census(
    _ occasion: Census.Occasion, outOfService counts: [Int], as word: TrustWord = .trusting,
    by obstacles: [RegistrationObstacle]
  ) {
    census(occasion, lost: counts.map { _ in 0 })
    guard case .census(var census)? = trace.entries.popLast()?.event else { return }
    var rows: [CensusRow] = []
    for (row, count) in zip(census.rows, counts) {
      var (well, out) = (row, row)
      (well.count, well.registeredAt) = (row.count - count, NodeID(0))
      (out.count, out.word, out.obstacles) = (count, word, obstacles)
      rows += [well, out].filter { $0.count > 0 }
    }
    census.rows = rows
    add(.census(census))
  }

  /// What the file demands, without what every plan has to meet.
  var outcomes: [ExpectationOutcome] {
    judged.filter { if case .builtIn = $0.subject { false } else { true } }
  }

  var judged: [ExpectationOutcome] { judge(trace, of: scenario) }

  func outcome(of demand: BuiltInExpectation) -> ExpectationOutcome? {
    judged.first { $0.subject == .builtIn(demand) }
  }

  private var nextLocation: SourceLocation {
    SourceLocation(
      file: 0, line: trace.expectations.count + trace.waits.count + 1, column: 1)
  }
}

extension Condition {
  static let noneLost = Condition(
    selection: .all, measure: .lostTrust, comparison: .equal, threshold: .none)
}

extension Measurement {
  /// So many phones of a hundred.
  static func of100(_ value: Int64) -> Measurement { Measurement(value: value, base: 100) }
}

extension ExpectationOutcome {
  static func made(_ result: Result, isWarning: Bool = false) -> ExpectationOutcome {
    ExpectationOutcome(subject: .expectation(0), isWarning: isWarning, result: result)
  }

  static func made(_ subject: Subject, _ result: Result) -> ExpectationOutcome {
    ExpectationOutcome(subject: subject, isWarning: false, result: result)
  }
}
