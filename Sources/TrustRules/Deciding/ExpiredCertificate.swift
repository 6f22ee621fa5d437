package import ClusterModel
package import VirtualTime

extension RuleRecord {
  static let expiredCertificate = RuleRecord(
    .expiredCertificate, .deciding, .documented,
    source: "Cisco 214231, expired certificates; TVS answers assumed",
    "What an expired certificate signed is refused, a TVS that presents one is useless, "
      + "and no TVS vouches for one.")
}

extension Deliberation {
  /// Whether a certificate is past its last instant.
  package mutating func isExpired(
    _ certificate: CertificateID, _ book: CertificateBook, now: Instant
  ) -> Bool {
    guard book[certificate].expires <= now else { return false }
    return apply(.expiredCertificate, true, without: false)
  }
}
