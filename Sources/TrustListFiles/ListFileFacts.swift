import ClusterModel

/// A certificate as a record of a trust list file tells of it.
package struct ListedCertificate: Hashable, Sendable {
  /// Common name of the subject; the whole subject where it has none.
  package var commonName: String
  /// Common name of the issuer; the whole issuer where it has none.
  package var issuer: String
  package var serial: SerialNumber
  /// Length of its key; nil where no RSA key of a usual length is as long.
  package var bits: Int?
  package var isSelfSigned: Bool
}

extension ListFile {
  /// The certificates of the records with this function, in order.
  package func certificates(as function: ListFunction) -> [ListedCertificate] {
    records.filter { $0.function == function }.compactMap(\.identity).map(ListedCertificate.init)
  }

  /// The certificate of the node whose TFTP made this ITL, and what it is listed for beside
  /// signing: call control and TFTP, or TFTP alone.
  ///
  /// It is the CallManager certificate that is listed twice; CallManager-ECDSA is listed once.
  /// Source: Cisco 117598, `show itl`; Security Guide 12.5, ITL records. nil in a blank list, and
  /// in a CTL, which names all nodes.
  package var owner: (certificate: ListedCertificate, function: ListFunction)? {
    guard kind == .itl else { return nil }
    let tokens = Set(records.filter { $0.function == .sast }.compactMap(\.identity?.serial))
    let servers = records.filter {
      $0.function == ListFunction(.ccmTFTP) || $0.function == ListFunction(.tftp)
    }
    let own =
      servers.first { $0.identity.map { tokens.contains($0.serial) } ?? false } ?? servers.first
    guard let own, let identity = own.identity else { return nil }
    return (ListedCertificate(identity), own.function)
  }

  /// Servers of which the list gives name and address and no certificate, as a CTL does once the
  /// cluster has left mixed mode.
  package var bareServers: [String] {
    records.filter { $0.identity == nil }.map { $0.dnsName?.text ?? "" }
  }

  /// The certificate that signed the file, where a record shows it.
  package var signer: ListedCertificate? {
    records.first { isSigner($0) }?.identity.map(ListedCertificate.init)
  }
}

extension ListedCertificate {
  fileprivate init(_ record: ListFile.Identity) {
    let subject = TrustListFiles.commonName(of: record.subjectName.text) ?? record.subjectName.text
    commonName = subject
    isSelfSigned = record.subjectName.text == record.issuerName.text
    issuer =
      isSelfSigned
      ? subject
      : TrustListFiles.commonName(of: record.issuerName.text) ?? record.issuerName.text
    serial = record.serial
    bits = [512, 1_024, 2_048, 3_072, 4_096].first {
      TrustListLayout.publicKeyByteCount(bits: $0) == record.publicKey.byteCount
    }
  }
}

/// The common name of a distinguished name, as the product writes those: `CN=pub;OU=TAC` or
/// `L=rtp,CN=pub`; nil where it has none.
package func commonName(of name: String) -> String? {
  let text = name.span
  var start = 0
  while start < text.count {
    var end = start
    while end < text.count, text[end] != UInt8(ascii: ";"), text[end] != UInt8(ascii: ",") {
      end += 1
    }
    while start < end, text[start] == 0x20 { start += 1 }
    let part = text.part(start, end)
    if part.count > 3, part.part(0, 3).isWord("cn=") {
      let plain = part.dropping(3)
      return plain.place(of: UInt8(ascii: "\"")) == nil
        ? plain.string
        : String(decoding: plain.bytes.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
    }
    start = end + 1
  }
  return nil
}

extension SerialNumber {
  /// In small hexadecimal digits without zeros in front; a simulated one by its name.
  package var plain: String {
    switch contents {
    case .simulated(let name): return name
    case .raw(let bytes):
      let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      let significant = digits.drop { $0 == "0" }
      return significant.isEmpty ? "0" : String(significant)
    }
  }
}
