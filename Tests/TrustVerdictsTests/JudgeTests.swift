import ClusterModel
import SimulationTrace
import Testing
import TrustVerdicts
import VirtualTime

@Suite("What a run's runbook demanded")
struct JudgeTests {
  @Test("An expectation is met or not met by what was measured when it was judged")
  func expectation() {
    var run = SmallTrace()
    let first = run.expect()
    let second = run.expect()
    run.add(
      .measured(expectation: first, .of100(0)), .measured(expectation: second, .of100(7)))
    #expect(run.outcomes.map(\.result) == [.met, .notMet])
    #expect(run.outcomes[1].measurement == .of100(7))
    #expect(run.outcomes[1].time == Instant(microseconds: 60_000_000))
  }

  @Test("An always is judged at every census, and the first failure is the one that is told")
  func always() {
    var run = SmallTrace()
    let number = run.expect(.condition(.noneLost), .always)
    for lost in [0, 3, 9, 0] { run.add(.measured(expectation: number, .of100(Int64(lost)))) }
    #expect(run.outcomes[0].result == .notMet)
    #expect(run.outcomes[0].measurement == .of100(3))
    #expect(run.outcomes[0].timesMeasured == 4)
  }

  @Test("An always that was always met tells the last measurement")
  func alwaysMet() {
    var run = SmallTrace()
    let number = run.expect(
      .condition(
        Condition(
          selection: .all, measure: .registered, comparison: .greaterOrEqual,
          threshold: .count(1))), .always)
    for value in [5, 2] { run.add(.measured(expectation: number, .of100(Int64(value)))) }
    #expect(run.outcomes[0].result == .met)
    #expect(run.outcomes[0].measurement == .of100(2))
  }

  @Test("A wait that ran out is a failed expectation, one that was never begun demands nothing")
  func waits() {
    var run = SmallTrace()
    let met = run.wait()
    let ranOut = run.wait()
    run.wait()
    run.add(
      .waitEnded(met, isMet: true, .of100(0)), .waitEnded(ranOut, isMet: false, .of100(5)),
      .stopped)
    #expect(run.outcomes.map(\.result) == [.met, .notMet, .notJudged(.notReached)])
  }

  @Test("A preflight fails exactly if a finding loses phones")
  func preflight() {
    var run = SmallTrace()
    let harmless = PreflightFinding.groupOfOneServer([GroupID(0)], phones: 5)
    let losing = PreflightFinding.anchorsInOneWindow(phones: 5, of: [GroupID(0)])
    run.add(.preflight([]), .preflight([harmless]), .preflight([harmless, losing]))
    #expect(run.outcomes.map(\.result) == [.met, .met, .notMet])
    #expect(run.outcomes.map(\.subject) == [.preflight(1), .preflight(2), .preflight(3)])
  }

  @Test("After the back-out began only the Back-out's own expectations are judged")
  func backOut() {
    var run = SmallTrace()
    let before = run.expect()
    let always = run.expect(.condition(.noneLost), .always)
    let after = run.expect()
    let own = run.expect(.condition(.noneLost), inBackOut: true)
    run.add(
      .measured(expectation: before, .of100(0)), .measured(expectation: always, .of100(0)),
      .backOutBegan, .measured(expectation: always, .of100(50)),
      .measured(expectation: after, .of100(50)), .measured(expectation: own, .of100(0)))
    #expect(run.outcomes.map(\.result) == [.met, .met, .notJudged(.backedOut), .met])
  }

  @Test("Without a back-out its expectations are not judged, and nothing is missed")
  func noBackOut() {
    var run = SmallTrace()
    run.expect(.condition(.noneLost), inBackOut: true)
    #expect(run.outcomes[0].result == .notJudged(.noBackOut))
  }

