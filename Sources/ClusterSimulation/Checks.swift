import ClusterModel
import SimulationTrace
import VirtualTime

/// What is counted for expectations, waits and pre-checks.
struct Checks: Sendable {
  /// What the expectations measure, each once.
  var quantities: QuantityTable
  var always: AlwaysTable
  /// Expectations put off to a later instant.
  var pendingExpectations = 0
  /// Expectations that were put off, judged or not.
  var putOff: [(expectation: Int, at: Instant)] = []
  /// Expectations below the last step that were met and state a loss, by place.
  var statedLosses: [Int] = []
  /// The next step to begin is the first of the implementation.
  var takesBefore = false
  /// What was counted then.
  var befores: [Counted: Int64] = [:]
  /// How each phone was before the first step, in file order; empty until then.
  var startStates: [StartState] = []
  /// A pre-check is made before the first line, whether the runbook has one or not.
  var preflightsAtStart = false
  /// Pre-checks so far: place in the trace, and the servers and phones at that moment.
  var preflights: [(entry: Int, servers: Servers, plights: [Plight])] = []
  /// What the last pre-check found, and when and in which state.
  var lastFindings: (state: MeasuredState, time: Instant, findings: [PreflightFinding])?
  /// How the phones were when the plan was left for its back-out, and after how many pre-checks;
  /// nil: it was not left, or there was no pre-check.
  var leftFor: (preflights: Int, plights: [Plight])?

  init(_ expectations: [NumberedExpectation]) {
    quantities = QuantityTable(expectations)
    always = AlwaysTable(expectations, quantities)
  }
}

extension World {
  /// A pre-check is made before the first line, whether the runbook has one or not.
  package var preflightsAtStart: Bool {
    get { checks.preflightsAtStart }
    set { checks.preflightsAtStart = newValue }
  }
}
