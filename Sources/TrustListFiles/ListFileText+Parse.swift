import ClusterModel

extension ListFileText {
  /// Reads a listing, from a terminal's log or from a copy of a document.
  ///
  /// Lines before the listing and behind its last sentence are passed over. What contradicts the
  /// layout but can be read is told as damage beside the listing.
  ///
  /// - Throws: ``ListFileTextError`` at the first line that no listing has.
  package static func parse(_ text: String) throws(ListFileTextError) -> ListFileReading {
    let lines = try ListFileLines(text)
    guard let kind = lines.kind else {
      throw ListFileTextError(line: max(1, lines.lastLine), problem: .notAListing)
    }
    var reader = ListFileReader(isSimulated: lines.isSimulated)
    let header = try reader.header(lines)
    var records: [ListFile.Record] = []
    for part in lines.parts.dropFirst() { records.append(try reader.record(part)) }
    let file = ListFile(kind: kind, header: header, records: records)
    reader.check(file, lines)
    var checksums = ListFileListing.Checksums.none
    if lines.hasNoChecksums { checksums = .notSimulated }
    if let md5 = lines.md5, let sha1 = lines.sha1 { checksums = .shown(md5: md5, sha1: sha1) }
    let listing = ListFileListing(
      file: file, isSimulated: lines.isSimulated, checksums: checksums,
      lastModified: lines.lastModified, usedToSign: lines.parts.dropFirst().map(\.usedToSign),
      verification: lines.verification)
    return ListFileReading(
      listing: listing, damages: reader.damages.sorted { $0.line < $1.line })
  }

  /// Bytes of one or two hexadecimal digits each; nil if anything else stands there.
  static func bytes(_ text: some StringProtocol, separator: Character) -> [UInt8]? {
    let digits = text.split(separator: separator)
    let bytes = digits.compactMap { digit in
      digit.count <= 2 && digit.allSatisfy(\.isHexDigit) ? UInt8(digit, radix: 16) : nil
    }
    return bytes.count == digits.count ? bytes : nil
  }
}

/// Looks at the contents of a listing's parts.
private struct ListFileReader {
  typealias HeaderTag = TrustListLayout.HeaderTag
  typealias RecordTag = TrustListLayout.RecordTag
  typealias Row = ListFilePart.Row

  let isSimulated: Bool
  var damages: [ListFileDamage] = []

  init(isSimulated: Bool) { self.isSimulated = isSimulated }

  mutating func header(_ lines: ListFileLines) throws(ListFileTextError) -> ListFile.Header {
    let part = lines.parts[0]
    let hasSignature = part.row(HeaderTag.signature.rawValue) != nil
    let row = { (tag: HeaderTag) throws(ListFileTextError) -> Row in
      try Self.row(tag.rawValue, ListFileSpelling.of(tag)[0], of: part, lines.lastLine)
    }
    guard let length = lines.headerLength else {
      throw ListFileTextError(
        line: part.rows.first?.line ?? lines.lastLine,
        problem: .missingTag("HeaderLength", record: 0))
    }
    var header = ListFile.Header(
      signerName: name(try row(.signerName), of: 0), serial: try serial(row(.serialNumber), of: 0),
      authorityName: name(try row(.authorityName), of: 0), algorithms: nil,
      signature: SizedBytes(byteCount: 0), filename: SizedBytes(byteCount: 12),
      timestamp: SizedBytes(byteCount: 4))
    header.version = try version(lines.version, line: length.line)
    if let row = part.row(HeaderTag.signerVersion.rawValue) {
      header.signerVersion = try version(row.value.joined(), line: row.line)
    }
    if hasSignature {
      let signature = try row(.signature)
      let bytes = try hexadecimal(signature, separator: " ")
      header.signature = SizedBytes(
        byteCount: signature.length, bytes: bytes.isEmpty ? nil : bytes)
      expect(signature, of: 0, shown: header.signature.bytes?.count ?? 0)
      let (filename, timestamp) = (try row(.filename), try row(.timestamp))
      header.filename.byteCount = filename.length
      header.timestamp.byteCount = timestamp.length
      // The product shows only ITLFile.tlv and CTLFile.tlv; the padding hides a changed length.
      fixed(filename, of: 0, filename.length, 12)
      fixed(timestamp, of: 0, timestamp.length, 4)
      for tag: HeaderTag in [.digestAlgorithm, .signatureAlgorithm, .signatureModulus] {
        fixed(try row(tag), of: 0, try row(tag).length, 1)
      }
      let info = (try row(.signatureInfo), try row(.signatureAlgorithmInfo))
      fixed(info.0, of: 0, info.0.length, 2)
      fixed(info.1, of: 0, info.1.length, 2)
      fixed(info.0, of: 0, try number(info.0), TrustListLayout.signatureInfoLength)
      fixed(info.1, of: 0, try number(info.1), TrustListLayout.signatureAlgorithmInfoLength)
    } else {
      // Of the lengths that RSA keys give, the one that makes the header as long as it says.
      header.signature.byteCount =
        [64, 128, 256, 384, 512].first {
          header.signature.byteCount = $0
          return header.byteCount == length.value
        } ?? 128
      damage(
        part.rows.last?.line ?? length.line, .signatureOmitted(inferred: header.signature.byteCount)
      )
    }
    let signerID = try row(.signerID)
    fixed(signerID, of: 0, signerID.length, 2)
    fixed(signerID, of: 0, try number(signerID), header.signerIDLength)
    if header.byteCount != length.value {
      damage(length.line, .headerLength(stated: length.value, sum: header.byteCount))
    }
    return header
  }

