import ClusterModel
import Testing
import TrustListFiles

@Suite("Records that lack something, as the product prints them")
struct RecordFormTests {
  /// Of the bytes 3, 4 and 5.
  private static let sha1OfThreeBytes: [UInt8] = [
    0xad, 0x8e, 0x63, 0x95, 0x82, 0x69, 0x5a, 0x67, 0xf4, 0xf8,
    0x6f, 0x5d, 0xb1, 0x20, 0xb6, 0x8d, 0x98, 0x59, 0xde, 0x3c,
  ]

  /// A CTL of two security tokens and a server whose certificate it names.
  private static func tokenCTL() -> ListFile {
    var file = GeneratedList(seed: 3, kind: .ctl).file
    let model = file.records[0]
    file.header.serial = SerialNumber([9, 9])
    func record(_ name: String, _ function: ListFunction, hasSignature: Bool) -> ListFile.Record {
      ListFile.Record(
        dnsName: SizedText(name), subjectName: SizedText("CN=\(name)"), function: function,
        issuerName: SizedText("CN=Maker"), serial: SerialNumber([1, UInt8(name.utf8.count)]),
        publicKey: SizedBytes([UInt8](repeating: 1, count: 140)),
        signature: hasSignature ? SizedBytes([UInt8](repeating: 2, count: 128)) : nil,
        proof: .certificate(SizedBytes([3, 4, 5]), sha1: Self.sha1OfThreeBytes),
        ipAddress: model.ipAddress)
    }
    file.records = [
      record("token-1", .sast, hasSignature: false), record("token-22", .sast, hasSignature: false),
      record("cucm-pub", ListFunction(.ccmTFTP), hasSignature: true),
    ]
    return file
  }

  /// The CTL of a cluster that left mixed mode: name, function and address of each server.
  private static func bareCTL() -> ListFile {
    var file = tokenCTL()
    file.records = ["cucm-pub-abc", "cucm-sub-abc"].map {
      ListFile.Record(
        dnsName: SizedText($0), function: ListFunction(.ccmTFTP), identity: nil,
        ipAddress: SizedBytes([10, 1, 1, 5]))
    }
    return file
  }

  @Test("A token's record has no signature; it is read as bytes and as text, and written back")
  func tokens() throws {
    let file = Self.tokenCTL()
    let bytes = try ListFileBytes.write(file)
    #expect(bytes.count == file.byteCount)
    #expect(try ListFileBytes.read(bytes) == file)
    let text = ListFileText.render(ListFileListing(of: file, isSimulated: false))
    let reading = try ListFileText.parse(text)
    #expect(reading.listing.file == file.asShown)
    #expect(reading.damages == [])
    #expect(file.certificates(as: .sast).map(\.commonName) == ["token-1", "token-22"])
  }

  @Test("A server of which only name, function and address are left: 33 bytes")
  func bare() throws {
    let file = Self.bareCTL()
    #expect(file.records.map(\.byteCount) == [33, 33])
    let bytes = try ListFileBytes.write(file)
    #expect(try ListFileBytes.read(bytes) == file)
    let text = ListFileText.render(ListFileListing(of: file, isSimulated: false))
    #expect(text.contains("RECORDLENGTH    2       33\n"))
    let reading = try ListFileText.parse(text)
    #expect(reading.listing.file == file.asShown)
    #expect(reading.damages == [])
    #expect(file.bareServers == ["cucm-pub-abc", "cucm-sub-abc"])
    #expect(file.certificates(as: ListFunction(.ccmTFTP)) == [])
  }

  @Test("Where another record lacks its signature, or half of a certificate, that is said")
  func halves() throws {
    let text = ListFileText.render(ListFileListing(of: Self.tokenCTL(), isSimulated: false))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let last = try #require(lines.lastIndex { $0.hasPrefix("8       SIGNATURE") })
    var without = lines
    without.remove(at: last)
    #expect {
      try ListFileText.parse(without.joined(separator: "\n"))
    } throws: {
      ($0 as? ListFileTextError)?.problem == .missingTag("SIGNATURE", record: 3)
    }
    let bare = ListFileText.render(ListFileListing(of: Self.bareCTL(), isSimulated: false))
    let half = bare.replacing(
      "4       FUNCTION        2       CCM+TFTP",
      with: "4       FUNCTION        2       CCM+TFTP\n7       PUBLICKEY       140")
    #expect(throws: ListFileTextError.self) { try ListFileText.parse(half) }
  }

  @Test(
    "An excerpt gives the records it has whole, and says where lines are left out",
    arguments: ["[...]", "...", "  [ … ]", "<snip>", "--- output omitted ---"])
  func excerpt(_ mark: String) throws {
    let file = GeneratedList.firstITL.file
    let text = ListFileText.render(GeneratedList.firstITL.listing)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // The second record goes but for its first rows, the third goes whole.
    let second = try #require(lines.firstIndex(of: "ITL Record #:2"))
    let fourth = try #require(lines.firstIndex(of: "ITL Record #:4"))
    lines.replaceSubrange((second + 6)..<fourth, with: [mark])
    let reading = try ListFileText.parse(lines.joined(separator: "\n"))
    #expect(reading.listing.isExcerpt)
    let whole = file.asShown.records
    #expect(reading.listing.file.records == [whole[0], whole[3], whole[4]])
    #expect(
      reading.damages.map(\.kind) == [.recordCut(record: 2), .linesLeftOut])
    #expect(reading.damages[1].line == second + 7)
  }

  @Test("A mark behind a whole record takes nothing of it away")
  func markBetween() throws {
    let text = ListFileText.render(GeneratedList.firstITL.listing)
    let cut = text.replacing("ITL Record #:3\n", with: "[...]\nITL Record #:3\n")
    let reading = try ListFileText.parse(cut)
    #expect(reading.listing.file == GeneratedList.firstITL.file.asShown)
    #expect(reading.damages.map(\.kind) == [.linesLeftOut])
  }
}
