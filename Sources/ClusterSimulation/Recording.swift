import ClusterModel
package import SimulationTrace
import TrustRules

/// What is written down, and for whom.
struct Recording: Sendable {
  var trace = Trace()
  /// Phones whose every boot is written down, in ``spotlit``.
  var spotlight: Set<UInt32> = [] { didSet { hasSpotlight = !spotlight.isEmpty } }
  private(set) var hasSpotlight = false
  var spotlit: [SpotlitEntry] = []
  /// The trace says where the phones stood after each step; nothing else depends on it.
  var takesCensuses = true
  /// The trace says where each phone stood at each census.
  var keepsFates = false
  var censusCount = 0
  /// The rows of the last census, and the state in which it was taken.
  var lastRows: (state: MeasuredState, rows: [CensusRow])?
  /// Undecided rules that took part.
  var participation: UndecidedRules = []
  /// Rules that spoke.
  var spoke: Set<RuleID> = []
}

extension World {
  /// Phones whose every boot is written down.
  package var spotlight: Set<UInt32> {
    get { recording.spotlight }
    set { recording.spotlight = newValue }
  }

  /// The trace says where each phone stood at each census.
  package var keepsFates: Bool {
    get { recording.keepsFates }
    set { recording.keepsFates = newValue }
  }

  /// The trace says where the phones stood after each step; nothing else depends on it.
  package var takesCensuses: Bool {
    get { recording.takesCensuses }
    set { recording.takesCensuses = newValue }
  }

  /// What happened so far.
  package var trace: Trace { recording.trace }
}
