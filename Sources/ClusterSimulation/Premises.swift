package import ClusterModel
package import TrustRules
import VirtualTime

/// What a run is given: it stays as it is to the end.
struct Premises: Sendable {
  let scenario: Scenario
  let law: Law
  let times: TimeConstants
  let chance: Chance
  let pace: Pace
  let bootTable = BootTable()
  /// How much the run may do and keep.
  let limits: RunLimits
  /// Names that nodes of several clusters have.
  let sharedNodeNames: Set<String>

  init(_ scenario: Scenario, _ law: Law, _ times: TimeConstants, _ limits: RunLimits) {
    self.scenario = scenario
    self.law = law
    self.times = times
    self.limits = limits
    chance = Chance(seed: scenario.seed)
    pace = Pace(times)
    var names: Set<String> = []
    sharedNodeNames = Set(
      scenario.estate.nodes.map(\.name).filter { !names.insert($0).inserted })
  }
}

extension World {
  package var scenario: Scenario { premises.scenario }
  package var law: Law { premises.law }
  package var times: TimeConstants { premises.times }
}
