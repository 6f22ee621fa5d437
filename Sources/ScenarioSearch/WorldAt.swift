package import ClusterModel
package import ClusterSimulation
import TrustRules
package import VirtualTime

/// The world of a scenario at an instant of its run; nil: at the end.
///
/// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
package func world(of scenario: Scenario, at instant: Instant?) throws(RunProblem)
  -> World
{
  var world = World(scenario, law: Law(of: scenario), times: TimeConstants(of: scenario))
  if let instant {
    try world.run(until: instant)
  } else {
    _ = try world.run()
  }
  return world
}
