package import SimulationTrace
package import VirtualTime

/// The remedy that is recommended, as lines behind the plan, and what came of them in time.
package struct RescuePlan: Hashable, Sendable {
  /// Place in ``Rescue/remedies``.
  package var remedy: Int
  /// The lines to append, with their heading and their follow-up.
  package var lines: [String]
  /// nil: it was not carried out, and ``obstacle`` says why.
  package var confirmation: Confirmation?
  package var obstacle: String?

  /// What one timed run of the lines came to.
  package struct Confirmation: Hashable, Sendable {
    /// Phones that had lost trust and would be saved.
    package var promised: Int
    /// Phones without trust before and after.
    package var lostBefore: Int
    package var lostAfter: Int
    package var trusting: Int
    /// All but unaware ones.
    package var phones: Int
    package var began: Instant
    package var ends: Instant
    /// Steps that the product refused, with its words.
    package var refused: [String]

    package init(
      promised: Int, lostBefore: Int, lostAfter: Int, trusting: Int, phones: Int, began: Instant,
      ends: Instant, refused: [String]
    ) {
      self.promised = promised
      self.lostBefore = lostBefore
      self.lostAfter = lostAfter
      self.trusting = trusting
      self.phones = phones
      self.began = began
      self.ends = ends
      self.refused = refused
    }

    /// At least as many are back as the untimed trial promised, and nothing was refused.
    package var isKept: Bool { refused.isEmpty && lostBefore - lostAfter >= promised }
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
  /// The remedy to recommend: one that harms nobody before one that does; then the one that saves
  /// most; of equal ones the cheapest. Nil if nothing helps, or all harm more than they save.
  package var recommended: Int? {
    var ranks = Array(repeating: Int.max, count: remedies.count)
    for trouble in troubles {
      for (rank, place) in trouble.remedies.enumerated() { ranks[place] = min(ranks[place], rank) }
    }
    let useful = remedies.indices.filter { remedies[$0].saved > remedies[$0].harmed }
    return useful.min { a, b in
      let (one, other) = (remedies[a], remedies[b])
      if (one.harmed == 0) != (other.harmed == 0) { return one.harmed == 0 }
      let (gain, otherGain) = (one.saved - one.harmed, other.saved - other.harmed)
      if gain != otherGain { return gain > otherGain }
      return ranks[a] != ranks[b] ? ranks[a] < ranks[b] : a < b
    }
  }
}
