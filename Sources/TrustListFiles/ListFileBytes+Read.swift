import ClusterModel

/// Why bytes are no trust list file, and where.
package struct ListFileReadError: Error, Hashable, Sendable {
  package enum Problem: Hashable, Sendable {
    /// The value needs so many bytes and so many are left.
    case endsEarly(needed: Int, left: Int)
    case unknownTag(UInt8)
    case repeatedTag(UInt8)
    case missingTag(UInt8)
    case wrongLength(tag: UInt8, stated: Int, expected: Int)
    /// The header, or a record, says another length than its fields have.
    case wrongSize(stated: Int, actual: Int)
    /// A name is not UTF-8.
    case notText(tag: UInt8)
    /// A record has both a certificate and a hash, or neither.
    case noSingleProof
  }
  /// Bytes from the start of the file.
  package var offset: Int
  package var problem: Problem
  package init(offset: Int, problem: Problem) {
    self.offset = offset
    self.problem = problem
  }
}

extension ListFileBytes {
  /// Reads a file.
  ///
  /// - Throws: ``ListFileReadError`` at the first byte that fits no trust list.
  package static func read(_ bytes: [UInt8]) throws(ListFileReadError) -> ListFile {
    var (header, position) = try readHeader(bytes)
    var records: [ListFile.Record] = []
    while position < bytes.count {
      let (record, end) = try readRecord(bytes, at: position)
      records.append(record)
      position = end
    }
    // The file says what it is only by its name.
    let isCTL = header.filename.bytes?.starts(with: Array("CTL".utf8)) ?? false
    if let signature = header.signature.bytes {
      header.serial = Simulated.serial(header.serial.bytes, beside: signature, what: "signature")
    }
    return ListFile(kind: isCTL ? .ctl : .itl, header: header, records: records)
  }

  // table: one case a tag
  private static func readHeader(_ bytes: [UInt8]) throws(ListFileReadError)
    -> (header: ListFile.Header, end: Int)
  {
    var fields = Fields<Layout.HeaderTag>(bytes, from: 0, to: bytes.count)
    guard try fields.next() == .version else { throw fields.missing(.version) }
    let version = try fields.version(.version)
    guard try fields.next() == .headerLength else { throw fields.missing(.headerLength) }
    let length = try fields.number(.headerLength)
    guard length <= bytes.count else {
      throw fields.error(.endsEarly(needed: length, left: bytes.count))
    }
    fields.end = length
    var signerIDLength = 0
    while let tag = try fields.next(besides: .padding) {
      switch tag {
      case .signerID: signerIDLength = fields.length
      case .signatureInfo:
        try fields.expect(Layout.signatureInfoLength)
      case .signatureAlgorithmInfo:
        try fields.expect(Layout.signatureAlgorithmInfoLength)
      case .digestAlgorithm, .signatureAlgorithm, .signatureModulus:
        try fields.expect(1)
        try fields.take()
      case .version, .headerLength, .signerVersion:
        try fields.expect(2)
        try fields.take()
      case .signerName, .serialNumber, .authorityName, .signature, .filename, .timestamp:
        try fields.take()
      case .padding: break
      }
    }
    var header = ListFile.Header(
      signerName: try fields.text(.signerName),
      serial: SerialNumber(try fields.value(.serialNumber)),
      authorityName: try fields.text(.authorityName),
      algorithms: ListFile.Algorithms(
        digest: try fields.value(.digestAlgorithm)[0],
        signature: try fields.value(.signatureAlgorithm)[0],
        modulus: try fields.value(.signatureModulus)[0]),
      signature: SizedBytes(try fields.value(.signature)),
      filename: SizedBytes(try fields.value(.filename)),
      timestamp: SizedBytes(try fields.value(.timestamp)))
    header.version = version
    for required: Layout.HeaderTag in [.signerID, .signatureInfo, .signatureAlgorithmInfo] {
      _ = try fields.place(required)
    }
    if fields.has(.signerVersion) { header.signerVersion = try fields.version(.signerVersion) }
    guard signerIDLength == header.signerIDLength else {
      throw ListFileReadError(
        offset: try fields.place(.signerID),
        problem: .wrongSize(stated: signerIDLength, actual: header.signerIDLength))
    }
    guard header.byteCount == length else {
      throw ListFileReadError(
        offset: try fields.place(.headerLength),
        problem: .wrongSize(stated: length, actual: header.byteCount))
    }
    return (header, length)
  }

  private static func readRecord(_ bytes: [UInt8], at start: Int) throws(ListFileReadError)
    -> (record: ListFile.Record, end: Int)
  {
    var fields = Fields<Layout.RecordTag>(bytes, from: start, to: bytes.count)
    guard try fields.next() == .recordLength else { throw fields.missing(.recordLength) }
    let length = try fields.number(.recordLength)
    guard length <= bytes.count - start else {
      throw fields.error(.endsEarly(needed: length, left: bytes.count - start))
    }
    fields.end = start + length
    while let tag = try fields.next() {
      if tag == .function { try fields.expect(2) }
      if tag == .hashAlgorithm { try fields.expect(1) }
      try fields.take()
    }
    let function = try fields.value(.function)
    let record = ListFile.Record(
      dnsName: fields.has(.dnsName) ? try fields.text(.dnsName) : nil,
      function: ListFunction(rawValue: UInt16(function[0]) << 8 | UInt16(function[1])),
      identity: try identity(fields, start),
      ipAddress: fields.has(.ipAddress) ? SizedBytes(try fields.value(.ipAddress)) : nil)
    guard record.byteCount == length else {
      throw ListFileReadError(
        offset: start, problem: .wrongSize(stated: length, actual: record.byteCount))
    }
    return (record, start + length)
  }

