import Testing
import TextFormats
import TrustReports

@Suite("The way out of a page")
struct PageOutletTests {
  /// A million phones, no two neighbours of which follow each other by name or fare alike.
  static let mixed: Report = {
    var report = HandMadeRun.loss.withFates.report
    var inventory = ReportedInventory()
    for phone in 0..<1_000_000 {
      inventory.names.add(UInt64(phone) &* 0x9E37_79B9_7F4B & 0xFFFF_FFFF_FFFF)
      inventory.fates.add(Int32(phone % report.fates.count))
    }
    report.inventory = inventory
    return report
  }()

  /// The sizes of the pieces in which something leaves.
  private func pieces(
    atMost limit: Int = .max, _ write: (inout PageOutlet) -> Void
  ) -> (sizes: [Int], bytes: [UInt8]) {
    var sizes: [Int] = []
    var bytes: [UInt8] = []
    var outlet = PageOutlet {
      sizes.append($0.count)
      bytes += $0
      return sizes.count < limit
    }
    write(&outlet)
    outlet.finish()
    return (sizes, bytes)
  }

  @Test("Texts of any length leave in pieces of one size, and what leaves is what was put in")
  func sizes() {
    let size = PageOutlet.pieceSize
    let texts = [1, size - 2, 1, 1, size, 0, 3 * size + 7, 5].enumerated().map { place, length in
      String(repeating: Character(UnicodeScalar(UInt8(97 + place))), count: length)
    }
    let (sizes, bytes) = pieces { outlet in for text in texts { outlet.put(text) } }
    #expect(bytes == Array(texts.joined().utf8))
    #expect(sizes.dropLast().allSatisfy { $0 == size })
    #expect((sizes.last ?? 0) < size)
    #expect(pieces { _ in }.sizes.isEmpty)
  }

  @Test("The table of a million phones is never in memory: more than 250 pieces, of one size each")
  func table() throws {
    let (sizes, bytes) = pieces { CSVReport.write(Self.mixed, to: &$0) }
    #expect(sizes.count > 250)
    #expect(sizes.dropLast().allSatisfy { $0 == PageOutlet.pieceSize })
    #expect(bytes.count { $0 == UInt8(ascii: "\n") } == 1_000_001)
    let text = String(decoding: bytes.suffix(400), as: UTF8.self)
    let last = UInt64(999_999) &* 0x9E37_79B9_7F4B & 0xFFFF_FFFF_FFFF
    #expect(text.contains("SEP\(String(last, radix: 16, uppercase: true).leftPadded),"))
  }

  @Test("A million names that do not count upwards leave as JSON in pieces, and are read again")
  func json() throws {
    let (sizes, bytes) = pieces { JSONReport.write(Self.mixed, to: &$0) }
    #expect(sizes.count > 60)
    #expect(sizes.dropLast().allSatisfy { $0 == PageOutlet.pieceSize })
    #expect(try JSONReport.report(bytes).inventory == Self.mixed.inventory)
  }

  @Test("Where nobody wants more, no row is made for nothing")
  func closed() {
    let (sizes, _) = pieces(atMost: 2) { CSVReport.write(Self.mixed, to: &$0) }
    #expect(sizes.count == 2)
  }
}

extension String {
  /// Twelve digits.
  fileprivate var leftPadded: String { String(repeating: "0", count: 12 - count) + self }
}
