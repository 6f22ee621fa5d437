import ClusterModel
import ScenarioSearch
import SimulationTrace
import TestSupport
import Testing
import TrustRules
import TrustVerdicts

/// The scenario in which the coverage of rules shows the rule, with lines that settle it.
@Suite("Every undecided rule can be settled in a scenario file") struct UndecidedRulesTests {
  static let rules = UndecidedRule.allCases

  @Test(
    "Unsettled, its alternative has a class, which changes the result of an expectation",
    arguments: rules)
  func alternative(_ rule: UndecidedRule) throws {
    let scenario = try RuleCoverageTests.scenario(try Self.scenarioName(of: rule))
    let result = try assess(scenario, workers: .threads(2))
    let other = try #require(
      result.others.first { $0.offDefault == UndecidedRules(rule) },
      "\(rule.rawValue) took no part")
    let standard = judge(result.trace, of: scenario)
    let changed = zip(standard, other.outcome.outcomes).filter { $0.0.result != $0.1.result }
    #expect(!changed.isEmpty, "the alternative changes no result")
    print("\(rule.rawValue)\t\(changed.first.map { "\($0.0.subject) \($0.0.result)" } ?? "-")")
  }

  @Test(
    "Settled by its default, it is read as before and has no class of its own", arguments: rules)
  func settledByDefault(_ rule: UndecidedRule) throws {
    let name = try Self.scenarioName(of: rule)
    let free = try RuleCoverageTests.scenario(name)
    let settled = try Self.scenario(name, assuming: "\(rule.rawValue) \(rule.values.standard)")
    let result = try assess(settled, workers: .threads(2))
    #expect(result.law.settled.contains(UndecidedRules(rule)))
    #expect(!result.others.contains { $0.offDefault.contains(UndecidedRules(rule)) })
    #expect(try RuleCoverageTests.told(settled) == RuleCoverageTests.told(free))
  }

  @Test(
    "Settled the other way, it is read as the class of its alternative reads it", arguments: rules)
  func settledByAlternative(_ rule: UndecidedRule) throws {
    let name = try Self.scenarioName(of: rule)
    let free = try RuleCoverageTests.scenario(name)
    let settled = try Self.scenario(name, assuming: "\(rule.rawValue) \(rule.values.alternative)")
    let law = Law(of: settled)
    #expect(law.settled.contains(UndecidedRules(rule)))
    #expect(law.alternatives.contains(UndecidedRules(rule)))
    let flipped = Law(of: free).flipping(rule)
    #expect(try RuleCoverageTests.told(settled) == RuleCoverageTests.told(free, flipped))
  }

  private static func scenarioName(of rule: UndecidedRule) throws -> String {
    let id = try #require(RuleID(rawValue: rule.rawValue), "no rule is called \(rule.rawValue)")
    return Showing(of: id).scenario
  }

  /// A scenario with one more `assume` at the end of its head.
  private static func scenario(_ name: String, assuming what: String) throws -> Scenario {
    try RuleCoverageTests.scenario(name, inserting: ("assume \(what)", before: "cluster "))
  }
}
