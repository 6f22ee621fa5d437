import ClusterModel
import Foundation
import Testing
import TrustListFiles

/// Real output of the product, from the folder that TRUSTSIM_SAMPLES names.
enum RealListings {
  static let folder = ProcessInfo.processInfo.environment["TRUSTSIM_SAMPLES"]

  /// Files of the folder that are listings of an ITL or a CTL, by name.
  static let names: [String] = {
    guard let folder, let all = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else { return [] }
    return all.filter { $0.hasPrefix("itl-") || $0.hasPrefix("ctl-") }.sorted()
  }()

  static func text(_ name: String) throws -> String {
    try String(contentsOfFile: (folder ?? "") + "/" + name, encoding: .utf8)
  }
}

@Suite(
  "Real listings",
  .enabled(
    if: RealListings.folder != nil, "TRUSTSIM_SAMPLES does not name a folder of real output"))
struct RealListingTests {
  @Test("The folder has listings")
  func folderHasListings() {
    #expect(RealListings.names.count >= 4)
  }

  @Test("All lengths of a real listing obey the layout", arguments: RealListings.names)
  func lengthsAddUp(name: String) throws {
    let text = try RealListings.text(name)
    let reading = try ListFileText.parse(text)
    // Read here by other means than the parser's.
    let stated = try #require(text.firstMatch(of: /Length of .TL file: (\d+)/)?.1)
    let lengths = text.matches(of: /RECORDLENGTH\s+2\s+(\d+)/).map { Int($0.1) }
    let header = try #require(text.firstMatch(of: /HeaderLength:\s*(\d+)/)?.1)
    #expect(reading.listing.file.byteCount == Int(stated))
    #expect(reading.listing.file.records.map(\.byteCount) == lengths)
    #expect(reading.listing.file.header.byteCount == Int(header))
    #expect(reading.listing.verification == .verified)
  }

  @Test("A real listing is rendered to the same fields", arguments: RealListings.names)
  func rendersTheSame(name: String) throws {
    let reading = try ListFileText.parse(RealListings.text(name))
    let again = try ListFileText.parse(ListFileText.render(reading.listing))
    #expect(again.listing == reading.listing)
    #expect(again.listing.isSimulated == false)
  }

  @Test(
    "The signer of a real listing is the token that says it was used", arguments: RealListings.names
  )
  func signerIsToldByItsSentence(name: String) throws {
    let listing = try ListFileText.parse(RealListings.text(name)).listing
    let used = zip(listing.file.records, listing.usedToSign).filter { $0.1 == true }
    #expect(used.count == 1)
    #expect(used.allSatisfy { listing.file.isSigner($0.0) && $0.0.function == .sast })
  }

  /// What the copies lost: an author's cut, a byte of a serial number, a line of a signature.
  static let losses: [String: [ListFileDamage.Kind]] = [
    "itl-cucm8-publisher-bbbburns.txt": [
      .signatureOmitted(inferred: 128),
      .contents("SERIALNUMBER", record: 2, stated: 10, shown: 9),
    ],
    // The name of ITLRecovery, three letters longer in the document than in the file.
    "itl-cucm10-test10pub-after-localkey-reset.txt": [
      .contents("SIGNERNAME", record: 0, stated: 66, shown: 69),
      .contents("CANAME", record: 0, stated: 66, shown: 69),
      .contents("SIGNATURE", record: 0, stated: 128, shown: 120),
      .contents("SUBJECTNAME", record: 5, stated: 66, shown: 69),
      .contents("ISSUERNAME", record: 5, stated: 66, shown: 69),
    ],
    "itl-cucm10-test10pub-normal.txt": [
      .contents("SUBJECTNAME", record: 5, stated: 66, shown: 69),
      .contents("ISSUERNAME", record: 5, stated: 66, shown: 69),
    ],
  ]

  @Test("What a copy lost is told, and nothing else", arguments: RealListings.names)
  func damages(name: String) throws {
    let reading = try ListFileText.parse(RealListings.text(name))
    #expect(reading.damages.map(\.kind) == Self.losses[name] ?? [])
  }

  @Test("The simulator's own certificates are listed in the product's order")
  func certificateList() throws {
    let name = "show-cert-list-own-cucm15.txt"
    let real = try RealListings.text(name).split(separator: "\n").filter { !$0.hasPrefix("#") }
    var book = CertificateBook()
    var units: [CertificateUnit: CertificateID] = [:]
    for unit in CertificateUnit.allCases where unit != .authz {
      units[unit] = book.issue(
        to: .unit(unit, of: NodeID(0)), commonName: "pub", issued: GeneratedList.modified,
        expires: GeneratedList.modified)
    }
    let made = CertificateListText.own(units, book).split(separator: "\n")
    #expect(made.first == "SIMULATED")
    #expect(Array(made.dropFirst()) == real)
  }
}