  /// What the record says of a certificate; nil where it has name, function and address alone.
  private static func identity(_ fields: Fields<Layout.RecordTag>, _ start: Int)
    throws(ListFileReadError) -> ListFile.Identity?
  {
    if fields.has(.dnsName), fields.has(.ipAddress),
      !Layout.RecordTag.ofIdentity.contains(where: fields.has)
    {
      return nil
    }
    let proof: ListFile.Proof
    switch (fields.has(.certificate), fields.has(.certificateHash)) {
    case (true, false):
      let certificate = try fields.value(.certificate)
      proof = .certificate(SizedBytes(certificate), sha1: SHA1.hash(certificate))
    case (false, true):
      proof = .hash(
        SizedBytes(try fields.value(.certificateHash)),
        algorithm: try fields.value(.hashAlgorithm)[0])
    default: throw ListFileReadError(offset: start, problem: .noSingleProof)
    }
    let key = try fields.value(.publicKey)
    let function = try fields.value(.function)
    // A security token has signed nothing of its own: its record has no signature.
    let isToken = function == [0, 0] && !fields.has(.signature)
    return ListFile.Identity(
      subjectName: try fields.text(.subjectName), issuerName: try fields.text(.issuerName),
      serial: Simulated.serial(
        try fields.value(.serialNumber), beside: key, what: "public key"),
      publicKey: SizedBytes(key),
      signature: isToken ? nil : SizedBytes(try fields.value(.signature)), proof: proof)
  }
}

/// The fields of a header or a record, read one after the other and then asked for by tag.
private struct Fields<Tag: RawRepresentable & Hashable> where Tag.RawValue == UInt8 {
  let bytes: [UInt8]
  let start: Int
  var position: Int
  /// Where the header or record ends.
  var end: Int
  /// Length of the field whose tag was read last.
  private(set) var length = 0
  private var tag: Tag?
  private var tagStart: Int
  private var starts: [Tag: Int] = [:]
  private var values: [Tag: Range<Int>] = [:]

  init(_ bytes: [UInt8], from start: Int, to end: Int) {
    self.bytes = bytes
    self.start = start
    self.end = end
    position = start
    tagStart = start
  }

  /// Reads the next tag and its length; nil at the end. A tag without length is passed over.
  mutating func next(besides bare: Tag? = nil) throws(ListFileReadError) -> Tag? {
    while position < end, let bare, bytes[position] == bare.rawValue { position += 1 }
    tagStart = position
    guard position < end else { return nil }
    guard let read = Tag(rawValue: bytes[position]) else {
      throw error(.unknownTag(bytes[position]))
    }
    guard starts[read] == nil else { throw error(.repeatedTag(read.rawValue)) }
    guard end - position >= 3 else {
      throw error(.endsEarly(needed: 3, left: end - position))
    }
    tag = read
    starts[read] = position
    length = Int(bytes[position + 1]) << 8 | Int(bytes[position + 2])
    position += 3
    return read
  }

  /// Takes the value of the field whose tag was read last.
  mutating func take() throws(ListFileReadError) {
    guard end - position >= length else {
      throw error(.endsEarly(needed: length, left: max(0, end - position)))
    }
    if let tag { values[tag] = position..<position + length }
    position += length
  }

  func expect(_ expected: Int) throws(ListFileReadError) {
    guard length == expected else {
      throw error(
        .wrongLength(tag: tag?.rawValue ?? 0, stated: length, expected: expected))
    }
  }

  /// Takes a number of two bytes.
  mutating func number(_ tag: Tag) throws(ListFileReadError) -> Int {
    try expect(2)
    try take()
    let value = try value(tag)
    return Int(value[0]) << 8 | Int(value[1])
  }

  /// A version of two bytes; taken here unless it was before.
  mutating func version(_ tag: Tag) throws(ListFileReadError) -> ListFile.Version {
    if values[tag] == nil {
      try expect(2)
      try take()
    }
    let value = try value(tag)
    return ListFile.Version(major: value[0], minor: value[1])
  }

  func has(_ tag: Tag) -> Bool { values[tag] != nil }

  func place(_ tag: Tag) throws(ListFileReadError) -> Int {
    guard let place = starts[tag] else { throw missing(tag) }
    return place
  }

  func value(_ tag: Tag) throws(ListFileReadError) -> [UInt8] {
    guard let range = values[tag] else { throw missing(tag) }
    return Array(bytes[range])
  }

  func text(_ tag: Tag) throws(ListFileReadError) -> SizedText {
    let value = try value(tag)
    let text = value.prefix((value.lastIndex { $0 != 0 } ?? -1) + 1)
    guard let decoded = String(validating: text, as: UTF8.self) else {
      throw ListFileReadError(offset: try place(tag), problem: .notText(tag: tag.rawValue))
    }
    return SizedText(decoded, byteCount: value.count)
  }

  /// An error at the field whose tag was read last.
  func error(_ problem: ListFileReadError.Problem) -> ListFileReadError {
    ListFileReadError(offset: tagStart, problem: problem)
  }

  func missing(_ tag: Tag) -> ListFileReadError {
    ListFileReadError(offset: start, problem: .missingTag(tag.rawValue))
  }
}