  @Test("Outcomes stand in the order of the file, and a line of a for in the order of the run")
  func order() {
    var run = SmallTrace()
    let wait = run.wait()
    let first = run.expect()
    run.expect()
    run.trace.expectations[1].expectation.location = run.trace.expectations[0].expectation.location
    run.add(.measured(expectation: 1, .of100(0)), .measured(expectation: 0, .of100(0)))
    #expect(
      run.outcomes.map(\.subject) == [.wait(wait), .expectation(first), .expectation(1)])
  }

  @Test(
    "A longest outage only warns, unless the scenario sets a time constant",
    arguments: [(nil, true), ("tvs-roles", true), ("boot-88xx", false)])
  func outage(assumed: String?, warns: Bool) {
    var run = SmallTrace()
    run.expect(.longestOutage(of: .all, .lessOrEqual, .minutes(20)))
    run.add(.measured(expectation: 0, Measurement(value: Duration.minutes(21).microseconds)))
    if let assumed {
      run.scenario.assumptions = [
        Assumption(name: assumed, value: "", location: .nowhere)
      ]
    }
    #expect(run.outcomes[0].result == .notMet)
    #expect(run.outcomes[0].isWarning == warns)
  }

  // MARK: What every plan has to meet

  @Test("Every plan is judged by three demands, also one that expects nothing")
  func builtIn() {
    let run = SmallTrace()
    #expect(
      run.judged.map(\.subject) == [
        .builtIn(.noNewLoss), .builtIn(.inService), .builtIn(.stepsDone),
      ])
    #expect(run.judged.allSatisfy { $0.result == .met && !$0.isWarning })
  }

  @Test("A phone that lost trust, or service, fails the demand; one that was excused does not")
  func worsening() {
    var run = SmallTrace()
    run.trace.phoneCount = 9
    run.trace.worsening.trust.add(phone: 0, isWorse: true, isExcused: true)
    run.trace.worsening.service.add(phone: 0, isWorse: true, isExcused: true)
    #expect(run.outcome(of: .noNewLoss)?.result == .met)
    #expect(run.outcome(of: .inService)?.result == .met)
    run.trace.worsening.trust.add(phone: 1, isWorse: true, isExcused: false)
    #expect(run.outcome(of: .noNewLoss)?.result == .notMet)
    #expect(
      run.outcome(of: .noNewLoss)?.measurement == Measurement(value: 1, base: 2, selected: 9))
    #expect(run.outcome(of: .inService)?.result == .met)
    run.trace.worsening.service.add(phone: 2, isWorse: true, isExcused: false)
    #expect(run.outcome(of: .inService)?.result == .notMet)
  }

  @Test("A step that was refused was not done, unless its refusal was expected, and met")
  func refusedSteps() {
    var run = SmallTrace()
    run.steps(2)
    run.add(.stepBegan(1, late: nil), .stepDone(1), .stepRefused(2, .noNodeNamed))
    #expect(run.outcome(of: .stepsDone)?.result == .notMet)
    #expect(run.outcome(of: .stepsDone)?.measurement == Measurement(value: 1, base: 2))
    let other = run.expect(.step(1, refused: true))
    run.add(.measured(expectation: other, Measurement(value: 0)))
    #expect(run.outcome(of: .stepsDone)?.result == .notMet, "that of another step excuses nothing")
    let done = run.expect(.step(2, refused: false))
    run.add(.measured(expectation: done, Measurement(value: 0)))
    #expect(run.outcome(of: .stepsDone)?.result == .notMet, "nor that it should have been done")
    let warned = run.expect(.step(2, refused: true), isWarning: true)
    run.add(.measured(expectation: warned, Measurement(value: 1)))
    #expect(run.outcome(of: .stepsDone)?.result == .notMet, "nor a warning")
    let refused = run.expect(.step(2, refused: true))
    run.add(.measured(expectation: refused, Measurement(value: 1)))
    #expect(run.outcome(of: .stepsDone)?.result == .met)
  }

  @Test("A step that was skipped because a wait ran out was not done")
  func skippedSteps() {
    var run = SmallTrace()
    run.steps(3)
    run.add(.stepBegan(1, late: nil), .stepDone(1), .stepSkipped(2), .stepSkipped(3))
    #expect(run.outcome(of: .stepsDone)?.result == .notMet)
    #expect(run.outcome(of: .stepsDone)?.measurement == Measurement(value: 2, base: 3))
  }

  @Test("Steps that a back-out leaves out do not count")
  func backedOutSteps() {
    var run = SmallTrace()
    run.steps(3)
    run.add(.stepBegan(1, late: nil), .stepDone(1), .backOutBegan, .stepBegan(3, late: nil))
    #expect(run.outcome(of: .stepsDone)?.result == .met)
  }

  @Test("What was refused in the history is no step of the plan")
  func history() {
    var run = SmallTrace()
    run.steps(1)
    run.add(.stepRefused(0, .noNodeNamed), .stepBegan(1, late: nil), .stepDone(1))
    #expect(run.outcome(of: .stepsDone)?.result == .met)
  }
}
