package import TrustRules

/// What a run and its flips say about one expectation, or about all.
package enum Verdict: Hashable, Sendable {
  /// Met under every reading that was tried.
  case holds
  /// Not met under the defaults, whatever another reading says.
  case fails
  /// Met under the defaults, but not under these rules' other readings, or nobody tried them.
  case unknown(restsOn: [UndecidedRule])
}

/// One expectation, judged under the defaults and under every flip.
package struct AssessedExpectation: Hashable, Sendable {
  /// What it came to under another reading.
  package struct Flip: Hashable, Sendable {
    package var rule: UndecidedRule
    package var outcome: ExpectationOutcome
    package init(rule: UndecidedRule, outcome: ExpectationOutcome) {
      self.rule = rule
      self.outcome = outcome
    }
  }
  package var outcome: ExpectationOutcome
  /// nil: it was not judged, and rightly so.
  package var verdict: Verdict?
  /// Readings under which the result is another one, in catalogue order.
  package var flips: [Flip]

  package init(outcome: ExpectationOutcome, verdict: Verdict?, flips: [Flip]) {
    self.outcome = outcome
    self.verdict = verdict
    self.flips = flips
  }
}

/// What a run and its flips come to.
package struct Assessment: Hashable, Sendable {
  package var expectations: [AssessedExpectation]
  /// Over all expectations that are not mere warnings.
  package var verdict: Verdict
  /// Rules that were flipped, in catalogue order.
  package var flipped: [UndecidedRule]
  /// Rules that should have been flipped and were not, for their cost.
  package var notFlipped: [UndecidedRule]
  /// Rules on which the scenario lets the verdict rest.
  package var accepted: [UndecidedRule]
  /// 0: all hold, or rest on what is accepted; 1: some fail; 2: none fails, some rest on something
  /// undecided.
  package var exitStatus: Int32

  package init(
    expectations: [AssessedExpectation], verdict: Verdict, flipped: [UndecidedRule],
    notFlipped: [UndecidedRule], accepted: [UndecidedRule], exitStatus: Int32
  ) {
    self.expectations = expectations
    self.verdict = verdict
    self.flipped = flipped
    self.notFlipped = notFlipped
    self.accepted = accepted
    self.exitStatus = exitStatus
  }

  /// Rules on which the verdict rests, accepted or not; empty when it holds or fails.
  package var restsOn: [UndecidedRule] {
    if case .unknown(let rules) = verdict { rules } else { [] }
  }
}

/// Puts the run under the defaults and its flips together.
///
/// An expectation that only a flip leaves unjudged - because under it the back-out took place -
/// rests on that rule like one that is not met.
package func combine(
  standard: [ExpectationOutcome],
  flips: [(rule: UndecidedRule, outcomes: [ExpectationOutcome])],
  notFlipped: [UndecidedRule], accepting accepted: [UndecidedRule]
) -> Assessment {
  let tables = flips.map { flip in
    (
      rule: flip.rule,
      outcomes: Dictionary(flip.outcomes.map { ($0.subject, $0) }) { first, _ in first }
    )
  }
  let expectations = standard.map { outcome in
    var differing: [AssessedExpectation.Flip] = []
    for (rule, outcomes) in tables {
      let missing = ExpectationOutcome(
        subject: outcome.subject, isWarning: outcome.isWarning, result: .notJudged(.notReached))
      let other = outcomes[outcome.subject] ?? missing
      if other.result != outcome.result {
        differing.append(AssessedExpectation.Flip(rule: rule, outcome: other))
      }
    }
    return AssessedExpectation(
      outcome: outcome, verdict: verdict(of: outcome, differing.map(\.rule), notFlipped),
      flips: differing)
  }
  // Something may be judged under a flip alone: a wait in a back-out that only it begins.
  let known = Set(standard.map(\.subject))
  let stray = tables.filter { flip in
    flip.outcomes.values.contains {
      $0.result == .notMet && !$0.isWarning && !known.contains($0.subject)
    }
  }
  let overall = verdict(
    over: expectations, alsoRestingOn: inOrder(stray.map(\.rule) + notFlipped))
  return Assessment(
    expectations: expectations, verdict: overall, flipped: inOrder(flips.map(\.rule)),
    notFlipped: inOrder(notFlipped), accepted: inOrder(accepted),
    exitStatus: exitStatus(overall, accepting: accepted))
}

private func verdict(
  of outcome: ExpectationOutcome, _ differing: [UndecidedRule], _ notFlipped: [UndecidedRule]
) -> Verdict? {
  switch outcome.result {
  case .notMet: return .fails
  case .met:
    let rules = inOrder(differing + notFlipped)
    return rules.isEmpty ? .holds : .unknown(restsOn: rules)
  case .notJudged(.notReached):
    // A wait that was skipped demands nothing; an expectation that nobody measured was not met.
    if case .expectation = outcome.subject { return .fails }
    return nil
  case .notJudged(.backedOut), .notJudged(.noBackOut): return nil
  }
}

private func verdict(
  over expectations: [AssessedExpectation], alsoRestingOn others: [UndecidedRule]
) -> Verdict {
  var rules = others
  for expectation in expectations where !expectation.outcome.isWarning {
    switch expectation.verdict {
    case .fails: return .fails
    case .unknown(let restsOn): rules += restsOn
    case .holds: break
    case nil:
      // Not judged under the defaults; what a flip makes of it counts if it is a failure.
      rules += expectation.flips.filter { $0.outcome.result == .notMet }.map(\.rule)
    }
  }
  return rules.isEmpty ? .holds : .unknown(restsOn: inOrder(rules))
}

private func exitStatus(_ verdict: Verdict, accepting accepted: [UndecidedRule]) -> Int32 {
  switch verdict {
  case .holds: 0
  case .fails: 1
  case .unknown(let rules): rules.allSatisfy(accepted.contains) ? 0 : 2
  }
}

private func inOrder(_ rules: [UndecidedRule]) -> [UndecidedRule] {
  UndecidedRule.allCases.filter(rules.contains)
}
