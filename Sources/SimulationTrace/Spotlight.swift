package import ClusterModel
package import TrustRules
package import VirtualTime

/// One phone at one instant: what it is, holds and can do, and where it stands.
package struct PhoneState: Hashable, Sendable {
  package var cohort: Cohort
  package var isPowered: Bool
  package var registeredAt: NodeID?
  package var held: HeldState
  package var word: TrustWord
  /// What it would refuse if it booted now: nobody on site can see it.
  package var refusals: [Refusal]
  /// What it refused when it last judged its files: its status messages say so.
  package var hasRefused: [Refusal]
  package var carrier: Carrier?
  package var anchors: Int
  package var hasOldConfiguration: Bool
  /// Why it could not register if it booted now, server by server; empty where it could.
  package var obstacles: [RegistrationObstacle]
  /// Remedies that save it, the cheapest first; empty unless it refuses.
  package var remedies: [RecoveryAction]

  package init(
    cohort: Cohort, isPowered: Bool, registeredAt: NodeID?, held: HeldState, word: TrustWord,
    refusals: [Refusal], hasRefused: [Refusal], carrier: Carrier?, anchors: Int,
    hasOldConfiguration: Bool,
    obstacles: [RegistrationObstacle], remedies: [RecoveryAction]
  ) {
    self.cohort = cohort
    self.isPowered = isPowered
    self.registeredAt = registeredAt
    self.held = held
    self.word = word
    self.refusals = refusals
    self.hasRefused = hasRefused
    self.carrier = carrier
    self.anchors = anchors
    self.hasOldConfiguration = hasOldConfiguration
    self.obstacles = obstacles
    self.remedies = remedies
  }
}

/// Something that happened to one phone, or that it did.
package enum PhoneEvent: Hashable, Sendable {
  /// Where it stands at a census.
  case stands(Census.Occasion, PhoneState)
  case resetOrdered
  case booted
  case lostPower
  case gotPower
  /// A file came from this node; nil for a CTL that the node does not have.
  case judged(PhoneFile, from: NodeID, signer: CertificateID?, Judgement)
  /// It asked a TVS server of its last accepted configuration about a signer.
  case asked(NodeID, about: CertificateID, TVSReply)
  /// Its configuration names no TVS server that is left to ask.
  case nobodyToAsk
  case gaveUpServer
  /// It registered there, after others had not taken it: why, in the order in which it tried them.
  case registered(NodeID, after: [RegistrationObstacle])
  /// No server took it: why, in the order in which it tried them; empty: the one that would have
  /// went away before it answered.
  case notRegistered([RegistrationObstacle])
  /// It boots again and again in vain until the servers change; these boots are not told.
  case triesInVain
  case lostRegistration
  /// Somebody deleted its lists at the phone itself.
  case listsDeleted(alsoCTL: Bool)
}

/// An event of one phone under a spotlight.
package struct SpotlitEntry: Hashable, Sendable {
  package var time: Instant
  /// Place in file order.
  package var phone: Int
  package var event: PhoneEvent
  package init(time: Instant, phone: Int, event: PhoneEvent) {
    self.time = time
    self.phone = phone
    self.event = event
  }
}
