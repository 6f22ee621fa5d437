import ClusterModel
import TrustListFiles

/// Logs as long as one likes of what an import asks for, on a cluster of eight nodes with TFTP, as
/// PuTTY writes them: line ends of Windows, a colour at each prompt, the pager's question here and
/// there.
package enum BenchLog {
  /// What the answers in a log are about.
  package enum Contents: String, CaseIterable {
    /// Everything that is asked, in turn.
    case mixed = "all commands, 3000 kinds of phones, 500 certificates, again and again"
    /// ITLs of all nodes.
    case lists = "nothing but show itl"
    /// Certificates, and lists of their names.
    case certificates = "nothing but certificates, each another"
  }

  /// A log of so many bytes, or somewhat more: it ends with a whole answer.
  package static func bytes(_ contents: Contents, count: Int) -> [UInt8] {
    var log = Log()
    log.bytes.reserveCapacity(count + (1 << 20))
    log.add(head)
    let lists = (0..<nodeCount).map { "admin:show itl\n" + list(of: $0) }
    var round = 0
    while log.bytes.count < count {
      switch contents {
      case .lists: log.add(lists[round % nodeCount])
      case .certificates:
        for unit in units { log.add(certificate(unit, node: round % nodeCount, round)) }
        if round % 50 == 0 { log.add(listOfCertificates(round)) }
      case .mixed:
        if round % nodeCount == 0 { log.add(database(round)) }
        log.add("admin:show status\nHost Name          : \(host(round % nodeCount))\n")
        for unit in units { log.add(certificate(unit, node: round % nodeCount, round)) }
        log.add(listOfCertificates(round))
        log.add(lists[round % nodeCount])
      }
      round += 1
    }
    return log.bytes
  }

  /// A log as a terminal program writes it.
  private struct Log {
    var bytes: [UInt8] = []
    private var linesToPager = 0
    private var dice: UInt64 = 7

    mutating func add(_ text: String) {
      let pager = "Press <enter> for 1 line, <space> for one page, or <q> to quit\r"
      let wiped = String(repeating: " ", count: 70) + "\r"
      for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
        linesToPager -= 1
        // Hardly two answers have it at the same places, so that they are not the same bytes.
        if linesToPager <= 0 {
          bytes += (pager + wiped).utf8
          dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          linesToPager = 10 + Int(dice >> 33) % 50
        }
        if line.starts(with: "admin:".utf8) {
          bytes += "\u{1B}[1;32madmin:\u{1B}[0m".utf8
          bytes += line.dropFirst("admin:".utf8.count)
        } else {
          bytes += line
        }
        bytes += "\r\n".utf8
      }
    }
  }

  // MARK: Answers

  private static let nodeCount = 8
  private static let units = ["CallManager", "TVS", "CAPF", "tomcat", "ITLRecovery"]

  private static func host(_ node: Int) -> String { node == 0 ? "pub" : "sub\(node)" }

  /// Different hexadecimal digits for different numbers.
  private static func serial(_ number: Int) -> String {
    let digits = String(UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15, radix: 16)
    return String(repeating: "7", count: 32 - digits.count) + digits
  }

  /// Everything that an inventory cannot do without, each once.
  private static var head: String {
    var text = "=~=~=~= PuTTY log 2026.01.10 21:40:00 =~=~=~=~=\nadmin:show version active\n"
    text += "Active Master Version: 12.5.1.13900-152\nadmin:show network cluster\n"
    for node in 0..<nodeCount {
      text += "10.1.1.\(node + 5) \(host(node)).home.lab \(host(node)) "
      text += "\(node == 0 ? "Publisher" : "Subscriber") callmanager DB authenticated\n"
    }
    text += table("services", [("servername", 12), ("service", 45)], last: "isactive")
    for node in 0..<nodeCount {
      for service in ["Cisco CallManager", "Cisco Tftp"] {
        text += padded("10.1.1.\(node + 5)", 12) + padded(service, 45) + "t\n"
      }
    }
    text += table("groups", [("cmgroup", 10), ("servername", 12)], last: "priority")
    text += padded("Default", 10) + padded("10.1.1.6", 12) + "0\n"
    text += table("parameters", [("paramname", 25)], last: "paramvalue")
    text += padded("ClusterSecurityMode", 25) + "0\n"
    return text + phones(pools: 1)
  }

  private static func list(of node: Int) -> String {
    let own = "CN=\(host(node)).home.lab;OU=tac;O=lab;L=rtp;ST=nc;C=US"
    let record = { (name: String, number: Int, function: ListFunction) in
      ListFile.Record(
        dnsName: .emptyDNSName, subjectName: SizedText(name), function: function,
        issuerName: SizedText(name), serial: SerialNumber(hexadecimal: serial(number)),
        publicKey: SizedBytes(byteCount: 270), signature: SizedBytes(byteCount: 256),
        proof: .hash(SizedBytes(Array(repeating: UInt8(number & 255), count: 20)), algorithm: 1),
        ipAddress: nil)
    }
    let recovery = own.replacing("CN=", with: "CN=ITLRECOVERY_")
    var records = [
      record(own, node, .sast), record(own, node, ListFunction(.ccmTFTP)),
      record(recovery, 100, .sast), record("CN=CAPF-1f2e3d4c;OU=tac", 101, ListFunction(.capf)),
    ]
    for other in 0..<nodeCount {
      records.append(
        record(
          own.replacing(host(node) + ".", with: host(other) + "."), 200 + other,
          ListFunction(.tvs)))
    }
    let header = ListFile.Header(
      signerName: SizedText(recovery), serial: SerialNumber(hexadecimal: serial(100)),
      authorityName: SizedText(recovery), algorithms: nil,
      signature: SizedBytes((0..<256).map { UInt8(($0 &* 73 &+ node) & 255) }),
      filename: SizedBytes(byteCount: 12), timestamp: SizedBytes(byteCount: 4))
    return ListFileText.render(
      ListFileListing(
        of: ListFile(kind: .itl, header: header, records: records), isSimulated: false,
        checksums: .shown(md5: serial(node + 300), sha1: serial(node + 400) + "7f7f7f7f"),
        lastModified: "Wed Jan 07 10:24:27 CET 2026"))
  }

  private static func certificate(_ unit: String, node: Int, _ round: Int) -> String {
    let name = "L=rtp, ST=nc, CN=\(host(node)).home.lab, OU=tac, O=lab, C=US"
    let key = serial(round) + serial(round + 1) + "\n    "
    return """
      admin:show cert own \(unit)
      [
        Version: V3
        Serial Number: \(serial(round * 5 + unit.utf8.count))
        SignatureAlgorithm: SHA256withRSA (1.2.840.113549.1.1.11)
        Issuer Name: \(name)
        Validity From: Mon Mar 31 14:08:34 CDT 2024
                 To:   Sat Mar 30 14:08:33 CDT 2029
        Subject Name: \(name)
        Key: RSA (1.2.840.113549.1.1.1)
          Key value: \(key + key + key + key + key + key + key + key)
        Extensions: 3 present
        [
           Extension: KeyUsage (OID.2.5.29.15)
           Critical: false
           Usages: digitalSignature, keyEncipherment, dataEncipherment, keyCertSign,
        ]
      ]

      """
  }

  private static func listOfCertificates(_ round: Int) -> String {
    var text = "admin:show cert list own\n"
    for unit in units {
      text += "\(unit)/\(unit).pem: Self-signed certificate generated by system\n"
    }
    text += "admin:show cert list trust\n"
    for number in 0..<100 {
      text += "CallManager-trust/\(serial(round * 100 + number)).pem: Certificate Signed by CN=CA\n"
    }
    return text
  }

  private static func phones(pools: Int) -> String {
    var text = table(
      "phones", [("devicepool", 20), ("cmgroup", 10), ("model", 20), ("securitymode", 14)],
      last: "phones")
    for pool in 0..<pools {
      for model in ["8861", "8845", "7841", "8832", "7821"] {
        text += padded("pool \(pool)", 20) + padded("Default", 10) + padded("Cisco \(model)", 20)
        text += padded("Non Secure", 14) + "\(pool % 13 + 1)\n"
      }
    }
    return text
  }

  private static func database(_ round: Int) -> String {
    var text = phones(pools: 600)
    text += table(
      "certificates", [("servername", 12), ("unit", 20), ("serialnumber", 40)], last: "issuername")
    for number in 0..<500 {
      let unit = number < 40 ? units[number % 5] : "CallManager-trust"
      text += padded("10.1.1.\(number % nodeCount + 5)", 12) + padded(unit, 20)
      text += padded(serial(round + number), 40) + "CN=An authority\n"
    }
    return text
  }

  private static func table(
    _ what: String, _ columns: [(name: String, width: Int)], last: String
  ) -> String {
    "admin:run sql select \(what)\n" + columns.map { padded($0.name, $0.width) }.joined()
      + "\(last)\n"
      + columns.map { String(repeating: "=", count: $0.width) + " " }.joined()
      + "====================\n"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: width + 1 - text.utf8.count)
  }
}

extension SerialNumber {
  fileprivate init(hexadecimal digits: String) {
    let nibbles = digits.utf8.compactMap(TextSpan.digit)
    self.init(
      stride(from: 0, to: nibbles.count - 1, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] })
  }
}
