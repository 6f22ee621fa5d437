package import ClusterModel
package import VirtualTime

extension RuleRecord {
  static let oneTrustCertificatePerName = RuleRecord(
    .oneTrustCertificatePerName, .changing, .documented,
    source: "Cisco 217138, trust certificates; that a bulk import obeys it too is assumed",
    "An upload replaces the certificate of the same subject in that store; one that has expired, or"
      + " is older than the one there, is refused.")
}

/// What becomes of a certificate that is put into a trust unit.
package enum TrustUpload: Hashable, Sendable {
  /// It is added, and takes the place of another; nil: of none.
  case added(replacing: CertificateID?)
  /// That very certificate is there.
  case isThere
  case refusedAsExpired
  case refusedAsOlder
}

extension Deliberation {
  /// What a database does with a certificate that is put into one of its trust units.
  package mutating func outcome(
    of delivery: TrustDelivery, into database: DatabaseCopy, _ book: CertificateBook, now: Instant
  ) -> TrustUpload {
    let certificate = delivery.certificate
    let there = database.trust.filter { $0.store == delivery.store && $0.isPresent.value }
    if there.contains(where: { $0.certificate == certificate }) { return .isThere }
    if book[certificate].expires <= now {
      return apply(
        .oneTrustCertificatePerName, .refusedAsExpired, without: .added(replacing: nil))
    }
    let same = there.first { book[$0.certificate].subject == book[certificate].subject }
    guard let same else { return .added(replacing: nil) }
    let isOlder = book[certificate].issued < book[same.certificate].issued
    return apply(
      .oneTrustCertificatePerName,
      isOlder ? .refusedAsOlder : .added(replacing: same.certificate),
      without: .added(replacing: nil))
  }
}

extension Certificate {
  /// What two certificates must share to be one and the same entry of a trust unit; an ECDSA
  /// certificate's common name ends with `-EC`.
  fileprivate var subject: String {
    switch owner {
    case .unit(.callManagerECDSA, _), .unit(.tomcatECDSA, _): commonName + "-EC"
    case .unit, .token: commonName
    }
  }
}
