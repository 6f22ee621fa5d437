package import TrustRules

/// One expectation, judged under every class of interpretations.
package struct AssessedExpectation: Hashable, Sendable {
  /// What it came to under other interpretations.
  package struct Other: Hashable, Sendable {
    /// A smallest set of rules off their default under which the result is another one.
    package var offDefault: UndecidedRules
    package var outcome: ExpectationOutcome
    package init(offDefault: UndecidedRules, outcome: ExpectationOutcome) {
      self.offDefault = offDefault
      self.outcome = outcome
    }
  }
  package var outcome: ExpectationOutcome
  /// nil: it was not judged, and rightly so.
  package var verdict: Verdict?
  /// The smallest departures from the defaults that change the result, fewest rules first.
  package var others: [Other]

  package init(outcome: ExpectationOutcome, verdict: Verdict?, others: [Other]) {
    self.outcome = outcome
    self.verdict = verdict
    self.others = others
  }
}

/// What all classes of interpretations come to.
package struct Assessment: Hashable, Sendable {
  package var expectations: [AssessedExpectation]
  /// Over all expectations that are not mere warnings, and over what else is not known; what the
  /// scenario accepts is left out.
  package var verdict: Verdict
  /// The smallest sets of rules that change the verdict under the defaults, accepted or not.
  package var dependsOn: [[UndecidedRule]]
  package var coverage: Coverage
  /// Classes that the stated history contradicts; they decide nothing.
  package var contradicted: [UndecidedRules]
  /// For a plan that fails: the smallest departures from the defaults under which it passes.
  package var wouldPass: [[UndecidedRule]]
  /// Steps that nobody can act out here and the file does not excuse, by number.
  package var unknownSteps: [Int]
  /// Rules whose alternative the scenario accepts as a risk.
  package var accepted: [UndecidedRule]
  /// It passes only because the scenario accepts something that is not known.
  package var passesAsAccepted: Bool

  package init(
    expectations: [AssessedExpectation], verdict: Verdict, dependsOn: [[UndecidedRule]],
    coverage: Coverage, contradicted: [UndecidedRules], wouldPass: [[UndecidedRule]],
    unknownSteps: [Int], accepted: [UndecidedRule], passesAsAccepted: Bool
  ) {
    self.expectations = expectations
    self.verdict = verdict
    self.dependsOn = dependsOn
    self.coverage = coverage
    self.contradicted = contradicted
    self.wouldPass = wouldPass
    self.unknownSteps = unknownSteps
    self.accepted = accepted
    self.passesAsAccepted = passesAsAccepted
  }

  /// 0: the plan passes, perhaps as accepted; 1: it fails; 2: it is inconclusive.
  package var exitStatus: Int32 { ExitStatus(of: .plan(verdict)).rawValue }
}

/// What a scenario accepts as a risk.
package struct Acceptance: Hashable, Sendable {
  package var rules: [UndecidedRule]
  /// Steps by number.
  package var steps: [Int]
  package init(rules: [UndecidedRule] = [], steps: [Int] = []) {
    self.rules = rules
    self.steps = steps
  }
}

