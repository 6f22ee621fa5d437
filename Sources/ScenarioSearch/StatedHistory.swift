package import ClusterModel
package import ClusterSimulation
package import SimulationTrace
import TrustRules

/// The first step of *What has happened* that the product would have refused; nil: the stated
/// history could have happened, or there is none.
///
/// Only what lies before the start is carried out.
/// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
package func refusedHistory(of scenario: Scenario) throws(RunProblem) -> RefusedStep? {
  guard scenario.happened != nil else { return nil }
  return try world(of: scenario, at: scenario.starts).trace.refusedHistory
}
