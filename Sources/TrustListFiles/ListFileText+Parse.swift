import ClusterModel

extension ListFileText {
  /// Reads a listing, from a terminal's log or from a copy of a document.
  ///
  /// Lines before the listing and behind its last sentence are passed over. What contradicts the
  /// layout but can be read is told as damage beside the listing.
  ///
  /// - Throws: ``ListFileTextError`` at the first line that no listing has.
  package static func parse(_ text: String) throws(ListFileTextError) -> ListFileReading {
    let text = text.span
    var lines = ListFileLines()
    var start = 0
    while true {
      var end = start
      while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
      try lines.take(text.part(start, end))
      guard end < text.count else { return try parse(lines) }
      start = end + (text.matches("\r\n", at: end) ? 2 : 1)
    }
  }

  /// Reads a listing whose lines were taken one after the other.
  ///
  /// - Throws: ``ListFileTextError``, as the reading of a whole text does.
  package static func parse(_ lines: ListFileLines) throws(ListFileTextError) -> ListFileReading {
    guard let kind = lines.kind else {
      throw ListFileTextError(line: max(1, lines.lastLine), problem: .notAListing)
    }
    var reader = ListFileReader(lines)
    let header = try reader.header()
    var records: [ListFile.Record] = []
    records.reserveCapacity(lines.parts.count)
    var parts: [ListFilePart] = []
    for part in lines.parts.dropFirst() {
      guard let record = try reader.recordOfExcerpt(part) else { continue }
      records.append(record)
      parts.append(part)
    }
    let file = ListFile(kind: kind, header: header, records: records)
    reader.check(file, parts)
    var checksums = ListFileListing.Checksums.none
    if lines.hasNoChecksums { checksums = .notSimulated }
    if let md5 = lines.md5, let sha1 = lines.sha1 { checksums = .shown(md5: md5, sha1: sha1) }
    let listing = ListFileListing(
      file: file, isSimulated: lines.isSimulated, checksums: checksums,
      lastModified: lines.lastModified, usedToSign: parts.map(\.usedToSign),
      verification: lines.verification, isExcerpt: !lines.cuts.isEmpty)
    return ListFileReading(
      listing: listing, damages: reader.damages.sorted { $0.line < $1.line })
  }

  /// Whether a text is nothing but bytes of one or two hexadecimal digits each.
  static func isHexadecimal(_ text: TextSpan) -> Bool {
    var digits = 0
    return text.allSatisfy { byte in
      if TextSpan.isBlank(byte) || byte == 0x0A {
        digits = 0
        return true
      }
      digits += 1
      return TextSpan.digit(byte) != nil && digits <= 2
    }
  }

  /// Bytes of one or two hexadecimal digits each; nil if anything else stands there.
  ///
  /// A line feed parts them where blanks do; elsewhere a number may be broken over two lines.
  static func bytes(_ text: TextSpan, separator: UInt8) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 3 + 1)
    var (digits, value) = (0, UInt8(0))
    let areDigits = text.allSatisfy { byte in
      if byte == separator || separator == 0x20 && (byte == 0x0A || byte == 0x09) {
        if digits > 0 { bytes.append(value) }
        (digits, value) = (0, 0)
      } else if byte != 0x0A {
        guard digits < 2, let digit = TextSpan.digit(byte) else { return false }
        value = value << 4 | digit
        digits += 1
      }
      return true
    }
    guard areDigits else { return nil }
    if digits > 0 { bytes.append(value) }
    return bytes
  }
}

/// Looks at the contents of a listing's parts.
private struct ListFileReader {
  typealias HeaderTag = TrustListLayout.HeaderTag
  typealias RecordTag = TrustListLayout.RecordTag
  typealias Row = ListFilePart.Row

  let lines: ListFileLines
  var damages: [ListFileDamage] = []
  /// Names that were made before: a list has few, and each several times.
  private var made: [(start: Int, end: Int, text: String)] = []
  private var isSimulated: Bool { lines.isSimulated }

  init(_ lines: ListFileLines) { self.lines = lines }

