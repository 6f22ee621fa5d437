package import ClusterModel

extension RuleRecord {
  static let itlTooLarge = RuleRecord(
    .itlTooLarge, .publishing, .conflict,
    source: "Security Guide 12.5, ITL file size",
    "An ITL of more than 39 records is refused by every phone, and a phone whose first "
      + "answering server offers one does not register; the other reading is a limit of 64 "
      + "KB.")
}

extension Deliberation {
  /// Whether phones refuse an ITL for its size.
  mutating func isTooLarge(_ itl: TrustList, _ book: CertificateBook) -> Bool {
    let standard = itl.records.count > 39
    let alternative = itl.byteCount(book) > 65_535
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
    let keyBytes = { (bits: Int) in bits / 8 + (bits >= 2_048 ? 14 : 12) }
    let signatureBytes = { (bits: Int) in bits / 8 }
    /// Subject and issuer, each `CN=` and a name and NUL.
    func names(_ id: CertificateID) -> Int {
      let subject = book[id].commonName
      return 2 * "CN=".count + subject.utf8.count + (book[id].authority ?? subject).utf8.count + 2
    }
    let serial = 16
    let signed = names(signer) + serial + 9
    let header =
      5 + 5 + 3 + signed + 18 + 3 + signatureBytes(book[signer].bits) + (3 + 12) + (3 + 4)
    var bytes = (header + 3) / 4 * 4
    for record in records {
      let certificate = book[record.certificate]
      let hashed = kind == .itl && (record.role == .tvs || record.role == .capf)
      let fields = [
        2, names(record.certificate), 2, serial, keyBytes(certificate.bits),
        signatureBytes(certificate.bits), hashed ? 20 + 1 + 3 : 700,
      ]
      bytes += 5 + 8 * 3 + fields.reduce(0, +) + (kind == .ctl ? 7 : 0)
    }
    return bytes
  }
}
