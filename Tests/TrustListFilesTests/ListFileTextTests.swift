import ClusterModel
import Foundation
import Testing
import TrustListFiles

@Suite("The text of show itl and show ctl")
struct ListFileTextTests {
  @Test("A simulated ITL reads like the product's, and says that it is none")
  func firstITL() {
    let text = ListFileText.render(GeneratedList.firstITL.listing)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(
      Array(lines.prefix(16)) == [
        "SIMULATED", "The checksum value of the ITL file:", "(not simulated)", "",
        "Length of ITL file: 5541", "The ITL File was last modified on Sat Jan 10 22:03:01 2026",
        "", "Parse ITL File", "----------------", "", "Version:        1.2",
        "HeaderLength:   364 (BYTES)", "",
        "BYTEPOS TAG             LENGTH  VALUE", "------- ---             ------  -----",
        "3       SIGNERID        2       49",
      ])
    let record = lines.firstIndex(of: "ITL Record #:1") ?? 0
    #expect(
      Array(lines.dropFirst(record).prefix(13)) == [
        "ITL Record #:1", "----", "BYTEPOS TAG             LENGTH  VALUE",
        "------- ---             ------  -----", "1       RECORDLENGTH    2       1299",
        "2       DNSNAME         2", "3       SUBJECTNAME     12      CN=cucm-pub",
        "4       FUNCTION        2       System Administrator Security Token",
        "5       ISSUERNAME      12      CN=cucm-pub",
        "6       SERIALNUMBER    16      SIM:pub:CallManager:3", "7       PUBLICKEY       270",
        "8       SIGNATURE       256",
        "9       CERTIFICATE     700     "
          + "42 79 92 D0 2C 6C D5 49 82 A1 EF 36 DF 94 AC 9C C1 26 B4 EB (SHA1 Hash HEX)",
      ])
    #expect(lines.filter { $0 == "This etoken was used to sign the ITL file." }.count == 1)
    #expect(lines.filter { $0 == "This etoken was not used to sign the ITL file." }.count == 1)
    #expect(lines.suffix(2) == ["The ITL file was verified successfully.", ""])
  }

  @Test("A list that nobody can verify ends as the product's damaged ITLs do")
  func unverifiable() throws {
    var made = GeneratedList.firstITL
    made.list.isUnverifiable = true
    let text = ListFileText.render(made.listing)
    #expect(
      text.hasSuffix("Verification of the ITL file failed.\nError parsing the ITL file!!\n"))
    #expect(!text.contains("This etoken was used"))
    let reading = try ListFileText.parse(text)
    #expect(reading.listing.verification == .failed)
    #expect(reading.damages == [])
  }

  @Test("What is rendered is read back, without damage", arguments: 0..<400)
  func roundTrip(seed: UInt64) throws {
    let listing = GeneratedList(seed: seed).listing
    let reading = try ListFileText.parse(ListFileText.render(listing))
    var shown = listing
    shown.file = listing.file.asShown
    #expect(reading.listing == shown)
    #expect(reading.damages == [])
  }

  /// What terminals and copies of documents do to a text.
  static let copies: [(name: String, change: @Sendable (String) -> String)] = [
    ("carriage returns", { $0.replacing("\n", with: "\r\n") }),
    ("blank lines between all lines", { $0.replacing("\n", with: "\n\n") }),
    ("trailing blanks", { $0.replacing("\n", with: "   \n") }),
    ("tabulators", { $0.replacing("        ", with: "\t") }),
    ("the right spelling of algorithm", { $0.replacing("ALGORTITHM", with: "ALGORITHM") }),
    ("another spelling of issuer", { $0.replacing("ISSUERNAME", with: "ISSUENAME") }),
    ("a third spelling of issuer", { $0.replacing("ISSUERNAME", with: "ISSUERNAM") }),
    ("bold rows", { $0.replacing("4       FUNCTION", with: "**4       FUNCTION") }),
    ("escaped underlines", { $0.replacing("_", with: "\\_") }),
    ("code fences", { $0.replacing("CTL Record", with: "```\nCTL Record") }),
    ("a blank behind each semicolon", { $0.replacing(";", with: "; ") }),
    ("names broken behind semicolons", { $0.replacing(";", with: ";\n      ") }),
    ("hashes broken", { $0.replacing("09 09 09 (", with: "09 \n  09 09 (") }),
    ("the hash's caption on its own line", { $0.replacing(" (SHA1", with: "\n(SHA1") }),
    ("the prompt and a command before it", { "admin:show ctl\n" + $0 + "admin:\n" }),
  ]

  @Test("A copy that was changed on its way is read the same", arguments: copies.indices)
  func copied(index: Int) throws {
    let name = SizedText("CN=cucm_pub.example.org;OU=TAC;O=Example;C=PL")
    var listing = ListFileListing(
      of: ListFile(
        kind: .ctl, header: .init(name: 9, serial: 16, authority: 9, signature: 128),
        records: [
          .init(
            subject: 9, issuer: 9, serial: 16, key: 140, signature: 128, certificate: 694,
            function: .sast, dnsName: SizedText("pub"), ipAddress: SizedBytes(byteCount: 4)),
          .init(
            subject: 9, issuer: 9, serial: 16, key: 140, signature: 128, certificate: nil,
            function: ListFunction(.capf)),
        ]),
      isSimulated: false,
      checksums: .shown(md5: "00112233445566778899aabbccddeeff", sha1: "00112233"),
      lastModified: "Fri Mar 06 21:56:07 CET 2015")
    listing.file.header.signerName = name
    listing.file.records[0].identity?.subjectName = name
    let text = ListFileText.render(listing)
    let copy = Self.copies[index].change(text)
    #expect(copy != text, "\(Self.copies[index].name): nothing was changed")
    let reading = try ListFileText.parse(copy)
    #expect(reading.listing == listing, "\(Self.copies[index].name)")
    #expect(reading.damages == [])
  }

  @Test("A length that was changed is noticed, whichever it is")
  func everyLengthCounts() throws {
    let text = ListFileText.render(GeneratedList.firstITL.listing)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var changed = 0
    for (index, line) in lines.enumerated() {
      let words = line.split(separator: " ")
      guard words.count >= 3, UInt8(words[0]) != nil, words[1].count > 3,
        let length = words.dropFirst(2).first(where: { Int($0) != nil }), let value = Int(length)
      else { continue }
      var copy = lines
      copy[index].replaceSubrange(length.startIndex..<length.endIndex, with: "\(value + 1)")
      changed += 1
      do {
        let reading = try ListFileText.parse(copy.joined(separator: "\n"))
        #expect(!reading.damages.isEmpty, "line \(index + 1): \(line)")
      } catch {
        #expect(error.line == index + 1)
      }
    }
    #expect(changed == 12 + 3 * 9 + 2 * 10)
  }

  @Test("A lost record is told by its successor's number and by the file's length")
  func lostRecord() throws {
    let text = ListFileText.render(GeneratedList.firstITL.listing)
    let parts = text.split(separator: "ITL Record #:2")
    let rest = try #require(parts[1].range(of: "ITL Record #:3"))
    let reading = try ListFileText.parse(String(parts[0] + parts[1][rest.lowerBound...]))
    #expect(
      reading.damages.map(\.kind) == [
        .fileLength(stated: 5_541, sum: 4_242), .recordNumber(stated: 3, expected: 2),
        .recordNumber(stated: 4, expected: 3), .recordNumber(stated: 5, expected: 4),
      ])
  }

  /// A change to a simulated ITL and the error it must give.
  static let spoilt: [(from: String, to: String, problem: ListFileTextError.Problem)] = [
    ("7       PUBLICKEY", "7       PUBLICKEI", .unknownTag("PUBLICKEI       270")),
    ("7       PUBLICKEY", "6       PUBLICKEY", .unknownTag("PUBLICKEY       270")),
    ("8       SIGNATURE       256", "", .missingTag("SIGNATURE", record: 1)),
    ("CCM+TFTP", "CCM-TFTP", .unknownFunction("CCM-TFTP")),
    ("PUBLICKEY       270", "PUBLICKEY       2z0", .notANumber("2z0")),
    ("HeaderLength:   364 (BYTES)", "", .missingTag("HeaderLength", record: 0)),
    ("12      HASH ALGORITHM  1       SHA-1", "", .missingTag("HASH ALGORITHM", record: 4)),
    ("2       DNSNAME         2", "Lorem ipsum", .unrecognised("Lorem ipsum")),
  ]

  @Test("What cannot be read is refused at its line", arguments: spoilt.indices)
  func refused(index: Int) {
    let (from, to, problem) = Self.spoilt[index]
    let text = ListFileText.render(GeneratedList.firstITL.listing)
    guard let place = text.range(of: from) else {
      Issue.record("\(from) is not there")
      return
    }
    let spoilt = text.replacingCharacters(in: place, with: to)
    do {
      let reading = try ListFileText.parse(spoilt)
      Issue.record("read: \(reading.damages)")
    } catch {
      #expect(error.problem == problem)
      let line = text[..<place.lowerBound].count { $0 == "\n" } + 1
      if !to.isEmpty { #expect(error.line == line) }
    }
  }

  @Test("Any other text is no listing", arguments: ["", "\n\n", "admin:show itl\n", "4 FUNCTION"])
  func otherText(text: String) {
    #expect(throws: ListFileTextError.self) { try ListFileText.parse(text) }
  }

  @Test("Errors and damages are told in a sentence")
  func sentences() throws {
    let text = ListFileText.render(GeneratedList.firstITL.listing)
    let damaged = text.replacing("PUBLICKEY       270", with: "PUBLICKEY       271")
    let told = try ListFileText.parse(damaged).damages.map { "\($0.line): \($0.kind)" }
    #expect(told.first == "5: the file has 5541 bytes, but its header and records have 5546")
    #expect(told.dropFirst().first == "65: record 1 has 1299 bytes, but its fields make it 1300")
    let error = ListFileTextError.Problem.missingTag("SIGNATURE", record: 0)
    #expect("\(error)" == "the header has no SIGNATURE")
    #expect(
      "\(ListFileReadError.Problem.endsEarly(needed: 5, left: 3))"
        == "5 bytes are needed and 3 are left")
  }
}
