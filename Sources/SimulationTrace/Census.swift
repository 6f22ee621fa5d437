package import ClusterModel
package import TrustRules
package import VirtualTime

/// Phones of one cohort that stand alike at one instant.
package struct CensusRow: Hashable, Sendable {
  /// Place in ``Trace/cohorts``.
  package var cohort: Int
  package var isPowered: Bool
  /// Where they are registered; nil: nowhere.
  package var registeredAt: NodeID?
  package var word: TrustWord
  /// What they would refuse if they booted now: nobody on site can see it.
  package var refusals: [Refusal]
  /// What they refused when they last judged their files: their status messages say so.
  package var hasRefused: [Refusal]
  package var carrier: Carrier?
  package var anchors: Int
  package var holdsCurrentLists: Bool
  /// They work with an older configuration than the one served.
  package var hasOldConfiguration: Bool
  /// Why they could not register if they booted now, server by server; empty where they could.
  package var obstacles: [RegistrationObstacle]
  package var rulings: [RuleID]
  /// Remedies that save these phones, the cheapest first; empty unless they refuse.
  package var remedies: [RecoveryAction]
  package var count: Int
  /// The first such phone in file order.
  package var firstPhone: Int

  package init(
    cohort: Int, isPowered: Bool, registeredAt: NodeID?, word: TrustWord, refusals: [Refusal],
    hasRefused: [Refusal] = [],
    carrier: Carrier?, anchors: Int, holdsCurrentLists: Bool, hasOldConfiguration: Bool,
    obstacles: [RegistrationObstacle] = [], rulings: [RuleID], remedies: [RecoveryAction],
    count: Int, firstPhone: Int
  ) {
    self.cohort = cohort
    self.isPowered = isPowered
    self.registeredAt = registeredAt
    self.word = word
    self.refusals = refusals
    self.hasRefused = hasRefused
    self.carrier = carrier
    self.anchors = anchors
    self.holdsCurrentLists = holdsCurrentLists
    self.hasOldConfiguration = hasOldConfiguration
    self.obstacles = obstacles
    self.rulings = rulings
    self.remedies = remedies
    self.count = count
    self.firstPhone = firstPhone
  }
}

/// Where every phone stands at one instant.
package struct Census: Hashable, Sendable {
  package enum Occasion: Hashable, Sendable {
    case start
    /// The step with this number gave the prompt back.
    case step(Int)
    /// The expectation with this number was judged.
    case expectation(Int)
    case end
  }
  package var time: Instant
  package var occasion: Occasion
  /// In file order of the first phone.
  package var rows: [CensusRow]
  /// Nothing has changed since the census before: the rows are the same, and share its memory.
  package var repeatsLast: Bool
  /// The row of ``Trace/testPhone``, by its place in ``rows``.
  package var testRow: Int?

  package init(
    time: Instant, occasion: Occasion, rows: [CensusRow], testRow: Int? = nil,
    repeatsLast: Bool = false
  ) {
    self.time = time
    self.occasion = occasion
    self.rows = rows
    self.testRow = testRow
    self.repeatsLast = repeatsLast
  }

  /// Phones with one of these words.
  package func count(_ words: [TrustWord]) -> Int {
    rows.reduce(0) { $0 + (words.contains($1.word) ? $1.count : 0) }
  }

  package var lost: Int { count([.locked, .stranded]) }

  /// Phones that could not register now, or are powered and not registered.
  package var outOfService: Int { rows.reduce(0) { $0 + ($1.isOutOfService ? $1.count : 0) } }
}

extension CensusRow {
  package var isOutOfService: Bool {
    !obstacles.isEmpty || isPowered && registeredAt == nil
  }
}