/// Puts the run under the defaults and those under the other interpretations together.
///
/// An expectation that only another class leaves unjudged - because under it the back-out took
/// place - depends on that class like one that is not met.
/// - Parameters:
///   - standard: outcomes under the defaults, in the order of the file.
///   - others: every other class, in any order.
///   - unknownSteps: steps that nobody can act out here.
package func combine(
  standard: [ExpectationOutcome], others: [ClassOutcome], coverage: Coverage,
  unknownSteps: [Int] = [], accepting accepted: Acceptance = Acceptance()
) -> Assessment {
  let tables = others.filter { !$0.contradictsHistory }.map { other in
    ClassTable(
      offDefault: other.offDefault,
      outcomes: Dictionary(other.outcomes.map { ($0.subject, $0) }) { first, _ in first })
  }
  let expectations = standard.map { assess($0, tables) }
  // Something may be judged in another class alone: a wait in a back-out that only it begins.
  let known = Set(standard.map(\.subject))
  let worse = tables.filter { table in
    expectations.contains { $0.isWorse(in: table) }
      || table.outcomes.values.contains {
        $0.result == .notMet && !$0.isWarning && !known.contains($0.subject)
      }
  }.map(\.offDefault)
  let isFailing = expectations.contains { !$0.outcome.isWarning && $0.verdict == .fails }
  let openSteps = unknownSteps.filter { !accepted.steps.contains($0) }
  var risks: UndecidedRules = []
  for rule in accepted.rules { risks.insert(UndecidedRules(rule)) }
  let isOpen =
    !openSteps.isEmpty || coverage.notExamined > 0 || worse.contains { $0.isDisjoint(with: risks) }
  let dependsOn = worse.smallest.map(\.rules)
  let verdict: Verdict =
    isFailing ? .fails : isOpen ? .inconclusive(dependsOn: dependsOn) : .passes
  return Assessment(
    expectations: expectations, verdict: verdict, dependsOn: dependsOn, coverage: coverage,
    contradicted: others.filter(\.contradictsHistory).map(\.offDefault).smallest,
    wouldPass: isFailing ? passing(expectations, tables) : [],
    unknownSteps: openSteps, accepted: risks.rules,
    passesAsAccepted: verdict == .passes && !(worse.isEmpty && unknownSteps.isEmpty))
}

private struct ClassTable {
  var offDefault: UndecidedRules
  var outcomes: [ExpectationOutcome.Subject: ExpectationOutcome]

  /// What became of the same thing in this class.
  func counterpart(of outcome: ExpectationOutcome) -> ExpectationOutcome {
    outcomes[outcome.subject]
      ?? ExpectationOutcome(
        subject: outcome.subject, isWarning: outcome.isWarning, result: .notJudged(.notReached))
  }
}

private func assess(_ outcome: ExpectationOutcome, _ tables: [ClassTable]) -> AssessedExpectation {
  let differing = tables.compactMap { table -> AssessedExpectation.Other? in
    let other = table.counterpart(of: outcome)
    guard other.result != outcome.result else { return nil }
    return AssessedExpectation.Other(offDefault: table.offDefault, outcome: other)
  }
  let smallest = differing.map(\.offDefault).smallest
  let others = smallest.compactMap { set in differing.first { $0.offDefault == set } }
  return AssessedExpectation(
    outcome: outcome, verdict: verdict(of: outcome, smallest), others: others)
}

private func verdict(of outcome: ExpectationOutcome, _ differing: [UndecidedRules]) -> Verdict? {
  switch outcome.result {
  case .notMet: return .fails
  case .met:
    return differing.isEmpty ? .passes : .inconclusive(dependsOn: differing.map(\.rules))
  case .notJudged(.notReached):
    // A wait that was skipped demands nothing; an expectation that nobody measured was not met.
    if case .expectation = outcome.subject { return .fails }
    return nil
  case .notJudged(.backedOut), .notJudged(.noBackOut): return nil
  }
}

extension AssessedExpectation {
  /// Whether a class of interpretations turns a plan that passes by default into one that does not.
  fileprivate func isWorse(in table: ClassTable) -> Bool {
    guard !outcome.isWarning else { return false }
    let other = table.counterpart(of: outcome)
    switch verdict {
    case .fails: return false
    case .passes, .inconclusive: return other.result != outcome.result
    // Not judged by default; what another class makes of it counts if it is a failure.
    case nil: return other.result == .notMet
    }
  }
}

/// The smallest departures from the defaults under which a plan that fails would pass.
private func passing(
  _ expectations: [AssessedExpectation], _ tables: [ClassTable]
) -> [[UndecidedRule]] {
  let demanded = expectations.filter { !$0.outcome.isWarning }
  return tables.filter { table in
    !table.outcomes.values.contains { $0.result == .notMet && !$0.isWarning }
      && demanded.allSatisfy { expectation in
        switch table.counterpart(of: expectation.outcome).result {
        case .met: true
        case .notMet: false
        case .notJudged(.notReached):
          if case .expectation = expectation.outcome.subject { false } else { true }
        case .notJudged: expectation.verdict == nil
        }
      }
  }.map(\.offDefault).smallest.map(\.rules)
}
