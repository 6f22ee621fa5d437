package import ClusterModel
package import VirtualTime

extension RuleRecord {
  static let tvsCache = RuleRecord(
    .tvsCache, .deciding, .documented,
    source: "Cisco 116232, TVS; Cisco 118893, phone trace",
    "A good answer of TVS is kept for 86,400 s; a question about a signature empties that first.")
}

extension Deliberation {
  /// Whether an answer that a phone still keeps is about this certificate.
  mutating func remembers(_ certificate: CertificateID, _ held: HeldState, now: Instant) -> Bool {
    guard let cached = held.cached, cached.certificate == certificate, cached.until > now else {
      return false
    }
    return apply(.tvsCache, true, without: false)
  }

  /// What a phone keeps after a good answer of TVS about a server of HTTPS services.
  package mutating func remembering(
    _ certificate: CertificateID, _ held: HeldState, now: Instant
  ) -> HeldState {
    var after = held
    after.cached = CachedAnswer(
      certificate: certificate, until: now + FixedConstant.answersKept.duration)
    return apply(.tvsCache, after, without: held)
  }

  /// What a phone keeps while it asks TVS about a signature.
  package mutating func forgettingAnswers(_ held: HeldState) -> HeldState {
    guard held.cached != nil else { return held }
    var after = held
    after.cached = nil
    return apply(.tvsCache, after, without: held)
  }
}
