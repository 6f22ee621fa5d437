package import ClusterModel

extension RuleRecord {
  static let itlTooLarge = RuleRecord(
    .itlTooLarge, .publishing, .conflict,
    source: "Security Guide 12.5, ITL file size",
    "Every phone refuses an ITL of more than 39 records. If the first server that answers offers"
      + " such an ITL, the phone does not register. Alternative: the limit is 64 KB.")
}

extension Deliberation {
  /// Whether phones refuse an ITL for its size.
  mutating func isTooLarge(_ itl: TrustList, _ book: CertificateBook) -> Bool {
    let standard = itl.recordCount > FixedConstant.itlRecords.amount
    let alternative = itl.byteCount(book) > FixedConstant.itlBytes.amount
    if standard || alternative { speak(.itlTooLarge) }
    return choose(.itlTooLarge, standard: standard, alternative: alternative)
  }
}

extension TrustList {
  /// Bytes of the file by its layout: header and records, tag by tag.
  ///
  /// Source: Cisco 116232 and 117598, `show itl`. Real sizes of DER certificates are not modelled:
  /// 700 bytes and a 16-byte serial number stand for them.
  package func byteCount(_ book: CertificateBook) -> Int {
    let signer = book[signer]
    let signed = signer.nameBytes + serialBytes + 9
    let header = 5 + 5 + 3 + signed + 18 + 3 + signer.bits / 8 + (3 + 12) + (3 + 4)
    // Records in common are part of ITLs only.
    return (header + 3) / 4 * 4 + (parts.common?.byteCount ?? 0)
      + (parts.first + parts.last).reduce(0) { $0 + $1.byteCount(in: kind, book) }
  }
}

private let serialBytes = 16

extension Certificate {
  /// Subject and issuer, each `CN=` and a name and NUL.
  fileprivate var nameBytes: Int {
    2 * "CN=".utf8.count + commonName.utf8.count + (authority ?? commonName).utf8.count + 2
  }
}

extension TrustListRecord {
  /// Bytes of the record in a list of this kind.
  func byteCount(in kind: TrustList.Kind, _ book: CertificateBook) -> Int {
    let certificate = book[certificate]
    let key = certificate.bits / 8 + (certificate.bits >= 2_048 ? 14 : 12)
    let content = kind == .itl && (role == .tvs || role == .capf) ? 20 + 1 + 3 : 700
    let fields =
      2 + certificate.nameBytes + 2 + serialBytes + key + certificate.bits / 8 + content
    return 5 + 8 * 3 + fields + (kind == .ctl ? 7 : 0)
  }
}
