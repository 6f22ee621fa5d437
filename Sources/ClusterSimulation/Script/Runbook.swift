import ClusterModel

/// The lines that are carried out, and how far they are.
///
/// One chain carries out the plan (``mainChain``), or the back-out once the plan was left; others
/// are branches that run beside it. A step's outcome is set once.
struct Runbook: Sendable {
  var script: Script
  var chains: [Chain] = []
  /// Tickets so far that call on a chain.
  var chainTickets = 0
  var watches: [Watch] = []
  var watchesBegun: UInt32 = 0
  /// What some watch counts may have changed.
  var hasDirtyWatch = false
  var hasBegun = false
  var isStopped = false
  var isBackingOut = false
  var mainChain = -1
  var backOutChain: Int?
  /// Something happened that may have ended the runbook.
  var mayBeDone = true
  /// By number of the step; the first is nobody's.
  var stepOutcomes: [World.StepOutcome]
  /// The step or expectation that was carried out last.
  var lastLine = SourceLocation.nowhere

  init(_ scenario: Scenario) {
    script = Script(scenario)
    stepOutcomes = Array(repeating: .pending, count: script.steps.count + 1)
  }
}

extension World {
  /// Tickets so far that call on a chain.
  package var chainTickets: Int { runbook.chainTickets }

  /// How a numbered step ended.
  enum StepOutcome: Hashable, Sendable { case pending, done, refused, skipped }
}
