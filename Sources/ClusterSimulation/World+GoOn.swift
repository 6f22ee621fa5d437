package import ClusterModel
package import SimulationTrace
import TrustRules
import VirtualTime

/// A world that was run to its end goes on with more of a runbook.
extension World {
  /// Carries out one more section behind the plan, whether that ended, stopped or was left, and
  /// lets the phones come to rest; gives what happened since.
  ///
  /// - Throws: ``UnreachableTransition``: a defect of the program.
  package mutating func goOn(with section: Section) throws(UnreachableTransition)
    -> [Trace.Entry]
  {
    // Whatever this world is a copy of keeps what it has.
    own()
    let start = trace.entries.count
    isStopped = false
    isBackingOut = false
    let lines = script.append(section, scenario.estate)
    trace.steps = script.steps
    trace.waits = script.waits
    while stepOutcomes.count <= script.steps.count { stepOutcomes.append(.pending) }
    let chain = startChain(lines)
    mainChain = chain
    try advance(chain)
    try runOn(from: chain)
    takeCensus(.end)
    return Array(trace.entries[start...])
  }
}
