import ClusterModel

/// The text of `show itl` and `show ctl`, as releases from 10.0 lay it out.
///
/// Source: Cisco 118893, `show ctl` of 10.5(1); 117598, `show itl` of 10.0(1). The first column is
/// headed BYTEPOS by the product and holds the tag.
package enum ListFileText {
  /// The first line of a text that the simulator made.
  package static let simulatedHeading = "SIMULATED"

  /// The listing as text, each line ended by a line feed.
  package static func render(_ listing: ListFileListing) -> String {
    let file = listing.file
    let kind = file.kind.rawValue
    var out = Lines()
    if listing.isSimulated { out.add(simulatedHeading) }
    switch listing.checksums {
    case .none: break
    case .notSimulated: out.add("The checksum value of the \(kind) file:", "(not simulated)", "")
    case .shown(let md5, let sha1):
      out.add("The checksum value of the \(kind) file:", "\(md5)(MD5)", "\(sha1)(SHA1)", "")
    }
    out.add("Length of \(kind) file: \(file.byteCount)")
    if let date = listing.lastModified { out.add("The \(kind) File was last modified on \(date)") }
    out.add("", "Parse \(kind) File", "----------------", "")
    header(file.header, into: &out)
    for (index, record) in file.records.enumerated() {
      out.add("", "\(kind) Record #:\(index + 1)", "----")
      self.record(record, into: &out)
      if listing.usedToSign.indices.contains(index), let used = listing.usedToSign[index] {
        out.add("This etoken was \(used ? "" : "not ")used to sign the \(kind) file.")
      }
    }
    switch listing.verification {
    case .verified: out.add("", "The \(kind) file was verified successfully.")
    case .failed:
      out.add("", "Verification of the \(kind) file failed.", "Error parsing the \(kind) file!!")
    case .unstated: break
    }
    return out.text
  }

  private static func header(_ header: ListFile.Header, into out: inout Lines) {
    out.add("Version:        \(header.version.text)")
    out.add("HeaderLength:   \(header.byteCount) (BYTES)", "")
    out.columns()
    let row = { (out: inout Lines, tag: TrustListLayout.HeaderTag, length: Int, value: String) in
      out.row(Int(tag.rawValue), ListFileSpelling.of(tag), length, value)
    }
    if let version = header.signerVersion { row(&out, .signerVersion, 2, version.text) }
    row(&out, .signerID, 2, "\(header.signerIDLength)")
    row(&out, .signerName, header.signerName.byteCount, header.signerName.text)
    row(&out, .serialNumber, header.serial.byteCount, text(header.serial))
    row(&out, .authorityName, header.authorityName.byteCount, header.authorityName.text)
    row(&out, .signatureInfo, 2, "\(TrustListLayout.signatureInfoLength)")
    row(&out, .digestAlgorithm, 1, "")
    row(&out, .signatureAlgorithmInfo, 2, "\(TrustListLayout.signatureAlgorithmInfoLength)")
    row(&out, .signatureAlgorithm, 1, "")
    row(&out, .signatureModulus, 1, "")
    row(&out, .signature, header.signature.byteCount, "")
    let signature = header.signature.bytes ?? []
    for start in stride(from: 0, to: signature.count, by: 8) {
      let bytes = signature[start..<min(start + 8, signature.count)]
      out.add(bytes.map { Lines.padded(String($0, radix: 16), to: 4) }.joined())
    }
    row(&out, .filename, header.filename.byteCount, "")
    row(&out, .timestamp, header.timestamp.byteCount, "")
  }

  private static func record(_ record: ListFile.Record, into out: inout Lines) {
    out.columns()
    let row = { (out: inout Lines, tag: TrustListLayout.RecordTag, length: Int, value: String) in
      out.row(Int(tag.rawValue), ListFileSpelling.of(tag), length, value)
    }
    row(&out, .recordLength, 2, "\(record.byteCount)")
    if let name = record.dnsName { row(&out, .dnsName, name.byteCount, name.text) }
    if let name = record.identity?.subjectName {
      row(&out, .subjectName, name.byteCount, name.text)
    }
    row(&out, .function, 2, record.function.text)
    if let identity = record.identity {
      row(&out, .issuerName, identity.issuerName.byteCount, identity.issuerName.text)
      row(&out, .serialNumber, identity.serial.byteCount, text(identity.serial))
      row(&out, .publicKey, identity.publicKey.byteCount, "")
      if let signature = identity.signature { row(&out, .signature, signature.byteCount, "") }
      if case .certificate(let bytes, let sha1) = identity.proof {
        row(&out, .certificate, bytes.byteCount, hexadecimal(sha1, " ") + " (SHA1 Hash HEX)")
      }
    }
    if let address = record.ipAddress { row(&out, .ipAddress, address.byteCount, "") }
    if case .hash(let bytes, let algorithm) = record.identity?.proof {
      row(&out, .certificateHash, bytes.byteCount, hexadecimal(bytes.bytes ?? [], " "))
      row(&out, .hashAlgorithm, 1, hashName(algorithm))
    }
  }

  /// Names of hash algorithms; only SHA-1 is seen in listings.
  static func hashName(_ algorithm: UInt8) -> String {
    switch algorithm {
    case 1: "SHA-1"
    case 2: "SHA-256"
    case 3: "SHA-512"
    default: String(algorithm)
    }
  }

  private static func text(_ serial: SerialNumber) -> String {
    switch serial.contents {
    case .raw(let bytes): hexadecimal(bytes, ":")
    case .simulated(let name): name
    }
  }

  private static func hexadecimal(_ bytes: [UInt8], _ separator: String) -> String {
    bytes.map {
      let digits = String($0, radix: 16, uppercase: true)
      return digits.count == 1 ? "0" + digits : digits
    }.joined(separator: separator)
  }

  /// Text that grows line by line.
  private struct Lines {
    var text = ""

    mutating func add(_ lines: String...) {
      for line in lines {
        let end = line.utf8.lastIndex { $0 != UInt8(ascii: " ") }
        text += end.map { line[...$0] } ?? ""
        text += "\n"
      }
    }

    mutating func columns() {
      add("BYTEPOS TAG             LENGTH  VALUE", "------- ---             ------  -----")
    }

    /// Columns as tabulator stops of eight make them.
    mutating func row(_ tag: Int, _ name: String, _ length: Int, _ value: String) {
      let stop = max(16, (name.utf8.count / 8 + 1) * 8)
      add(
        Self.padded("\(tag)", to: 8) + Self.padded(name, to: stop)
          + Self.padded("\(length)", to: 8) + value)
    }

    static func padded(_ text: String, to width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.utf8.count))
    }
  }
}

