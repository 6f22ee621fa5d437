package import ClusterModel
package import VirtualTime

/// Contents that stand where a real file has keys, signatures and certificates.
///
/// They are readable text that says so: nobody can take a simulated file for one that a phone would
/// accept.
enum Simulated {
  static let serialByteCount = 16
  /// A DER certificate is not modelled; this many bytes stand for it.
  static let certificateByteCount = 700
  private static let serialMark = Array("SIM:".utf8)

  /// Sixteen bytes that are different for different names.
  static func serialBytes(_ name: String) -> [UInt8] {
    serialMark + SHA1.hash(Array(name.utf8)).prefix(serialByteCount - serialMark.count)
  }

  /// Text that tells what stands here, filled up with NUL.
  static func contents(_ what: String, of name: String, byteCount: Int) -> [UInt8] {
    let text = Array("SIMULATED \(what) of \(name)".utf8.prefix(byteCount))
    return text + [UInt8](repeating: 0, count: byteCount - text.count)
  }

  /// The serial number with its simulated name, where the contents beside it tell that name.
  static func serial(_ bytes: [UInt8], beside contents: [UInt8], what: String) -> SerialNumber {
    let start = Array("SIMULATED \(what) of ".utf8)
    guard bytes.starts(with: serialMark), contents.starts(with: start) else {
      return SerialNumber(bytes)
    }
    let name = String(decoding: contents.dropFirst(start.count).prefix { $0 != 0 }, as: UTF8.self)
    return serialBytes(name) == bytes ? SerialNumber(simulated: name) : SerialNumber(bytes)
  }
}

/// How a node is called in files that a simulated cluster makes.
package struct ListedNode: Hashable, Sendable {
  /// The scenario's name for it, which stays when the server is renamed.
  package var name: String
  /// What a CTL record gives as its DNS name.
  package var dnsName: String
  /// IPv4 address in dotted decimals.
  package var address: String
  package init(name: String, dnsName: String, address: String) {
    self.name = name
    self.dnsName = dnsName
    self.address = address
  }

  /// The nodes of an estate as their servers are called now, each at the place of its number.
  package static func all(_ estate: Estate, _ servers: Servers) -> [ListedNode] {
    zip(estate.nodes, servers.nodes).map {
      ListedNode(name: $0.name, dnsName: $1.host, address: $1.address)
    }
  }
}

/// The name of a simulated certificate, which stands for its serial number:
/// `SIM:pub:CallManager:3`, or `SIM:token:NAME:1` for an eToken's.
package func simulatedSerial(of certificate: Certificate, nodes: [ListedNode]) -> String {
  switch certificate.owner {
  case .unit(let unit, let node):
    let name = nodes.indices.contains(node.index) ? nodes[node.index].name : "\(node.index)"
    return "SIM:\(name):\(unit.rawValue):\(certificate.number)"
  case .token(let name):
    return "SIM:token:\(name):\(certificate.number)"
  }
}

extension ListFile {
  /// The file that a simulated list would be.
  ///
  /// - Parameters:
  ///   - nodes: every node of the estate, at the place of its number.
  ///   - modified: when the file was written.
  package init(
    _ list: TrustList, _ book: CertificateBook, nodes: [ListedNode], modified: Instant
  ) {
    let signer = book[list.signer]
    let name = simulatedSerial(of: signer, nodes: nodes)
    let signatureLength = TrustListLayout.signatureByteCount(bits: signer.bits)
    let seconds = UInt32(clamping: modified.microseconds / 1_000_000)
    kind = list.kind
    header = Header(
      signerName: Self.subjectName(of: signer), serial: SerialNumber(simulated: name),
      authorityName: Self.issuerName(of: signer),
      algorithms: Algorithms(
        digest: 1, signature: 0,
        modulus: TrustListLayout.modulusCode(signatureByteCount: signatureLength)),
      signature: SizedBytes(
        Simulated.contents("signature", of: name, byteCount: signatureLength)),
      filename: SizedBytes(Array("\(list.kind.rawValue)File.tlv".utf8) + [0]),
      timestamp: SizedBytes([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: seconds >> $0) }))
    records = list.records.map { Self.record($0, of: list.kind, book, nodes) }
  }

  private static func subjectName(of certificate: Certificate) -> SizedText {
    SizedText("CN=" + certificate.commonName)
  }

  private static func issuerName(of certificate: Certificate) -> SizedText {
    SizedText("CN=" + (certificate.authority ?? certificate.commonName))
  }

  private static func record(
    _ record: TrustListRecord, of kind: TrustList.Kind, _ book: CertificateBook,
    _ nodes: [ListedNode]
  ) -> Record {
    let certificate = book[record.certificate]
    let name = simulatedSerial(of: certificate, nodes: nodes)
    let contents = { (what: String, byteCount: Int) in
      SizedBytes(Simulated.contents(what, of: name, byteCount: byteCount))
    }
    let der = contents("certificate", Simulated.certificateByteCount)
    let sha1 = SHA1.hash(der.bytes ?? [])
    let isHashed = kind == .itl && (record.role == .tvs || record.role == .capf)
    var node: ListedNode?
    if case .unit(_, let owner) = certificate.owner, nodes.indices.contains(owner.index) {
      node = nodes[owner.index]
    }
    return Record(
      dnsName: kind == .ctl ? node.map { SizedText($0.dnsName) } ?? .emptyDNSName : .emptyDNSName,
      function: ListFunction(record.role),
      identity: Identity(
        subjectName: subjectName(of: certificate), issuerName: issuerName(of: certificate),
        serial: SerialNumber(simulated: name),
        publicKey: contents(
          "public key", TrustListLayout.publicKeyByteCount(bits: certificate.bits)),
        signature: contents(
          "signature", TrustListLayout.signatureByteCount(bits: certificate.bits)),
        proof: isHashed
          ? .hash(SizedBytes(sha1), algorithm: 1) : .certificate(der, sha1: sha1)),
      ipAddress: kind == .ctl ? SizedBytes(addressBytes(node?.address)) : nil)
  }

  /// Four bytes; zeros where there is no IPv4 address.
  private static func addressBytes(_ text: String?) -> [UInt8] {
    let parts = (text ?? "").split(separator: ".", omittingEmptySubsequences: false)
    let bytes = parts.compactMap { UInt8($0) }
    return parts.count == 4 && bytes.count == 4 ? bytes : [0, 0, 0, 0]
  }
}
