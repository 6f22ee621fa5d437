import SimulationTrace
import Testing
import TrustRules
import TrustVerdicts

/// One row of history: what the run came to, what each flip came to, and the verdict.
struct CombineCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var standard: [ExpectationOutcome] = [.made(.met)]
  var flips: [(UndecidedRule, [ExpectationOutcome])] = []
  var notFlipped: [UndecidedRule] = []
  var accepted: [UndecidedRule] = []
  let verdict: Verdict
  let exitStatus: Int32

  static let all = [
    CombineCase(
      testDescription: "met, and nothing undecided took part", verdict: .holds, exitStatus: 0),
    CombineCase(
      testDescription: "nothing was expected", standard: [], verdict: .holds, exitStatus: 0),
    CombineCase(
      testDescription: "met whichever way", flips: [(.tvsRoles, [.made(.met)])],
      verdict: .holds, exitStatus: 0),
    CombineCase(
      testDescription: "met as assumed, not under one flip",
      flips: [(.tvsRoles, [.made(.notMet)]), (.tvsRuns, [.made(.met)])],
      verdict: .unknown(restsOn: [.tvsRoles]), exitStatus: 2),
    CombineCase(
      testDescription: "two flips break it, told in the order of the catalogue",
      flips: [(.tvsNegative, [.made(.notMet)]), (.tvsRuns, [.made(.notMet)])],
      verdict: .unknown(restsOn: [.tvsRuns, .tvsNegative]), exitStatus: 2),
    CombineCase(
      testDescription: "not met as assumed, though a flip would save it",
      standard: [.made(.notMet)], flips: [(.tvsRoles, [.made(.met)])], verdict: .fails,
      exitStatus: 1),
    CombineCase(
      testDescription: "one fails, another rests on a rule",
      standard: [.made(.expectation(0), .met), .made(.expectation(1), .notMet)],
      flips: [
        (.tvsRoles, [.made(.expectation(0), .notMet), .made(.expectation(1), .notMet)])
      ], verdict: .fails, exitStatus: 1),
    CombineCase(
      testDescription: "only a warning fails", standard: [.made(.notMet, isWarning: true)],
      verdict: .holds, exitStatus: 0),
    CombineCase(
      testDescription: "only a warning rests on a rule",
      standard: [.made(.met, isWarning: true)],
      flips: [(.tvsRoles, [.made(.notMet, isWarning: true)])], verdict: .holds, exitStatus: 0),
    CombineCase(
      testDescription: "rests on a rule that the scenario accepts",
      flips: [(.tvsRoles, [.made(.notMet)])], accepted: [.tvsRoles],
      verdict: .unknown(restsOn: [.tvsRoles]), exitStatus: 0),
    CombineCase(
      testDescription: "rests on an accepted rule and on another",
      flips: [(.tvsRoles, [.made(.notMet)]), (.tvsRuns, [.made(.notMet)])],
      accepted: [.tvsRoles], verdict: .unknown(restsOn: [.tvsRuns, .tvsRoles]), exitStatus: 2),
    CombineCase(
      testDescription: "accepting a rule saves no failure", standard: [.made(.notMet)],
      accepted: [.tvsRoles], verdict: .fails, exitStatus: 1),
    CombineCase(
      testDescription: "a rule was not flipped for its cost", notFlipped: [.tvsRoles],
      verdict: .unknown(restsOn: [.tvsRoles]), exitStatus: 2),
    CombineCase(
      testDescription: "not flipped, and nothing expected", standard: [],
      notFlipped: [.tvsRoles], verdict: .unknown(restsOn: [.tvsRoles]), exitStatus: 2),
    CombineCase(
      testDescription: "under a flip a wait ran out",
      standard: [.made(.wait(0), .met)], flips: [(.tvsRoles, [.made(.wait(0), .notMet)])],
      verdict: .unknown(restsOn: [.tvsRoles]), exitStatus: 2),
    CombineCase(
      testDescription: "under a flip the back-out left it unjudged",
      flips: [(.tvsRoles, [.made(.notJudged(.backedOut))])],
      verdict: .unknown(restsOn: [.tvsRoles]), exitStatus: 2),
    CombineCase(
      testDescription: "under a flip the back-out begins and its own check fails",
      standard: [.made(.notJudged(.noBackOut))], flips: [(.tvsRoles, [.made(.notMet)])],
      verdict: .unknown(restsOn: [.tvsRoles]), exitStatus: 2),
    CombineCase(
      testDescription: "under a flip a preflight appears that fails",
      flips: [(.tvsRoles, [.made(.met), .made(.preflight(1), .notMet)])],
      verdict: .unknown(restsOn: [.tvsRoles]), exitStatus: 2),
    CombineCase(
      testDescription: "an expectation that nobody measured is not met",
      standard: [.made(.notJudged(.notReached))], verdict: .fails, exitStatus: 1),
    CombineCase(
      testDescription: "a wait that was skipped demands nothing",
      standard: [.made(.wait(0), .notJudged(.notReached))], verdict: .holds, exitStatus: 0),
    CombineCase(
      testDescription: "post-checks after a back-out are not judged",
      standard: [.made(.notJudged(.backedOut))], verdict: .holds, exitStatus: 0),
  ]
}

@Suite("A run and its flips come to one verdict")
struct CombineTests {
  @Test("The verdict and the exit status", arguments: CombineCase.all)
  func verdict(row: CombineCase) {
    let assessment = combine(
      standard: row.standard, flips: row.flips.map { (rule: $0.0, outcomes: $0.1) },
      notFlipped: row.notFlipped, accepting: row.accepted)
    #expect(assessment.verdict == row.verdict)
    #expect(assessment.exitStatus == row.exitStatus)
  }

  @Test("Each expectation has its own verdict, and the flips that change it")
  func expectations() {
    let standard: [ExpectationOutcome] = [
      .made(.expectation(0), .met), .made(.expectation(1), .met),
      .made(.expectation(2), .notMet),
    ]
    let flipped: [ExpectationOutcome] = [
      .made(.expectation(0), .met), .made(.expectation(1), .notMet),
      .made(.expectation(2), .met),
    ]
    let assessment = combine(
      standard: standard, flips: [(rule: .tvsRoles, outcomes: flipped)], notFlipped: [],
      accepting: [])
    #expect(
      assessment.expectations.map(\.verdict) == [
        .holds, .unknown(restsOn: [.tvsRoles]), .fails,
      ])
    #expect(assessment.expectations.map(\.flips.count) == [0, 1, 1])
    #expect(assessment.flipped == [.tvsRoles])
  }
}
