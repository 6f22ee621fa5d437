package import ClusterModel
import TrustRules

/// Something a scenario says that this version cannot carry out yet.
package struct Unsupported: Hashable, Sendable {
  package var location: SourceLocation
  /// The statement's own words.
  package var what: String
}

/// Everything in a scenario that would have to be ignored to run it: it is refused instead.
package func unsupported(in scenario: Scenario) -> [Unsupported] {
  var found: [Unsupported] = []
  let sections =
    [scenario.happened].compactMap { $0 } + scenario.sections + [scenario.backOut].compactMap { $0 }
  for section in sections { collect(section.items, &found) }
  return found
}

/// Alerts alone are left: only that about the recovery key is ever raised.
private func collect(_ items: [Item], _ found: inout [Unsupported]) {
  for item in items {
    switch item {
    case .expect(let expectation):
      if case .alert(let name, _) = expectation.test, name != recoveryKeyAlert {
        found.append(Unsupported(location: expectation.location, what: "alert \"\(name)\""))
      }
    case .step, .wait, .preflight: break
    case .forNodes(let block): collect(block.items, &found)
    case .anyOrder(let items): collect(items, &found)
    }
  }
}
