import ClusterModel
package import SimulationTrace
package import TrustRules
package import VirtualTime

/// The remedy that is recommended, as lines behind the plan, and what came of them in time.
package struct RescuePlan: Hashable, Sendable {
  /// Place in ``Rescue/remedies``.
  package var remedy: Int
  /// The lines to append, with their heading and their follow-up.
  package var lines: [String]
  /// Actions that stand before it in order of use and were not confirmed in time.
  package var passedOver: [Int] = []
  /// nil: it was not carried out, and ``obstacle`` says why.
  package var confirmation: Confirmation?
  package var obstacle: String?
  /// The smallest sets of undocumented behaviours under which it brings back fewer phones.
  package var dependsOn: [[UndecidedRule]] = []

  /// What one timed run of the lines came to.
  package struct Confirmation: Hashable, Sendable {
    package var outcome: RecoveryOutcome
    /// Phones without trust afterwards.
    package var lostAfter: Int
    package var began: Instant
    package var ends: Instant
    /// Steps that the product refused, with its words.
    package var refused: [String]
    /// Waits of the lines that ran out, as written.
    package var waitsRunOut: [String]

    package init(
      outcome: RecoveryOutcome, lostAfter: Int, began: Instant, ends: Instant, refused: [String],
      waitsRunOut: [String]
    ) {
      self.outcome = outcome
      self.lostAfter = lostAfter
      self.began = began
      self.ends = ends
      self.refused = refused
      self.waitsRunOut = waitsRunOut
    }

    /// All phones that the untimed trial promised are trusting and registered as before, nobody
    /// else is worse off, nothing was refused, and each wait was met.
    package var isKept: Bool {
      refused.isEmpty && waitsRunOut.isEmpty && outcome.back >= outcome.promised
        && outcome.worse == 0
    }
  }

  package init(
    remedy: Int, lines: [String], confirmation: Confirmation? = nil, obstacle: String? = nil
  ) {
    self.remedy = remedy
    self.lines = lines
    self.confirmation = confirmation
    self.obstacle = obstacle
  }
}

extension Rescue {
  /// The actions that a runbook can carry out and that save more than they harm, the one to
  /// recommend first: one that harms nobody before one that does; then the one that saves most; of
  /// equal ones the cheapest. Places in ``remedies``.
  package var inOrderOfUse: [Int] {
    var ranks = Array(repeating: Int.max, count: remedies.count)
    for trouble in troubles {
      for (rank, place) in trouble.remedies.enumerated() { ranks[place] = min(ranks[place], rank) }
    }
    let useful = remedies.indices.filter {
      remedies[$0].saved > remedies[$0].harmed && remedies[$0].action.canBeCarriedOut
    }
    return useful.sorted { a, b in
      let (one, other) = (remedies[a], remedies[b])
      if (one.harmed == 0) != (other.harmed == 0) { return one.harmed == 0 }
      let (gain, otherGain) = (one.saved - one.harmed, other.saved - other.harmed)
      if gain != otherGain { return gain > otherGain }
      return ranks[a] != ranks[b] ? ranks[a] < ranks[b] : a < b
    }
  }
}
