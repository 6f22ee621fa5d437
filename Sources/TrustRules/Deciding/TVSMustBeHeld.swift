import ClusterModel

extension RuleRecord {
  static let tvsMustBeHeld = RuleRecord(
    .tvsMustBeHeld, .deciding, .documented,
    source: "Cisco 116232, contacting TVS",
    "The certificate that the running TVS presents must match a TVS record of the ITL the "
      + "phone holds; otherwise that server is useless to it.")
}

extension Deliberation {
  /// Whether the ITL a phone holds has a TVS record for the certificate a server presents.
  mutating func holds(_ itl: TrustList?, tvs presented: CertificateID) -> Bool {
    find(.tvsMustBeHeld, itl?.names(presented, as: [.tvs]) ?? false)
  }
}
