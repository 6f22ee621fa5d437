import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CatalogueTests {
  @Test("Every rule has a record of its own", arguments: RuleID.allCases)
  func record(_ rule: RuleID) {
    let record = rule.record
    #expect(record.id == rule)
    #expect(record.statement.hasSuffix("."), "a statement is a sentence")
    let isCommand = record.statement.hasPrefix("utils ")
    #expect(record.statement.first?.isUppercase == true || isCommand)
    #expect(!record.statement.contains("  "))
    #expect(!record.statement.contains(/[A-Za-z]- [A-Za-z]/), "a word is broken")
    #expect(!record.source.isEmpty)
    #expect(!record.releases.isEmpty)
  }

  @Test("No two rules say the same")
  func distinct() {
    #expect(Set(RuleID.allCases.map(\.record.statement)).count == RuleID.allCases.count)
  }

  @Test(
    "An undocumented behaviour is no documented fact, and has two interpretations",
    arguments: UndecidedRule.allCases)
  func undecided(_ rule: UndecidedRule) throws {
    #expect(rule.values.standard != rule.values.alternative)
    let id = try #require(RuleID(rawValue: rule.rawValue))
    #expect(id.undecided == rule)
    let record = id.record
    #expect(record.basis != .documented || record.source.contains("assumed"))
  }

  @Test("A decided rule has one interpretation")
  func decided() {
    let names = Set(UndecidedRule.allCases.map(\.rawValue))
    for rule in RuleID.allCases {
      #expect((rule.undecided != nil) == names.contains(rule.rawValue))
    }
  }

  @Test("A basis is stated where a source names none: assumed rules say that it is our assumption")
  func assumed() {
    for rule in RuleID.allCases where rule.record.source == "undocumented, our assumption" {
      #expect(rule.record.basis == .assumed, "\(rule)")
    }
  }

  @Test("A set of undecided rules lists them in the order of the catalogue")
  func sets() {
    let all = UndecidedRule.allCases.reversed().reduce(into: UndecidedRules()) {
      $0.insert(UndecidedRules($1))
    }
    #expect(all.rules == UndecidedRule.allCases)
  }
}
