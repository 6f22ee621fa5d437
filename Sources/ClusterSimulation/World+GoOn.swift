package import ClusterModel
package import SimulationTrace
import TrustRules
import VirtualTime

/// A world that was run to its end goes on with more of a runbook.
extension World {
  /// Carries out one more section behind the plan, whether that ended, stopped or was left, and
  /// lets the phones come to rest; gives what happened since.
  ///
  /// - Throws: ``RunProblem``: a defect of the program, or more than a run takes.
  package mutating func goOn(with section: Section) throws(RunProblem)
    -> [Trace.Entry]
  {
    // Whatever this world is a copy of keeps what it has.
    own()
    let start = recording.trace.entries.count
    runbook.isStopped = false
    runbook.isBackingOut = false
    let lines = runbook.script.append(section, premises.scenario.estate)
    recording.trace.steps = runbook.script.steps
    recording.trace.waits = runbook.script.waits
    while runbook.stepOutcomes.count <= runbook.script.steps.count {
      runbook.stepOutcomes.append(.pending)
    }
    let chain = startChain(lines)
    runbook.mainChain = chain
    do throws(UnreachableTransition) { try advance(chain) } catch { throw .defect(error) }
    try runOn(from: chain)
    takeCensus(.end)
    try checkLimits()
    return Array(recording.trace.entries[start...])
  }
}