  mutating func record(_ part: ListFilePart) throws(ListFileTextError) -> ListFile.Record {
    let number = part.number
    let lastLine = part.rows.last?.line ?? part.line
    let row = { (tag: RecordTag) throws(ListFileTextError) -> Row in
      try Self.row(tag.rawValue, ListFileSpelling.of(tag)[0], of: part, lastLine)
    }
    if part.statedNumber != number {
      damage(part.line, .recordNumber(stated: part.statedNumber, expected: number))
    }
    let function = try row(.function)
    guard let listed = ListFunction(text: function.value.joined()) else {
      throw ListFileTextError(
        line: function.line, problem: .unknownFunction(function.value.joined()))
    }
    fixed(function, of: number, function.length, 2)
    let proof: ListFile.Proof
    switch (
      part.row(RecordTag.certificate.rawValue), part.row(RecordTag.certificateHash.rawValue)
    ) {
    case (let certificate?, nil): proof = try self.certificate(certificate, of: number)
    case (nil, let hash?):
      proof = try self.hash(hash, algorithm: row(.hashAlgorithm), of: number)
    default:
      throw ListFileTextError(line: lastLine, problem: .noSingleProof(record: number))
    }
    let address = part.row(RecordTag.ipAddress.rawValue)
    let record = ListFile.Record(
      dnsName: part.row(RecordTag.dnsName.rawValue).map { name($0, of: number) },
      subjectName: name(try row(.subjectName), of: number), function: listed,
      issuerName: name(try row(.issuerName), of: number),
      serial: try serial(row(.serialNumber), of: number),
      publicKey: SizedBytes(byteCount: try row(.publicKey).length),
      signature: SizedBytes(byteCount: try row(.signature).length), proof: proof,
      ipAddress: address.map { SizedBytes(byteCount: $0.length) })
    let length = try row(.recordLength)
    fixed(length, of: number, length.length, 2)
    let stated = try self.number(length)
    if stated != record.byteCount {
      damage(length.line, .recordLength(record: number, stated: stated, sum: record.byteCount))
    }
    return record
  }

  /// What only the whole file can tell.
  mutating func check(_ file: ListFile, _ lines: ListFileLines) {
    if let length = lines.fileLength {
      if length.value != file.byteCount {
        damage(length.line, .fileLength(stated: length.value, sum: file.byteCount))
      }
    } else {
      damage(1, .noFileLength)
    }
    for (record, part) in zip(file.records, lines.parts.dropFirst()) {
      guard let used = part.usedToSign, lines.verification != .failed else { continue }
      if used != file.isSigner(record) {
        damage(part.line, .usedToSign(record: part.number, stated: used))
      }
    }
    if lines.verification == .unstated { damage(lines.lastLine, .noVerification) }
  }

  // MARK: Fields

