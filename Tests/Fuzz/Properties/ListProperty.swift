import ClusterModel
import TrustListFiles

/// What holds of any bytes that are read as a trust list file, and of a list file that is made of
/// them: what is read is written back to the same bytes, in the order of fields in which files are
/// written, and its listing is read as it was.
package enum ListProperty {
  package static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    if let file = try read(bytes) {
      let again = try written(file)
      if again != bytes {
        // Fields may come in any order, and go out in one.
        try require(again.sorted() == bytes.sorted(), "it is written otherwise than it was read")
        try require(try read(again) == file, "with its fields in order it is another file")
      }
      try checkListing(file)
    }
    var choices = Choices(bytes)
    let made = file(from: &choices)
    guard let again = try read(try written(made)) else {
      throw BrokenProperty(description: "what was written is refused")
    }
    var compared = again
    for place in compared.records.indices {
      if case .certificate(let bytes, _) = compared.records[place].identity?.proof {
        compared.records[place].identity?.proof = .certificate(bytes, sha1: [])
      }
    }
    try require(compared == made, "what was written is read otherwise")
    try checkListing(again)
  }

  private static func read(_ bytes: [UInt8]) throws(BrokenProperty) -> ListFile? {
    do {
      let file = try ListFileBytes.read(bytes)
      try require(file.byteCount == bytes.count, "it has another length")
      return file
    } catch let error as ListFileReadError {
      try require(0...bytes.count ~= error.offset, "an error at byte \(error.offset)")
      return nil
    } catch let broken as BrokenProperty {
      throw broken
    } catch { return nil }
  }

  private static func written(_ file: ListFile) throws(BrokenProperty) -> [UInt8] {
    do throws(ListFileWriteError) {
      return try ListFileBytes.write(file)
    } catch { throw BrokenProperty(description: "it cannot be written: \(error)") }
  }

  /// The listing of a file is read back as far as it shows the file, where its names can stand on
  /// a line.
  private static func checkListing(_ file: ListFile) throws(BrokenProperty) {
    let listing = ListFileListing(of: file, isSimulated: file.isSimulated)
    let text = ListFileText.render(listing)
    let reading: ListFileReading
    do throws(ListFileTextError) {
      reading = try ListFileText.parse(text)
    } catch {
      try require(!isPlain(file), "its listing is refused: \(error)\n\(text)")
      return
    }
    guard isPlain(file), isUsual(file) else { return }
    try require(
      reading.listing.file == file.asShown,
      "its listing says something else:\n\(text)\(reading.listing.file)\n\(file.asShown)")
    try require(reading.damages.isEmpty, "its listing is damaged: \(reading.damages)\n\(text)")
  }

  /// Numbers that listings show, and that the layout does not give.
  private static func isUsual(_ file: ListFile) -> Bool {
    file.header.filename.byteCount == 12 && file.header.timestamp.byteCount == 4
  }

  /// Names that a line of a listing can hold: none that begins or ends with a blank, or that has
  /// what copies of documents add to a line.
  private static func isPlain(_ file: ListFile) -> Bool {
    var texts = [file.header.signerName, file.header.authorityName]
    for record in file.records {
      texts += [record.dnsName, record.identity?.subjectName, record.identity?.issuerName]
        .compactMap(\.self)
    }
    return texts.allSatisfy { text in
      text.isConsistent
        && text.text.utf8.allSatisfy { 0x20..<0x7F ~= $0 && !"*\\`".utf8.contains($0) }
        && text.text.first != " " && text.text.last != " " && !text.text.contains("  ")
    }
  }

  // MARK: A list from bytes

  private static func file(from choices: inout Choices) -> ListFile {
    let kind: TrustList.Kind = choices.oneIn(2) ? .ctl : .itl
    let name = kind == .ctl ? "CTLFile.tlv" : "ITLFile.tlv"
    var header = ListFile.Header(
      signerName: text(&choices), serial: SerialNumber(bytes(&choices)),
      authorityName: text(&choices),
      algorithms: ListFile.Algorithms(
        digest: choices.byte(), signature: choices.byte(), modulus: choices.byte()),
      signature: SizedBytes(bytes(&choices)), filename: SizedBytes(Array(name.utf8) + [0]),
      timestamp: SizedBytes([1, 2, 3, 4]))
    header.version = ListFile.Version(major: choices.byte(), minor: choices.byte())
    if choices.oneIn(2) {
      header.signerVersion = ListFile.Version(major: choices.byte(), minor: choices.byte())
    }
    let records = (0..<choices.below(6)).map { _ in record(from: &choices, of: kind) }
    return ListFile(kind: kind, header: header, records: records)
  }

  private static func record(from choices: inout Choices, of kind: TrustList.Kind)
    -> ListFile.Record
  {
    let isOfCTL = kind == .ctl
    if isOfCTL, choices.oneIn(6) {
      return ListFile.Record(
        dnsName: text(&choices), function: ListFunction(.ccmTFTP), identity: nil,
        ipAddress: SizedBytes([10, 1, 1, choices.byte()]))
    }
    let isToken = isOfCTL && choices.oneIn(6)
    let proof: ListFile.Proof =
      choices.oneIn(3)
      ? .hash(SizedBytes(bytes(&choices)), algorithm: choices.byte())
      : .certificate(SizedBytes(bytes(&choices)), sha1: [])
    return ListFile.Record(
      dnsName: choices.oneIn(2) ? .emptyDNSName : (choices.oneIn(3) ? nil : text(&choices)),
      subjectName: text(&choices),
      function: isToken ? .sast : ListFunction(rawValue: UInt16(choices.below(8))),
      issuerName: text(&choices), serial: SerialNumber(bytes(&choices)),
      publicKey: SizedBytes(bytes(&choices)),
      signature: isToken ? nil : SizedBytes(bytes(&choices)),
      proof: proof,
      ipAddress: choices.oneIn(2) ? SizedBytes([10, 1, 1, choices.byte()]) : nil)
  }

  private static func bytes(_ choices: inout Choices) -> [UInt8] {
    (0..<choices.below(40) + 1).map { _ in choices.byte() }
  }

  private static func text(_ choices: inout Choices) -> SizedText {
    let beginning = choices.pick(["CN=", "CN=pub;OU=TAC;O=", "", "CN=ITLRECOVERY_"])
    let rest = (0..<choices.below(60)).map { _ in
      let byte = choices.byte() & 0x7F
      return byte < 0x20 || byte == 0x7F ? UInt8(ascii: ";") : byte
    }
    return SizedText(beginning + String(decoding: rest, as: UTF8.self))
  }
}
