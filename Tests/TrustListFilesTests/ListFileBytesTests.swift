import ClusterModel
import Testing
import TrustListFiles

@Suite("The bytes of a trust list file")
struct ListFileBytesTests {
  @Test("What is written is as long as the layout says and is read back", arguments: 0..<400)
  func roundTrip(seed: UInt64) throws {
    let file = GeneratedList(seed: seed).file
    let bytes = try ListFileBytes.write(file)
    #expect(bytes.count == file.byteCount)
    let back = try ListFileBytes.read(bytes)
    #expect(back == file)
    #expect(try ListFileBytes.write(back) == bytes)
  }

  @Test("Bytes, value and text say the same", arguments: 0..<50)
  func bytesToText(seed: UInt64) throws {
    let listing = GeneratedList(seed: seed).listing
    var fromBytes = listing
    fromBytes.file = try ListFileBytes.read(ListFileBytes.write(listing.file))
    #expect(ListFileText.render(fromBytes) == ListFileText.render(listing))
  }

  @Test("The header begins with version and length, and ends on a multiple of four")
  func headerOfTheFirstITL() throws {
    let bytes = try ListFileBytes.write(GeneratedList.firstITL.file)
    #expect(Array(bytes.prefix(10)) == [1, 0, 2, 1, 2, 2, 0, 2, 1, 0x6C])
    #expect(Array(bytes[10..<16]) == [3, 0, 49, 4, 0, 12])
    #expect(Array(bytes[364..<369]) == [1, 0, 2, 0x05, 0x13])
  }

  @Test("A file cannot be made from a listing, which does not show its keys")
  func noFileFromAListing() throws {
    let text = ListFileText.render(GeneratedList.firstITL.listing)
    let shown = try ListFileText.parse(text).listing.file
    #expect(throws: ListFileWriteError.unknownContents(ListFilePlace(record: 0, tag: 7))) {
      try ListFileBytes.write(shown)
    }
  }

  @Test("A value longer than its field can say is refused")
  func tooLong() {
    var file = GeneratedList.firstITL.file
    file.records[1].identity?.subjectName = SizedText(String(repeating: "x", count: 70_000))
    let place = ListFilePlace(record: 2, tag: 1)
    #expect(throws: ListFileWriteError.tooLong(place, byteCount: 71_288)) {
      try ListFileBytes.write(file)
    }
  }

  @Test("A file of another maker, with a signer's version and without DNS names, is read")
  func otherMaker() throws {
    var file = GeneratedList.firstITL.file
    file.header.signerVersion = ListFile.Version(major: 1, minor: 1)
    for index in file.records.indices { file.records[index].dnsName = nil }
    #expect(try ListFileBytes.read(ListFileBytes.write(file)) == file)
    let text = ListFileText.render(ListFileListing(of: file, isSimulated: true))
    let reading = try ListFileText.parse(text)
    #expect(reading.listing.file == file.asShown)
    #expect(reading.damages == [])
  }

  /// A change to one byte of the first ITL and the error it must give.
  static let spoilt: [(at: Int, to: UInt8, offset: Int, problem: ListFileReadError.Problem)] = [
    (0, 9, 0, .missingTag(1)),
    (2, 3, 0, .wrongLength(tag: 1, stated: 3, expected: 2)),
    (8, 0xFF, 5, .endsEarly(needed: 65_388, left: 5_541)),
    (9, 0x70, 364, .repeatedTag(1)),
    (10, 99, 10, .unknownTag(99)),
    (12, 50, 10, .wrongSize(stated: 50, actual: 49)),
    (16, 0xFF, 13, .notText(tag: 4)),
    (368, 0x14, 1_663, .repeatedTag(1)),
  ]

  @Test("A byte that fits nothing is told by its offset", arguments: spoilt.indices)
  func refused(index: Int) throws {
    let row = Self.spoilt[index]
    var bytes = try ListFileBytes.write(GeneratedList.firstITL.file)
    bytes[row.at] = row.to
    #expect(throws: ListFileReadError(offset: row.offset, problem: row.problem)) {
      try ListFileBytes.read(bytes)
    }
  }
}
