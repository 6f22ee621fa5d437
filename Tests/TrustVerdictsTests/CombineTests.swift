import SimulationTrace
import Testing
import TrustRules
import TrustVerdicts

/// One row: what the run came to by default, what each other class came to, and the verdict.
struct CombineCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var standard: [ExpectationOutcome] = [.made(.met)]
  var others: [([UndecidedRule], [ExpectationOutcome])] = []
  var contradicted: [([UndecidedRule], [ExpectationOutcome])] = []
  var notExamined = 0
  var unknownSteps: [Int] = []
  var accepted = Acceptance()
  let verdict: Verdict
  var dependsOn: [[UndecidedRule]] = []
  var wouldPass: [[UndecidedRule]] = []
  var passesAsAccepted = false

  var exitStatus: Int32 {
    switch verdict {
    case .passes: 0
    case .fails: 1
    case .inconclusive: 2
    }
  }

  var classes: [ClassOutcome] {
    let all = [(others, false), (contradicted, true)]
    return all.flatMap { table, isContradicted in
      table.map { rules, outcomes in
        ClassOutcome(
          offDefault: .of(rules), outcomes: outcomes, contradictsHistory: isContradicted)
      }
    }
  }

  var assessment: Assessment {
    combine(
      standard: standard, others: classes,
      coverage: Coverage(rules: [], classes: classes.count + 1, notExamined: notExamined),
      unknownSteps: unknownSteps, accepting: accepted)
  }

  static let all = alone + other + accepting + judging

  /// One class only.
  private static let alone = [
    CombineCase(testDescription: "met, and nothing undocumented is involved", verdict: .passes),
    CombineCase(testDescription: "nothing was expected", standard: [], verdict: .passes),
    CombineCase(testDescription: "not met", standard: [.made(.notMet)], verdict: .fails),
    CombineCase(
      testDescription: "what every plan has to meet is not met",
      standard: [.made(.met), .made(.builtIn(.inService), .notMet)], verdict: .fails),
    CombineCase(
      testDescription: "only a warning fails", standard: [.made(.notMet, isWarning: true)],
      verdict: .passes),
    CombineCase(
      testDescription: "some interpretations were not examined", notExamined: 3,
      verdict: .inconclusive(dependsOn: [])),
    CombineCase(
      testDescription: "not examined, and nothing expected", standard: [], notExamined: 1,
      verdict: .inconclusive(dependsOn: [])),
    CombineCase(
      testDescription: "not examined saves no failure", standard: [.made(.notMet)],
      notExamined: 1, verdict: .fails),
    CombineCase(
      testDescription: "a step that nobody can act out here", unknownSteps: [2],
      verdict: .inconclusive(dependsOn: [])),
    CombineCase(
      testDescription: "an unknown step saves no failure", standard: [.made(.notMet)],
      unknownSteps: [2], verdict: .fails),
  ]

  /// Other classes, of which nothing is accepted.
  private static let other = [
    CombineCase(
      testDescription: "met under both", others: [([.tvsRoles], [.made(.met)])],
      verdict: .passes),
    CombineCase(
      testDescription: "met by default, not under one class",
      others: [([.tvsRoles], [.made(.notMet)]), ([.tvsRuns], [.made(.met)])],
      verdict: .inconclusive(dependsOn: [[.tvsRoles]]), dependsOn: [[.tvsRoles]]),
    CombineCase(
      testDescription: "two classes break it, told in the order of the catalogue",
      others: [([.tvsNegative], [.made(.notMet)]), ([.tvsRuns], [.made(.notMet)])],
      verdict: .inconclusive(dependsOn: [[.tvsRuns], [.tvsNegative]]),
      dependsOn: [[.tvsRuns], [.tvsNegative]]),
    CombineCase(
      testDescription: "two rules together break it, and neither alone",
      others: [
        ([.tvsRoles], [.made(.met)]), ([.tvsRuns], [.made(.met)]),
        ([.tvsRoles, .tvsRuns], [.made(.notMet)]),
      ],
      verdict: .inconclusive(dependsOn: [[.tvsRuns, .tvsRoles]]),
      dependsOn: [[.tvsRuns, .tvsRoles]]),
    CombineCase(
      testDescription: "a set that contains a smaller one is not told",
      others: [
        ([.tvsRoles, .tvsRuns], [.made(.notMet)]), ([.tvsRoles], [.made(.notMet)]),
        ([.tvsRuns, .tvsNegative], [.made(.notMet)]),
      ],
      verdict: .inconclusive(dependsOn: [[.tvsRoles], [.tvsRuns, .tvsNegative]]),
      dependsOn: [[.tvsRoles], [.tvsRuns, .tvsNegative]]),
    CombineCase(
      testDescription: "not met by default, though a class would save it",
      standard: [.made(.notMet)], others: [([.tvsRoles], [.made(.met)])], verdict: .fails,
      wouldPass: [[.tvsRoles]]),
    CombineCase(
      testDescription: "a class saves one of two: it would not pass",
      standard: [.made(.expectation(0), .notMet), .made(.expectation(1), .notMet)],
      others: [
        ([.tvsRoles], [.made(.expectation(0), .met), .made(.expectation(1), .notMet)]),
        (
          [.tvsRoles, .tvsRuns],
          [.made(.expectation(0), .met), .made(.expectation(1), .met)]
        ),
      ], verdict: .fails, wouldPass: [[.tvsRuns, .tvsRoles]]),
    CombineCase(
      testDescription: "a class meets it and has a failure of its own: it would not pass",
      standard: [.made(.notMet)],
      others: [([.tvsRoles], [.made(.met), .made(.wait(7), .notMet)])], verdict: .fails,
      dependsOn: [[.tvsRoles]]),
    CombineCase(
      testDescription: "one fails, another depends on a rule",
      standard: [.made(.expectation(0), .met), .made(.expectation(1), .notMet)],
      others: [
        ([.tvsRoles], [.made(.expectation(0), .notMet), .made(.expectation(1), .notMet)])
      ], verdict: .fails, dependsOn: [[.tvsRoles]]),
    CombineCase(
      testDescription: "only a warning depends on a rule",
      standard: [.made(.met, isWarning: true)],
      others: [([.tvsRoles], [.made(.notMet, isWarning: true)])], verdict: .passes),
    CombineCase(
      testDescription: "what every plan has to meet depends on a rule",
      standard: [.made(.builtIn(.noNewLoss), .met)],
      others: [([.tvsRoles], [.made(.builtIn(.noNewLoss), .notMet)])],
      verdict: .inconclusive(dependsOn: [[.tvsRoles]]), dependsOn: [[.tvsRoles]]),
    CombineCase(
      testDescription: "the stated history contradicts the class that breaks it",
      contradicted: [([.tvsRoles], [.made(.notMet)])], verdict: .passes),
    CombineCase(
      testDescription: "the stated history contradicts the class that would save it",
      standard: [.made(.notMet)], contradicted: [([.tvsRoles], [.made(.met)])],
      verdict: .fails),
  ]

  /// What the scenario accepts.
  private static let accepting = [
    CombineCase(
      testDescription: "depends on a rule that the scenario accepts",
      others: [([.tvsRoles], [.made(.notMet)])], accepted: Acceptance(rules: [.tvsRoles]),
      verdict: .passes, dependsOn: [[.tvsRoles]], passesAsAccepted: true),
    CombineCase(
      testDescription: "depends on an accepted rule and on another",
      others: [([.tvsRoles], [.made(.notMet)]), ([.tvsRuns], [.made(.notMet)])],
      accepted: Acceptance(rules: [.tvsRoles]),
      verdict: .inconclusive(dependsOn: [[.tvsRuns], [.tvsRoles]]),
      dependsOn: [[.tvsRuns], [.tvsRoles]]),
    CombineCase(
      testDescription: "one rule of a set that only counts together is accepted",
      others: [([.tvsRoles, .tvsRuns], [.made(.notMet)])],
      accepted: Acceptance(rules: [.tvsRoles]), verdict: .passes,
      dependsOn: [[.tvsRuns, .tvsRoles]], passesAsAccepted: true),
    CombineCase(
      testDescription: "a rule of another set is accepted",
      others: [([.tvsRoles, .tvsRuns], [.made(.notMet)])],
      accepted: Acceptance(rules: [.tvsNegative]),
      verdict: .inconclusive(dependsOn: [[.tvsRuns, .tvsRoles]]),
      dependsOn: [[.tvsRuns, .tvsRoles]]),
    CombineCase(
      testDescription: "accepting a rule on which nothing depends is no reservation",
      others: [([.tvsRoles], [.made(.met)])], accepted: Acceptance(rules: [.tvsRoles]),
      verdict: .passes),
    CombineCase(
      testDescription: "accepting a rule saves no failure", standard: [.made(.notMet)],
      accepted: Acceptance(rules: [.tvsRoles]), verdict: .fails),
    CombineCase(
      testDescription: "accepting a rule examines nothing", notExamined: 1,
      accepted: Acceptance(rules: UndecidedRule.allCases),
      verdict: .inconclusive(dependsOn: [])),
    CombineCase(
      testDescription: "the unknown step is accepted", unknownSteps: [2],
      accepted: Acceptance(steps: [2]), verdict: .passes, passesAsAccepted: true),
    CombineCase(
      testDescription: "another step is accepted", unknownSteps: [2, 5],
      accepted: Acceptance(steps: [2, 3]), verdict: .inconclusive(dependsOn: [])),
    CombineCase(
      testDescription: "accepting a step excuses no rule",
      others: [([.tvsRoles], [.made(.notMet)])], unknownSteps: [2],
      accepted: Acceptance(steps: [2]),
      verdict: .inconclusive(dependsOn: [[.tvsRoles]]), dependsOn: [[.tvsRoles]]),
  ]

  /// What another class judges, and this one does not, or the other way.
  private static let judging = [
    CombineCase(
      testDescription: "in another class a wait ran out",
      standard: [.made(.wait(0), .met)],
      others: [([.tvsRoles], [.made(.wait(0), .notMet)])],
      verdict: .inconclusive(dependsOn: [[.tvsRoles]]), dependsOn: [[.tvsRoles]]),
    CombineCase(
      testDescription: "in another class the back-out left it unjudged",
      others: [([.tvsRoles], [.made(.notJudged(.backedOut))])],
      verdict: .inconclusive(dependsOn: [[.tvsRoles]]), dependsOn: [[.tvsRoles]]),
    CombineCase(
      testDescription: "in another class the back-out begins and its own check fails",
      standard: [.made(.notJudged(.noBackOut))],
      others: [([.tvsRoles], [.made(.notMet)])],
      verdict: .inconclusive(dependsOn: [[.tvsRoles]]), dependsOn: [[.tvsRoles]]),
    CombineCase(
      testDescription: "in another class the back-out begins and its own check is met",
      standard: [.made(.notJudged(.noBackOut))], others: [([.tvsRoles], [.made(.met)])],
      verdict: .passes),
    CombineCase(
      testDescription: "in another class a preflight appears that fails",
      others: [([.tvsRoles], [.made(.met), .made(.preflight(1), .notMet)])],
      verdict: .inconclusive(dependsOn: [[.tvsRoles]]), dependsOn: [[.tvsRoles]]),
    CombineCase(
      testDescription: "an expectation that nobody measured is not met",
      standard: [.made(.notJudged(.notReached))], verdict: .fails),
    CombineCase(
      testDescription: "a wait that was skipped demands nothing",
      standard: [.made(.wait(0), .notJudged(.notReached))], verdict: .passes),
    CombineCase(
      testDescription: "post-checks after a back-out are not judged",
      standard: [.made(.notJudged(.backedOut))], verdict: .passes),
  ]
}

