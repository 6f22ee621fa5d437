package import ClusterModel

/// The readings of the law that one run follows.
package struct Law: Hashable, Sendable {
  /// Undecided rules that are read the alternative way.
  package var alternatives: UndecidedRules = []
  /// Undecided rules that the scenario settled itself; a run does not flip them.
  package var settled: UndecidedRules = []
  /// Defects of the product that the scenario switched on.
  package var defects: [DefectID] = []
  /// One rule that rules the opposite, to show what turns on it; nil in every real run.
  package var reversed: RuleID?

  package init() {}

  /// The law as the scenario's `assume` and `defect` lines set it.
  package init(of scenario: Scenario) {
    for assumption in scenario.assumptions {
      guard let rule = UndecidedRule(rawValue: assumption.name) else { continue }
      settled.insert(UndecidedRules(rule))
      if assumption.value == rule.values.alternative {
        alternatives.insert(UndecidedRules(rule))
      } else {
        alternatives.remove(UndecidedRules(rule))
      }
    }
    defects = DefectID.allCases.filter { scenario.defects.contains($0.rawValue) }
  }

  /// The same law with one undecided rule read the other way.
  package func flipping(_ rule: UndecidedRule) -> Law {
    var law = self
    law.alternatives.formSymmetricDifference(UndecidedRules(rule))
    return law
  }
}

/// One question put to the law: it gathers the rules that spoke and the undecided ones on which
/// the answer turned.
///
/// An undecided rule takes part only where its two readings differ: a run in which it never did
/// would be the same run under the alternative, so it need not be flipped.
package struct Deliberation: Sendable {
  package let law: Law
  package private(set) var tookPart: UndecidedRules = []
  /// Rules that spoke, in order, each once.
  package private(set) var rulings: [RuleID] = []

  package init(_ law: Law) { self.law = law }

  /// Reads an undecided rule the way the law has it.
  package mutating func choose<Value: Equatable>(
    _ rule: UndecidedRule, standard: Value, alternative: Value
  ) -> Value {
    if standard != alternative { tookPart.insert(UndecidedRules(rule)) }
    let set = UndecidedRules(rule)
    var takesAlternative = law.alternatives.contains(set)
    if law.reversed?.undecided == rule { takesAlternative.toggle() }
    return takesAlternative ? alternative : standard
  }

  /// Records that a rule spoke, and what it said; the opposite if the law has it reversed.
  package mutating func find(_ rule: RuleID, _ holds: Bool) -> Bool {
    speak(rule)
    return law.reversed == rule ? !holds : holds
  }

  /// Picks between what a rule says and what would be without it.
  package mutating func apply<Value>(_ rule: RuleID, _ says: Value, without: Value) -> Value {
    speak(rule)
    return law.reversed == rule ? without : says
  }

  /// Records that a rule spoke.
  package mutating func speak(_ rule: RuleID) {
    if !rulings.contains(rule) { rulings.append(rule) }
  }
}
