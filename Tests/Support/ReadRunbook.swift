package import ClusterModel
import ClusterSimulation
import ScenarioLanguage
import ScenarioSearch
package import SimulationTrace
package import TrustRules

/// A text that should have been a scenario, and what the reader said about it.
package struct UnreadableRunbook: Error, CustomStringConvertible {
  package var description: String
  package init(description: String) { self.description = description }
}

/// One file in memory.
private struct OneFile: FileReading {
  var text: String
  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    guard includedFrom == nil else { throw .missing }
    return SourceText(name: path, bytes: Array(text.utf8))
  }
}

/// Reads a runbook; a test that states one wrongly fails with what the reader said.
package func readRunbook(_ text: String) throws -> Scenario {
  let outcome = readScenario("test.mop", with: OneFile(text: text))
  guard let scenario = outcome.scenario else {
    throw UnreadableRunbook(description: outcome.rendered(color: false) + text)
  }
  let left = unsupported(in: scenario)
  guard left.isEmpty else {
    throw UnreadableRunbook(description: "not supported: \(left.map(\.what))\n" + text)
  }
  return scenario
}

/// What happens when a runbook is carried out.
///
/// - Parameter rule: the rule that is reversed; nil: none.
package func carryOut(_ text: String, reversing rule: RuleID? = nil) throws -> Trace {
  let scenario = try readRunbook(text)
  var law = Law(of: scenario)
  law.reversed = rule
  var world = World(scenario, law: law, times: TimeConstants(of: scenario))
  return try world.run()
}

extension Trace {
  /// What each expectation measured when it was judged first, in order.
  package var measured: [Int64] {
    var found: [Int: Int64] = [:]
    for entry in entries {
      if case .measured(let number, let measurement) = entry.event, found[number] == nil {
        found[number] = measurement.value
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The rules by which phones were reset, nil where somebody ordered it.
  package var resets: [RuleID?] {
    entries.compactMap { entry in
      if case .phonesReset(_, _, _, let rule) = entry.event { .some(rule) } else { nil }
    }
  }
}
