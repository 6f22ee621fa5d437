package import ClusterModel
package import TrustRules

/// What still saves phones that refuse, and what must be left alone meanwhile.
///
/// Every remedy in it was acted, untimed, on a copy of the servers with its ordinary follow-up.
package struct Rescue: Hashable, Sendable {
  /// Something whose restart or renewal would lose phones now.
  package struct Hazard: Hashable, Sendable {
    package enum Act: Hashable, Sendable {
      case restart(Service)
      case renew(CertificateUnit)
    }
    package var node: NodeID
    package var act: Act
    /// Phones that do not refuse now and would then.
    package var lost: Int
    /// The first of them in file order.
    package var firstPhone: Int
    /// The remedy that it would take away from phones that refuse; nil: it loses phones itself.
    package var spoils: String?
    package init(node: NodeID, act: Act, lost: Int, firstPhone: Int, spoils: String? = nil) {
      self.node = node
      self.act = act
      self.lost = lost
      self.firstPhone = firstPhone
      self.spoils = spoils
    }
  }

  /// One remedy, whomever it saves.
  package struct Remedy: Hashable, Sendable {
    /// As expectations name it: `utils itl reset localkey`.
    package var text: String
    /// The lines of a runbook that carry it out, without the reset or power-cycle at its end.
    package var lines: [String]
    /// Phones that refuse now and would not then.
    package var saved: Int
    /// Phones that do not refuse now and would then.
    package var harmed: Int
    package init(text: String, lines: [String], saved: Int, harmed: Int) {
      self.text = text
      self.lines = lines
      self.saved = saved
      self.harmed = harmed
    }
  }

  /// Phones of one kind that refuse.
  package struct Trouble: Hashable, Sendable {
    /// Place in ``Trace/cohorts``.
    package var cohort: Int
    package var isPowered: Bool
    package var registeredAt: NodeID?
    package var refusals: [Refusal]
    package var held: HeldState
    package var count: Int
    package var firstPhone: Int
    /// Places in ``Rescue/remedies`` of those that save them, the cheapest first.
    package var remedies: [Int]
    package init(
      cohort: Int, isPowered: Bool, registeredAt: NodeID?, refusals: [Refusal], held: HeldState,
      count: Int, firstPhone: Int, remedies: [Int]
    ) {
      self.cohort = cohort
      self.isPowered = isPowered
      self.registeredAt = registeredAt
      self.refusals = refusals
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
}
