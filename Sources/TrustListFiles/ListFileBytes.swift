/// A field of a trust list file: record 0 is the header, records count from 1.
package struct ListFilePlace: Hashable, Sendable {
  package var record: Int
  package var tag: UInt8
  package init(record: Int, tag: UInt8) {
    self.record = record
    self.tag = tag
  }
}

/// Why a file cannot be written as bytes.
package enum ListFileWriteError: Error, Hashable, Sendable {
  /// A listing does not show these contents, so a file made from one would be a forgery.
  case unknownContents(ListFilePlace)
  /// The contents are not as long as the field says.
  case lengthDisagrees(ListFilePlace, stated: Int, actual: Int)
  /// The value does not fit into a length of two bytes.
  case tooLong(ListFilePlace, byteCount: Int)
}

/// The binary form of a trust list: `ITLFile.tlv`, `CTLFile.tlv`.
package enum ListFileBytes {
  typealias Layout = TrustListLayout

  /// The bytes of the file.
  ///
  /// - Throws: ``ListFileWriteError`` where contents are unknown, damaged or too long.
  package static func write(_ file: ListFile) throws(ListFileWriteError) -> [UInt8] {
    var bytes = try writeHeader(file.header)
    for (index, record) in file.records.enumerated() {
      bytes += try write(record, number: index + 1)
    }
    return bytes
  }

  private static func writeHeader(_ header: ListFile.Header) throws(ListFileWriteError)
    -> [UInt8]
  {
    var out = Writer(record: 0)
    let tag = { (tag: Layout.HeaderTag) in tag.rawValue }
    try out.put(tag(.version), [header.version.major, header.version.minor])
    try out.putNumber(tag(.headerLength), header.byteCount)
    if let version = header.signerVersion {
      try out.put(tag(.signerVersion), [version.major, version.minor])
    }
    try out.open(tag(.signerID), length: header.signerIDLength)
    try out.put(tag(.signerName), header.signerName)
    try out.put(tag(.serialNumber), header.serial)
    try out.put(tag(.authorityName), header.authorityName)
    guard let algorithms = header.algorithms else {
      throw .unknownContents(out.place(tag(.signatureInfo)))
    }
    try out.open(tag(.signatureInfo), length: Layout.signatureInfoLength)
    try out.put(tag(.digestAlgorithm), [algorithms.digest])
    try out.open(tag(.signatureAlgorithmInfo), length: Layout.signatureAlgorithmInfoLength)
    try out.put(tag(.signatureAlgorithm), [algorithms.signature])
    try out.put(tag(.signatureModulus), [algorithms.modulus])
    try out.put(tag(.signature), header.signature)
    try out.put(tag(.filename), header.filename)
    try out.put(tag(.timestamp), header.timestamp)
    let padding = header.byteCount - out.bytes.count
    out.bytes += [UInt8](repeating: tag(.padding), count: max(0, padding))
    return out.bytes
  }

  private static func write(_ record: ListFile.Record, number: Int) throws(ListFileWriteError)
    -> [UInt8]
  {
    var out = Writer(record: number)
    let tag = { (tag: Layout.RecordTag) in tag.rawValue }
    try out.putNumber(tag(.recordLength), record.byteCount)
    if let name = record.dnsName { try out.put(tag(.dnsName), name) }
    if let identity = record.identity { try out.put(tag(.subjectName), identity.subjectName) }
    try out.putNumber(tag(.function), Int(record.function.rawValue))
    if let identity = record.identity {
      try out.put(tag(.issuerName), identity.issuerName)
      try out.put(tag(.serialNumber), identity.serial)
      try out.put(tag(.publicKey), identity.publicKey)
      if let signature = identity.signature { try out.put(tag(.signature), signature) }
      if case .certificate(let bytes, _) = identity.proof { try out.put(tag(.certificate), bytes) }
    }
    if let address = record.ipAddress { try out.put(tag(.ipAddress), address) }
    if case .hash(let bytes, let algorithm) = record.identity?.proof {
      try out.put(tag(.certificateHash), bytes)
      try out.put(tag(.hashAlgorithm), [algorithm])
    }
    return out.bytes
  }

  private struct Writer {
    var record: Int
    var bytes: [UInt8] = []

    init(record: Int) { self.record = record }

    func place(_ tag: UInt8) -> ListFilePlace { ListFilePlace(record: record, tag: tag) }

    /// Tag and length of a field whose value is made of the fields that follow.
    mutating func open(_ tag: UInt8, length: Int) throws(ListFileWriteError) {
      guard (0...Layout.longestField).contains(length) else {
        throw .tooLong(place(tag), byteCount: length)
      }
      bytes += [tag, UInt8(length >> 8), UInt8(length & 0xFF)]
    }

    mutating func put(_ tag: UInt8, _ value: [UInt8]) throws(ListFileWriteError) {
      try open(tag, length: value.count)
      bytes += value
    }

    mutating func putNumber(_ tag: UInt8, _ number: Int) throws(ListFileWriteError) {
      guard (0...Layout.longestField).contains(number) else {
        throw .tooLong(place(tag), byteCount: number)
      }
      try put(tag, [UInt8(number >> 8), UInt8(number & 0xFF)])
    }

    mutating func put(_ tag: UInt8, _ value: SizedBytes) throws(ListFileWriteError) {
      guard let contents = value.bytes else { throw .unknownContents(place(tag)) }
      try put(tag, contents, stated: value.byteCount)
    }

    mutating func put(_ tag: UInt8, _ value: SerialNumber) throws(ListFileWriteError) {
      try put(tag, value.bytes, stated: value.byteCount)
    }

    mutating func put(_ tag: UInt8, _ value: SizedText) throws(ListFileWriteError) {
      let text = Array(value.text.utf8)
      guard text.count <= value.byteCount else {
        throw .lengthDisagrees(place(tag), stated: value.byteCount, actual: text.count + 1)
      }
      guard value.byteCount <= Layout.longestField else {
        throw .tooLong(place(tag), byteCount: value.byteCount)
      }
      try put(tag, text + [UInt8](repeating: 0, count: value.byteCount - text.count))
    }

    private mutating func put(_ tag: UInt8, _ contents: [UInt8], stated: Int)
      throws(ListFileWriteError)
    {
      guard contents.count == stated else {
        throw .lengthDisagrees(place(tag), stated: stated, actual: contents.count)
      }
      try put(tag, contents)
    }
  }
}
