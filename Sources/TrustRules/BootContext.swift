package import ClusterModel
package import VirtualTime

/// What a phone goes by while it judges the files of one boot.
package struct BootContext: Sendable {
  package var held: HeldState
  package var traits: PhoneTraits
  /// It held no list, or blank ones, when the boot began.
  package var wasOpen: Bool
  /// This boot replaced the CTL.
  package var replacedCTL: Bool
  package var now: Instant

  package init(
    held: HeldState, traits: PhoneTraits, wasOpen: Bool, replacedCTL: Bool = false, now: Instant
  ) {
    self.held = held
    self.traits = traits
    self.wasOpen = wasOpen
    self.replacedCTL = replacedCTL
    self.now = now
  }
}

/// What carries an accepted file.
package enum Carrier: Hashable, Sendable {
  /// The list is the held one.
  case sameList
  /// The phone holds nothing to judge by.
  case open
  case heldList(TrustList.Kind)
  /// The CTL that came in the same boot.
  case newCTL
  case tvs(NodeID)
}

/// A certificate about which TVS is asked, and the roles that would do.
package struct TVSQuestion: Hashable, Sendable {
  package var certificate: CertificateID
  package var roles: [Role]
  package init(certificate: CertificateID, roles: [Role]) {
    self.certificate = certificate
    self.roles = roles
  }
}

/// A phone's decision about one file, before any TVS was asked.
package enum Judgement: Hashable, Sendable {
  case accepted(Carrier)
  case refused(RuleID)
  case ask(TVSQuestion)
}