@Suite("All classes of interpretations come to one verdict")
struct CombineTests {
  @Test("The verdict and the exit status", arguments: CombineCase.all)
  func verdict(row: CombineCase) {
    #expect(row.assessment.verdict == row.verdict)
    #expect(row.assessment.exitStatus == row.exitStatus)
  }

  @Test("What it depends on, and what would make it pass", arguments: CombineCase.all)
  func sets(row: CombineCase) {
    #expect(row.assessment.dependsOn == row.dependsOn)
    #expect(row.assessment.wouldPass == row.wouldPass)
    #expect(row.assessment.passesAsAccepted == row.passesAsAccepted)
    let open = row.unknownSteps.filter { !row.accepted.steps.contains($0) }
    #expect(row.assessment.unknownSteps == open)
    #expect(row.assessment.contradicted == row.contradicted.map { .of($0.0) })
  }

  @Test("The order in which classes come changes nothing", arguments: CombineCase.all)
  func order(row: CombineCase) {
    var other = row
    (other.others, other.contradicted) = (row.others.reversed(), row.contradicted.reversed())
    #expect(other.assessment == row.assessment)
  }

  @Test("Each expectation has its own verdict, and the smallest sets that change it")
  func expectations() {
    let standard: [ExpectationOutcome] = [
      .made(.expectation(0), .met), .made(.expectation(1), .met), .made(.expectation(2), .notMet),
    ]
    let one: [ExpectationOutcome] = [
      .made(.expectation(0), .met), .made(.expectation(1), .notMet), .made(.expectation(2), .met),
    ]
    let two: [ExpectationOutcome] = [
      .made(.expectation(0), .notMet), .made(.expectation(1), .notMet),
      .made(.expectation(2), .met),
    ]
    let assessment = combine(
      standard: standard,
      others: [
        ClassOutcome(offDefault: .of([.tvsRuns, .tvsRoles]), outcomes: two),
        ClassOutcome(offDefault: .of([.tvsRoles]), outcomes: one),
      ], coverage: Coverage(rules: [.tvsRuns, .tvsRoles], classes: 3))
    #expect(
      assessment.expectations.map(\.verdict) == [
        .inconclusive(dependsOn: [[.tvsRuns, .tvsRoles]]),
        .inconclusive(dependsOn: [[.tvsRoles]]), .fails,
      ])
    #expect(
      assessment.expectations.map { $0.others.map(\.offDefault.rules) } == [
        [[.tvsRuns, .tvsRoles]], [[.tvsRoles]], [[.tvsRoles]],
      ])
    // What is told of a set is what that class came to.
    #expect(assessment.expectations[1].others.first?.outcome == one[1])
    #expect(assessment.coverage == Coverage(rules: [.tvsRuns, .tvsRoles], classes: 3))
  }

  @Test("Fewer rules come first, then the order of the catalogue, whatever the bits")
  func precedence() {
    let sets: [UndecidedRules] = [
      .of([.tvsRuns, .capfMismatch]), .of([.tvsRoles]), .of([.tvsRuns]),
      .of([.tvsRuns, .certificateTakesEffect]), .of([]),
      .of([.certificateTakesEffect, .tvsNegative]),
    ]
    let sorted = sets.sorted { $0.precedes($1) }
    #expect(
      sorted.map(\.rules) == [
        [], [.tvsRuns], [.tvsRoles], [.tvsRuns, .certificateTakesEffect],
        [.tvsRuns, .capfMismatch], [.certificateTakesEffect, .tvsNegative],
      ])
    for set in sets { #expect(!set.precedes(set)) }
  }
}

extension UndecidedRules {
  static func of(_ rules: [UndecidedRule]) -> UndecidedRules {
    rules.reduce(into: []) { $0.insert(UndecidedRules($1)) }
  }
}
