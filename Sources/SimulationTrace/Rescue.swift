package import ClusterModel
package import TrustRules

/// What still saves phones that refuse a file, are unserved or out of service, and what must be
/// left alone meanwhile.
///
/// Every remedy in it was acted, untimed, on a copy of the servers with its ordinary follow-up.
package struct Rescue: Hashable, Sendable {
  /// Something whose restart or renewal would lose phones now, or put them out of service.
  package struct Hazard: Hashable, Sendable {
    package enum Act: Hashable, Sendable {
      case restart(Service)
      case renew(CertificateUnit)
    }
    package var node: NodeID
    package var act: Act
    /// Phones that do not refuse now and would then.
    package var lost: Int
    /// Phones that could register now, would accept every file then and could not register.
    package var outOfService: Int
    /// The first of both in file order.
    package var firstPhone: Int
    /// The remedy that it would take away from phones that refuse; nil: it loses phones itself.
    package var spoils: RecoveryAction?
    package init(
      node: NodeID, act: Act, lost: Int, outOfService: Int = 0, firstPhone: Int,
      spoils: RecoveryAction? = nil
    ) {
      self.node = node
      self.act = act
      self.lost = lost
      self.outOfService = outOfService
      self.firstPhone = firstPhone
      self.spoils = spoils
    }

    package var phones: Int { lost + outOfService }
  }

  /// One remedy, whomever it saves.
  package struct Remedy: Hashable, Sendable {
    package var action: RecoveryAction
    /// The lines of a runbook that carry it out, without the reset or power-cycle at its end.
    package var lines: [String]
    /// Phones in trouble now that would not be then.
    package var saved: Int
    /// Phones that would lose trust or service by it.
    package var harmed: Int
    package init(action: RecoveryAction, lines: [String], saved: Int, harmed: Int) {
      self.action = action
      self.lines = lines
      self.saved = saved
      self.harmed = harmed
    }
  }

  /// Phones of one kind that refuse a file, are unserved, or are out of service and were not at the
  /// start.
  package struct Trouble: Hashable, Sendable {
    package enum Sort: Hashable, Sendable { case refuses, unserved, outOfService }
    package var sort: Sort
    /// Number of the kind in its world.
    package var kind: UInt32
    /// Place in ``Trace/cohorts``.
    package var cohort: Int
    package var isPowered: Bool
    package var registeredAt: NodeID?
    package var refusals: [Refusal]
    /// They refused a file when they last judged their files.
    package var haveRefused: Bool
    /// Why they cannot register, server by server; empty where they could.
    package var obstacles: [RegistrationObstacle]
    package var held: HeldState
    package var count: Int
    package var firstPhone: Int
    /// Places in ``Rescue/remedies`` of those that save them, the cheapest first.
    package var remedies: [Int]
    package init(
      sort: Sort, kind: UInt32, cohort: Int, isPowered: Bool, registeredAt: NodeID?,
      refusals: [Refusal], haveRefused: Bool, obstacles: [RegistrationObstacle], held: HeldState,
      count: Int,
      firstPhone: Int, remedies: [Int]
    ) {
      self.sort = sort
      self.kind = kind
      self.obstacles = obstacles
      self.cohort = cohort
      self.isPowered = isPowered
      self.registeredAt = registeredAt
      self.refusals = refusals
      self.haveRefused = haveRefused
      self.held = held
      self.count = count
      self.firstPhone = firstPhone
      self.remedies = remedies
    }
  }

  package var hazards: [Hazard] = []
  package var remedies: [Remedy] = []
  package var troubles: [Trouble] = []

  package init() {}

  /// Phones that refuse a file.
  package var lost: Int { count(.refuses) }

  package func count(_ sort: Trouble.Sort) -> Int {
    troubles.reduce(0) { $0 + ($1.sort == sort ? $1.count : 0) }
  }
}

/// What one timed run of a recovery action came to, phone by phone.
package struct RecoveryOutcome: Hashable, Sendable {
  /// Phones that the action should bring back.
  package var promised = 0
  /// Those that accept every file now and are registered as before the plan.
  package var back = 0
  /// Those that accept every file now, and are not in service as before the plan.
  package var trustOnly = 0
  /// Why those are not in service, the most frequent reason first.
  package var left: [Left] = []
  /// Other phones that are worse off than when the action began.
  package var worse = 0

  package struct Left: Hashable, Sendable {
    /// nil: it could register, and has not done so yet.
    package var obstacle: RegistrationObstacle?
    package var count: Int
    package init(obstacle: RegistrationObstacle?, count: Int) {
      self.obstacle = obstacle
      self.count = count
    }
  }
  package init() {}
}