/// How the product spells the tags, its usual spelling first, and how copies of its documents do.
enum ListFileSpelling {
  /// The usual spelling.
  static func of(_ tag: TrustListLayout.HeaderTag) -> String { "\(header[Int(tag.rawValue)][0])" }

  /// The usual spelling.
  static func of(_ tag: TrustListLayout.RecordTag) -> String { "\(record[Int(tag.rawValue)][0])" }

  /// All spellings of the tag of this number; nil where no row has it.
  static func all(_ tag: Int, isHeader: Bool) -> [StaticString]? {
    let table = isHeader ? header : record
    return table.indices.contains(tag) && !table[tag].isEmpty ? table[tag] : nil
  }

  private static let header: [[StaticString]] = table(TrustListLayout.HeaderTag.allCases) {
    tag in
    switch tag {
    case .version, .headerLength, .padding: []
    case .signerID: ["SIGNERID"]
    case .signerName: ["SIGNERNAME"]
    case .serialNumber: ["SERIALNUMBER"]
    case .authorityName: ["CANAME"]
    case .signatureInfo: ["SIGNATUREINFO"]
    case .digestAlgorithm: ["DIGESTALGORTITHM", "DIGESTALGORITHM"]
    case .signatureAlgorithmInfo: ["SIGNATUREALGOINFO"]
    case .signatureAlgorithm: ["SIGNATUREALGORTITHM", "SIGNATUREALGORITHM"]
    case .signatureModulus: ["SIGNATUREMODULUS"]
    case .signature: ["SIGNATURE"]
    case .filename: ["FILENAME"]
    case .timestamp: ["TIMESTAMP"]
    case .signerVersion: ["SIGNERVERSION"]
    }
  }

  private static let record: [[StaticString]] = table(TrustListLayout.RecordTag.allCases) {
    tag in
    switch tag {
    case .recordLength: ["RECORDLENGTH"]
    case .dnsName: ["DNSNAME"]
    case .subjectName: ["SUBJECTNAME"]
    case .function: ["FUNCTION"]
    case .issuerName: ["ISSUERNAME", "ISSUENAME", "ISSUERNAM"]
    case .serialNumber: ["SERIALNUMBER"]
    case .publicKey: ["PUBLICKEY"]
    case .signature: ["SIGNATURE"]
    case .certificate: ["CERTIFICATE"]
    case .ipAddress: ["IPADDRESS"]
    case .certificateHash: ["CERTHASH"]
    case .hashAlgorithm: ["HASH ALGORITHM", "HASHALGORITHM"]
    }
  }

  /// The spellings at the place of each tag's number.
  private static func table<Tag: RawRepresentable<UInt8>>(
    _ tags: [Tag], _ spellings: (Tag) -> [StaticString]
  ) -> [[StaticString]] {
    var table: [[StaticString]] = Array(
      repeating: [], count: Int(tags.map(\.rawValue).max() ?? 0) + 1)
    for tag in tags { table[Int(tag.rawValue)] = spellings(tag) }
    return table
  }
}