  mutating func header() throws(ListFileTextError) -> ListFile.Header {
    let part = lines.parts[0]
    let lastLine = lines.lastLine
    let hasSignature = part.row(HeaderTag.signature.rawValue) != nil
    let row = { (tag: HeaderTag) throws(ListFileTextError) -> Row in
      try Self.row(tag, of: part, lastLine)
    }
    guard let length = lines.headerLength else {
      throw ListFileTextError(
        line: part.rows.first?.line ?? lastLine,
        problem: .missingTag("HeaderLength", record: 0))
    }
    var header = ListFile.Header(
      signerName: name(try row(.signerName), of: part),
      serial: try serial(row(.serialNumber), of: part),
      authorityName: name(try row(.authorityName), of: part), algorithms: nil,
      signature: SizedBytes(byteCount: 0), filename: SizedBytes(byteCount: 12),
      timestamp: SizedBytes(byteCount: 4))
    header.version = try version(lines.version, line: length.line)
    if let row = part.row(HeaderTag.signerVersion.rawValue) {
      header.signerVersion = try version(tight(row), line: row.line)
    }
    if hasSignature {
      let signature = try row(.signature)
      let bytes = try hexadecimal(signature, separator: 0x20)
      header.signature = SizedBytes(
        byteCount: signature.length, bytes: bytes.isEmpty ? nil : bytes)
      expect(signature, of: part, shown: header.signature.bytes?.count ?? 0)
      let (filename, timestamp) = (try row(.filename), try row(.timestamp))
      header.filename.byteCount = filename.length
      header.timestamp.byteCount = timestamp.length
      // The product shows only ITLFile.tlv and CTLFile.tlv; the padding hides a changed length.
      fixed(filename, of: part, filename.length, 12)
      fixed(timestamp, of: part, timestamp.length, 4)
      for tag: HeaderTag in [.digestAlgorithm, .signatureAlgorithm, .signatureModulus] {
        fixed(try row(tag), of: part, try row(tag).length, 1)
      }
      let info = (try row(.signatureInfo), try row(.signatureAlgorithmInfo))
      fixed(info.0, of: part, info.0.length, 2)
      fixed(info.1, of: part, info.1.length, 2)
      fixed(info.0, of: part, try number(info.0), TrustListLayout.signatureInfoLength)
      fixed(info.1, of: part, try number(info.1), TrustListLayout.signatureAlgorithmInfoLength)
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
    fixed(signerID, of: part, signerID.length, 2)
    fixed(signerID, of: part, try number(signerID), header.signerIDLength)
    if header.byteCount != length.value {
      damage(length.line, .headerLength(stated: length.value, sum: header.byteCount))
    }
    return header
  }

  mutating func record(_ part: ListFilePart) throws(ListFileTextError) -> ListFile.Record {
    let number = part.number
    let lastLine = part.rows.last?.line ?? part.line
    let row = { (tag: RecordTag) throws(ListFileTextError) -> Row in
      try Self.row(tag, of: part, lastLine)
    }
    if part.statedNumber != number {
      damage(part.line, .recordNumber(stated: part.statedNumber, expected: number))
    }
    let function = try row(.function)
    guard let listed = lines.withValue(function, ListFunction.init(span:)) else {
      throw ListFileTextError(line: function.line, problem: .unknownFunction(tight(function)))
    }
    fixed(function, of: part, function.length, 2)
    let address = part.row(RecordTag.ipAddress.rawValue)
    let record = ListFile.Record(
      dnsName: part.row(RecordTag.dnsName.rawValue).map { name($0, of: part) }, function: listed,
      identity: try identity(part), ipAddress: address.map { SizedBytes(byteCount: $0.length) })
    let length = try row(.recordLength)
    fixed(length, of: part, length.length, 2)
    let stated = try self.number(length)
    if stated != record.byteCount {
      damage(length.line, .recordLength(record: number, stated: stated, sum: record.byteCount))
    }
    return record
  }

  /// What a record says of a certificate; nil where it has name, function and address alone.
  private mutating func identity(_ part: ListFilePart) throws(ListFileTextError)
    -> ListFile.Identity?
  {
    let has = { (tag: RecordTag) in part.row(tag.rawValue) != nil }
    if has(.dnsName), has(.ipAddress), !RecordTag.ofIdentity.contains(where: has) { return nil }
    let lastLine = part.rows.last?.line ?? part.line
    let row = { (tag: RecordTag) throws(ListFileTextError) -> Row in
      try Self.row(tag, of: part, lastLine)
    }
    let proof: ListFile.Proof
    switch (
      part.row(RecordTag.certificate.rawValue), part.row(RecordTag.certificateHash.rawValue)
    ) {
    case (let certificate?, nil): proof = try self.certificate(certificate, of: part)
    case (nil, let hash?):
      proof = try self.hash(hash, algorithm: row(.hashAlgorithm), of: part)
    default:
      throw ListFileTextError(line: lastLine, problem: .noSingleProof(record: part.number))
    }
    // A security token has signed nothing of its own: its record shows no signature.
    let function = lines.withValue(try row(.function), ListFunction.init(span:))
    let isToken = lines.kind == .ctl && !has(.signature) && function == .sast
    return ListFile.Identity(
      subjectName: name(try row(.subjectName), of: part),
      issuerName: name(try row(.issuerName), of: part),
      serial: try serial(row(.serialNumber), of: part),
      publicKey: SizedBytes(byteCount: try row(.publicKey).length),
      signature: isToken ? nil : SizedBytes(byteCount: try row(.signature).length), proof: proof)
  }

  /// A record; nil for one of which lines were left out.
  mutating func recordOfExcerpt(_ part: ListFilePart) throws(ListFileTextError)
    -> ListFile.Record?
  {
    guard part.isCut else { return try record(part) }
    let known = damages
    if let record = try? record(part), damages == known { return record }
    damages = known
    damage(part.line, .recordCut(record: part.number))
    return nil
  }

  /// What only the whole file can tell.
  mutating func check(_ file: ListFile, _ parts: [ListFilePart]) {
    for line in lines.cuts { damage(line, .linesLeftOut) }
    if !lines.cuts.isEmpty {
      // Of an excerpt no sum is asked for.
    } else if let length = lines.fileLength {
      if length.value != file.byteCount {
        damage(length.line, .fileLength(stated: length.value, sum: file.byteCount))
      }
    } else {
      damage(1, .noFileLength)
    }
    for (record, part) in zip(file.records, parts) {
      guard let used = part.usedToSign, lines.verification != .failed else { continue }
      if used != file.isSigner(record) {
        damage(part.line, .usedToSign(record: part.number, stated: used))
      }
    }
    if lines.verification == .unstated { damage(lines.lastLine, .noVerification) }
  }

  // MARK: Fields

  /// The value, what stands on several lines put together.
  private func tight(_ row: Row) -> String {
    lines.withValue(row) { value in
      value.place(of: 0x0A) == nil
        ? value.string : String(decoding: value.bytes.filter { $0 != 0x0A }, as: UTF8.self)
    }
  }

  /// The name as it fits its length: a copy of a document breaks lines and puts blanks there.
  private mutating func name(_ row: Row, of part: ListFilePart) -> SizedText {
    let plain = text(row)
    if SizedText(plain, byteCount: row.length).isConsistent {
      return SizedText(plain, byteCount: row.length)
    }
    let tight = tight(row)
    let candidates = [tight, plain.replacing("; ", with: ";"), tight.replacing("; ", with: ";")]
    let fitting = candidates.first { SizedText($0, byteCount: row.length).isConsistent }
    if fitting == nil { expect(row, of: part, shown: tight.utf8.count + 1) }
    return SizedText(fitting ?? tight, byteCount: row.length)
  }

  /// The value with a blank where a line ends, one string for equal ones.
  private mutating func text(_ row: Row) -> String {
    let all = TextSpan(lines.kept)
    let value = all.part(row.start, row.end)
    for name in made where name.end - name.start == value.count {
      if all.part(name.start, name.end).isEqual(value) { return name.text }
    }
    var text = value.string
    if value.place(of: 0x0A) != nil {
      text = text.replacing("\n", with: isSimulated ? "" : " ")
    }
    made.append((row.start, row.end, text))
    return text
  }

  private mutating func serial(_ row: Row, of part: ListFilePart) throws(ListFileTextError)
    -> SerialNumber
  {
    if isSimulated {
      let text = tight(row)
      if text.hasPrefix("SIM:") {
        var serial = SerialNumber(simulated: text)
        expect(row, of: part, shown: serial.byteCount)
        serial.byteCount = row.length
        return serial
      }
    }
    let bytes = try hexadecimal(row, separator: UInt8(ascii: ":"))
    expect(row, of: part, shown: bytes.count)
    return SerialNumber(byteCount: row.length, contents: .raw(bytes))
  }

  private mutating func certificate(_ row: Row, of part: ListFilePart) throws(ListFileTextError)
    -> ListFile.Proof
  {
    var row = row
    // The caption is the last of the value, or a line of its own.
    let (caption, length): (StaticString, Int) = ("(SHA1 Hash HEX)", 15)
    if lines.withValue(row, { $0.hasSuffix(caption) }) { row.end -= length }
    let sha1 = try hexadecimal(row, separator: 0x20)
    if sha1.count != SHA1.byteCount {
      damage(
        row.line,
        .contents("SHA1 Hash", record: part.number, stated: SHA1.byteCount, shown: sha1.count))
    }
    return .certificate(SizedBytes(byteCount: row.length), sha1: sha1)
  }

  private mutating func hash(_ row: Row, algorithm: Row, of part: ListFilePart)
    throws(ListFileTextError) -> ListFile.Proof
  {
    let bytes = try hexadecimal(row, separator: 0x20)
    expect(row, of: part, shown: bytes.count)
    fixed(algorithm, of: part, algorithm.length, 1)
    let name = tight(algorithm)
    guard
      let number = (1...3).first(where: { ListFileText.hashName($0) == name }) ?? UInt8(name)
    else { throw ListFileTextError(line: algorithm.line, problem: .notANumber(name)) }
    return .hash(SizedBytes(byteCount: row.length, bytes: bytes), algorithm: number)
  }

  private func version(_ text: String?, line: Int) throws(ListFileTextError) -> ListFile.Version {
    if text == "1.2" { return ListFile.Version(major: 1, minor: 2) }
    let numbers = (text ?? "").split(separator: ".").map { UInt8($0) }
    guard numbers.count == 2, let major = numbers[0], let minor = numbers[1] else {
      throw ListFileTextError(line: line, problem: .notANumber(text ?? "Version"))
    }
    return ListFile.Version(major: major, minor: minor)
  }

  private func hexadecimal(_ row: Row, separator: UInt8) throws(ListFileTextError) -> [UInt8] {
    let bytes = lines.withValue(row) { ListFileText.bytes($0, separator: separator) }
    guard let bytes else {
      throw ListFileTextError(line: row.line, problem: .notHexadecimal(tight(row)))
    }
    return bytes
  }

  private func number(_ row: Row) throws(ListFileTextError) -> Int {
    guard let value = lines.withValue(row, \.number), (0...99_999_999).contains(value) else {
      throw ListFileTextError(line: row.line, problem: .notANumber(tight(row)))
    }
    return value
  }

  private static func row<Tag: RawRepresentable<UInt8>>(
    _ tag: Tag, of part: ListFilePart, _ lastLine: Int
  ) throws(ListFileTextError) -> Row {
    guard let row = part.row(tag.rawValue) else {
      let names = ListFileSpelling.all(Int(tag.rawValue), isHeader: part.number == 0)
      throw ListFileTextError(
        line: lastLine, problem: .missingTag("\(names?[0] ?? "?")", record: part.number))
    }
    return row
  }

  // MARK: Damages

  private mutating func damage(_ line: Int, _ kind: ListFileDamage.Kind) {
    damages.append(ListFileDamage(line: line, kind: kind))
  }

  private mutating func expect(_ row: Row, of part: ListFilePart, shown: Int) {
    if shown != row.length {
      damage(
        row.line,
        .contents(part.name(row), record: part.number, stated: row.length, shown: shown))
    }
  }

  private mutating func fixed(
    _ row: Row, of part: ListFilePart, _ stated: Int, _ expected: Int
  ) {
    if stated != expected {
      damage(
        row.line,
        .fixedNumber(part.name(row), record: part.number, stated: stated, expected: expected))
    }
  }
}
