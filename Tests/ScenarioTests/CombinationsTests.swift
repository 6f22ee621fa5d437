import ClusterModel
import ScenarioSearch
import SimulationTrace
import TestSupport
import Testing
import TrustRules
import TrustVerdicts

/// What a search that turns one rule at a time would not have seen.
@Suite("Undocumented behaviours count together")
struct CombinationsTests {
  /// What a scenario shows of it.
  struct Found: Sendable {
    /// Expectations that a set of rules changes and no single rule does.
    var together: [[UndecidedRule]] = []
    /// Rules that come into play only where another is off its default.
    var broughtIn: [UndecidedRule] = []
    var coverage: Coverage
  }

  private func find(_ file: ScenarioFile) throws -> Found {
    let result = try assess(try file.load(), workers: .threads(2))
    let coverage = result.assessment.coverage
    let asked = result.trace.tookPart.rules
    var found = Found(coverage: coverage)
    for expectation in result.assessment.expectations {
      let sets = expectation.others.map(\.offDefault.rules)
      guard !sets.isEmpty, sets.allSatisfy({ $0.count > 1 }) else { continue }
      found.together += sets.filter { !found.together.contains($0) }
    }
    found.broughtIn = coverage.rules.filter { !asked.contains($0) }
    return found
  }

  @Test("The scenarios in which rules matter only together, or only under another's alternative")
  func lists() throws {
    var together: [String] = []
    var broughtIn: [String] = []
    for file in ScenarioFile.runHere {
      let found = try find(file)
      #expect(found.coverage.notExamined == 0, "\(file.testDescription)")
      if !found.together.isEmpty { together.append(file.testDescription) }
      if !found.broughtIn.isEmpty { broughtIn.append(file.testDescription) }
    }
    #expect(together == Self.together)
    #expect(broughtIn == Self.broughtIn)
  }

  static let together = [
    "changing/both-at-once-10.5",
    "changing/five-minute-hold",
    "changing/tvs-restart-forgotten",
    "changing/two-nodes-renamed-in-turn-token-ctl",
  ]
  static let broughtIn = [
    "changing/both-at-once-12.5-with-itlrecovery",
    "changing/dedicated-publisher",
    "changing/expired-itlrecovery-12.5",
    "changing/fips-on-both-servers",
    "changing/five-minute-hold",
    "changing/itlrecovery-renewed-12.5",
    "changing/itlrecovery-safe-change-12.5",
    "changing/new-etoken-pair",
    "changing/services-restart-themselves",
    "defects/previous-itl-kept",
    "defects/upgrade-renews-itlrecovery",
    "recovering/recovery-key-not-served-yet",
  ]
}