  /// The name as it fits its length: a copy of a document breaks lines and puts blanks there.
  private mutating func name(_ row: Row, of record: Int) -> SizedText {
    let plain = row.value.joined(separator: isSimulated ? "" : " ")
    let tight = row.value.joined()
    let candidates = [
      plain, tight, plain.replacing("; ", with: ";"), tight.replacing("; ", with: ";"),
    ]
    let fitting = candidates.first { SizedText($0, byteCount: row.length).isConsistent }
    if fitting == nil { expect(row, of: record, shown: tight.utf8.count + 1) }
    return SizedText(fitting ?? tight, byteCount: row.length)
  }

  private mutating func serial(_ row: Row, of record: Int) throws(ListFileTextError)
    -> SerialNumber
  {
    let text = row.value.joined()
    if isSimulated, text.hasPrefix("SIM:") {
      var serial = SerialNumber(simulated: text)
      expect(row, of: record, shown: serial.byteCount)
      serial.byteCount = row.length
      return serial
    }
    let bytes = try hexadecimal(row, separator: ":")
    expect(row, of: record, shown: bytes.count)
    return SerialNumber(byteCount: row.length, contents: .raw(bytes))
  }

  private mutating func certificate(_ row: Row, of record: Int) throws(ListFileTextError)
    -> ListFile.Proof
  {
    var row = row
    row.value = row.value.map {
      $0.hasSuffix("(SHA1 Hash HEX)") ? String($0.dropLast("(SHA1 Hash HEX)".count)) : $0
    }
    let sha1 = try hexadecimal(row, separator: " ")
    if sha1.count != SHA1.byteCount {
      damage(
        row.line,
        .contents("SHA1 Hash", record: record, stated: SHA1.byteCount, shown: sha1.count))
    }
    return .certificate(SizedBytes(byteCount: row.length), sha1: sha1)
  }

  private mutating func hash(_ row: Row, algorithm: Row, of record: Int)
    throws(ListFileTextError) -> ListFile.Proof
  {
    let bytes = try hexadecimal(row, separator: " ")
    expect(row, of: record, shown: bytes.count)
    fixed(algorithm, of: record, algorithm.length, 1)
    let name = algorithm.value.joined()
    guard
      let number = (1...3).first(where: { ListFileText.hashName($0) == name }) ?? UInt8(name)
    else { throw ListFileTextError(line: algorithm.line, problem: .notANumber(name)) }
    return .hash(SizedBytes(byteCount: row.length, bytes: bytes), algorithm: number)
  }

  private func version(_ text: String?, line: Int) throws(ListFileTextError) -> ListFile.Version {
    let numbers = (text ?? "").split(separator: ".").map { UInt8($0) }
    guard numbers.count == 2, let major = numbers[0], let minor = numbers[1] else {
      throw ListFileTextError(line: line, problem: .notANumber(text ?? "Version"))
    }
    return ListFile.Version(major: major, minor: minor)
  }

  private func hexadecimal(_ row: Row, separator: Character) throws(ListFileTextError) -> [UInt8] {
    let joined = row.value.joined(separator: separator == " " ? " " : "")
    guard let bytes = ListFileText.bytes(joined, separator: separator) else {
      throw ListFileTextError(line: row.line, problem: .notHexadecimal(joined))
    }
    return bytes
  }

  private func number(_ row: Row) throws(ListFileTextError) -> Int {
    let text = row.value.joined()
    guard let value = Int(text), (0...99_999_999).contains(value) else {
      throw ListFileTextError(line: row.line, problem: .notANumber(text))
    }
    return value
  }

  private static func row(_ tag: UInt8, _ name: String, of part: ListFilePart, _ lastLine: Int)
    throws(ListFileTextError) -> Row
  {
    guard let row = part.row(tag) else {
      throw ListFileTextError(
        line: lastLine, problem: .missingTag(name, record: part.number))
    }
    return row
  }

  // MARK: Damages

  private mutating func damage(_ line: Int, _ kind: ListFileDamage.Kind) {
    damages.append(ListFileDamage(line: line, kind: kind))
  }

  private mutating func expect(_ row: Row, of record: Int, shown: Int) {
    if shown != row.length {
      damage(row.line, .contents(row.name, record: record, stated: row.length, shown: shown))
    }
  }

  private mutating func fixed(_ row: Row, of record: Int, _ stated: Int, _ expected: Int) {
    if stated != expected {
      damage(row.line, .fixedNumber(row.name, record: record, stated: stated, expected: expected))
    }
  }
}
