import ClusterModel

extension RuleRecord {
  static let oldCertificateLeaves = RuleRecord(
    .oldCertificateLeaves, .changing, .assumed,
    source: "undocumented, our assumption",
    "The replaced certificate leaves each copy of the database as the new one arrives; no "
      + "TVS vouches for it any more.")
}

extension Deliberation {
  /// Whether the database still has a certificate that a later one of its owner replaced.
  mutating func remembersReplaced(
    _ certificate: CertificateID, in database: DatabaseCopy, _ book: CertificateBook
  ) -> CertificateUnit? {
    guard case .unit(let unit, let node) = book[certificate].owner,
      let current = database.certificate(unit, of: node),
      book[certificate].number < book[current].number
    else { return nil }
    return apply(.oldCertificateLeaves, nil, without: unit)
  }
}
