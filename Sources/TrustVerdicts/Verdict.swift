package import TrustRules

/// What all interpretations of the undocumented behaviours together say about one expectation, or
/// about a whole plan.
package enum Verdict: Hashable, Sendable {
  /// Met under every interpretation.
  case passes
  /// Not met under the default interpretation.
  case fails
  /// Met under the default interpretation, but something that nobody knows could change that.
  ///
  /// `dependsOn` has the smallest sets of rules that change it once all rules of a set are read
  /// their alternative way; it is empty where only something else than a rule is not known.
  case inconclusive(dependsOn: [[UndecidedRule]])
}

/// What one class of interpretations came to.
package struct ClassOutcome: Hashable, Sendable {
  /// The rules that are read another way than by default; every other one that mattered is not.
  package var offDefault: UndecidedRules
  package var outcomes: [ExpectationOutcome]
  /// A step of *What has happened* was refused: the stated history contradicts this class.
  package var contradictsHistory: Bool

  package init(
    offDefault: UndecidedRules, outcomes: [ExpectationOutcome], contradictsHistory: Bool = false
  ) {
    self.offDefault = offDefault
    self.outcomes = outcomes
    self.contradictsHistory = contradictsHistory
  }
}

/// How many interpretations there are, and how many of them were looked at.
package struct Coverage: Hashable, Sendable {
  /// Rules on which some answer turned in some class, in catalogue order: they split the classes.
  package var rules: [UndecidedRule]
  /// Classes that were run, the default one included.
  package var classes: Int
  /// Interpretations that were not looked at, because there were more classes than the limit.
  package var notExamined: Int

  package init(rules: [UndecidedRule], classes: Int, notExamined: Int = 0) {
    self.rules = rules
    self.classes = classes
    self.notExamined = notExamined
  }
}

extension [UndecidedRules] {
  /// The sets that contain no other one of the list: fewest rules first, then catalogue order.
  package var smallest: [UndecidedRules] {
    var kept: [UndecidedRules] = []
    for set in Set(self).sorted(by: { $0.precedes($1) })
    where !kept.contains(where: { $0.isSubset(of: set) }) {
      kept.append(set)
    }
    return kept
  }
}
