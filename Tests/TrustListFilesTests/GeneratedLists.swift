import ClusterModel
import TestSupport
import TrustListFiles
import TrustRules
import VirtualTime

/// A simulated list with the certificates and nodes it speaks of.
struct GeneratedList {
  var list: TrustList
  var book: CertificateBook
  var nodes: [ListedNode]

  var file: ListFile { ListFile(list, book, nodes: nodes, modified: Self.modified) }
  var listing: ListFileListing {
    ListFileListing(list, book, nodes: nodes, modified: Self.modified)
  }

  /// 2026-01-10 22:03:01.
  static let modified = Instant(microseconds: 1_768_082_581_000_000)

  /// The first ITL of a publisher `pub` whose CallManager was renewed twice.
  static let firstITL: GeneratedList = {
    var book = CertificateBook()
    let issue = { (book: inout CertificateBook, unit: CertificateUnit, name: String) in
      book.issue(
        to: .unit(unit, of: NodeID(0)), commonName: name, issued: modified,
        expires: modified.addingYears(5))
    }
    _ = issue(&book, .callManager, "cucm-pub")
    _ = issue(&book, .callManager, "cucm-pub")
    let callManager = issue(&book, .callManager, "cucm-pub")
    let recovery = issue(&book, .itlRecovery, "ITLRECOVERY_cucm-pub")
    let tvs = issue(&book, .tvs, "cucm-pub")
    let capf = issue(&book, .capf, "CAPF-1a2b3c4d")
    let list = TrustList(
      kind: .itl, signer: callManager,
      records: [
        TrustListRecord(role: .sast, certificate: callManager),
        TrustListRecord(role: .ccmTFTP, certificate: callManager),
        TrustListRecord(role: .sast, certificate: recovery),
        TrustListRecord(role: .tvs, certificate: tvs),
        TrustListRecord(role: .capf, certificate: capf),
      ])
    let node = ListedNode(name: "pub", dnsName: "cucm-pub", address: "10.1.1.5")
    return GeneratedList(list: list, book: book, nodes: [node])
  }()

  /// Some list: any kind, nodes, keys, names, authorities.
  init(seed: UInt64, kind: TrustList.Kind? = nil, authorities: [String?] = [nil, "ad-lab-CA"]) {
    var dice = Dice(seed: seed)
    var book = CertificateBook()
    nodes = (0...dice.below(4)).map { index in
      ListedNode(
        name: ["pub", "sub \(index)", "köln.\(index)", "s"][index % 4],
        dnsName: "cucm-\(index)", address: index == 3 ? "no address" : "10.1.1.\(index)")
    }
    var made: [CertificateID] = []
    for _ in 0...dice.below(12) {
      let owner: CertificateOwner =
        dice.below(8) == 0
        ? .token("ADN008580ef")
        : .unit(dice.pick(CertificateUnit.allCases), of: NodeID(dice.below(nodes.count)))
      made.append(
        book.issue(
          to: owner, authority: dice.pick(authorities),
          commonName: dice.pick(["cucm-pub", "ITLRECOVERY_x", "köln.example.org", "a b; c", "x"]),
          issued: Self.modified, expires: Self.modified.addingYears(5),
          bits: dice.pick([1_024, 2_048, 2_048, 4_096])))
    }
    let records = (0..<dice.below(12)).map { _ in
      TrustListRecord(role: dice.pick(Role.allCases), certificate: dice.pick(made))
    }
    list = TrustList(
      kind: kind ?? dice.pick([.itl, .ctl]), signer: dice.pick(made), records: records,
      isUnverifiable: dice.below(10) == 0)
    self.book = book
  }

  init(list: TrustList, book: CertificateBook, nodes: [ListedNode]) {
    self.list = list
    self.book = book
    self.nodes = nodes
  }
}

extension ListFile.Record {
  /// A record of which only the lengths matter.
  init(
    subject: Int, issuer: Int, serial: Int, key: Int, signature: Int, certificate: Int?,
    function: ListFunction, dnsName: SizedText = .emptyDNSName, ipAddress: SizedBytes? = nil
  ) {
    let name = { (length: Int) in SizedText(String(repeating: "x", count: length - 1)) }
    self.init(
      dnsName: dnsName, subjectName: name(subject), function: function, issuerName: name(issuer),
      serial: SerialNumber([UInt8](repeating: 7, count: serial)),
      publicKey: SizedBytes(byteCount: key), signature: SizedBytes(byteCount: signature),
      proof: certificate.map {
        .certificate(SizedBytes(byteCount: $0), sha1: [UInt8](repeating: 9, count: 20))
      } ?? .hash(SizedBytes([UInt8](repeating: 9, count: 20)), algorithm: 1),
      ipAddress: ipAddress)
  }
}

extension ListFile.Header {
  /// A header of which only the lengths matter.
  init(name: Int, serial: Int, authority: Int, signature: Int) {
    let text = { (length: Int) in SizedText(String(repeating: "x", count: length - 1)) }
    self.init(
      signerName: text(name), serial: SerialNumber([UInt8](repeating: 7, count: serial)),
      authorityName: text(authority), algorithms: nil,
      signature: SizedBytes([UInt8](repeating: 0x0F, count: signature)),
      filename: SizedBytes(byteCount: 12), timestamp: SizedBytes(byteCount: 4))
  }
}
