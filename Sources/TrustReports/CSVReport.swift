/// Every phone on a line, for a spreadsheet: how it stands at the end, why, and what helps.
///
/// With a byte order mark, by which Excel knows UTF-8, and CR LF (RFC 4180). A cell that a
/// spreadsheet would take for a formula begins with an apostrophe instead.
package enum CSVReport {
  package static let columns = [
    "phone", "model", "group", "site", "power", "registered at", "old configuration", "word",
    "because", "ways left", "rule", "remedy",
  ]

  /// The whole table; only its head if the report was made without each phone.
  package static func bytes(_ report: Report) -> [UInt8] {
    let head = Array(("\u{FEFF}" + columns.joined(separator: ",") + "\r\n").utf8)
    guard let inventory = report.inventory else { return head }
    let tails = report.fates.indices.map { tail(report.lastStanding(ofFate: $0)) }
    let nameLength = 15
    var size = head.count
    inventory.forEachStretch { stretch in
      guard tails.indices.contains(stretch.fate) else { return }
      size += stretch.count * (nameLength + tails[stretch.fate].count)
    }
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      func put(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { source in
          guard let start = buffer.baseAddress, let from = source.baseAddress else { return }
          UnsafeMutableRawPointer(start + count).copyMemory(from: from, byteCount: bytes.count)
        }
        count += bytes.count
      }
      put(head)
      var name = Array("SEP000000000000".utf8)
      inventory.forEachStretch { stretch in
        guard tails.indices.contains(stretch.fate) else { return }
        let tail = tails[stretch.fate]
        for offset in 0..<stretch.count {
          write(stretch.first + UInt64(offset), into: &name)
          put(name)
          put(tail)
        }
      }
    }
  }

  /// What follows a phone's name on its line.
  private static func tail(_ standing: ReportedStanding?) -> [UInt8] {
    guard let standing else { return Array("\r\n".utf8) }
    let cells = [
      standing.model, standing.group, standing.site, standing.isPowered ? "on" : "off",
      standing.registeredAt ?? "", standing.hasOldConfiguration ? "yes" : "no", standing.word,
      standing.because, String(standing.waysLeft), standing.decisiveRule ?? "",
      standing.remedies.first ?? "",
    ]
    return Array(("," + cells.map(cell).joined(separator: ",") + "\r\n").utf8)
  }

  /// The twelve digits of a hardware address.
  private static func write(_ address: UInt64, into name: inout [UInt8]) {
    var rest = address
    for place in stride(from: 14, through: 3, by: -1) {
      let digit = UInt8(rest & 15)
      name[place] = digit < 10 ? 0x30 + digit : 0x41 + digit - 10
      rest >>= 4
    }
  }

  /// As such, and as wide as a Chinese sign, which Excel takes for the same.
  private static let opensFormula = "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}"

  /// One cell; quoted where it needs to be.
  static func cell(_ text: String) -> String {
    var text = Words.safe(text)
    if let first = text.first(where: { $0 != " " }),
      Self.opensFormula.contains(first)
    {
      text = "'" + text
    }
    guard text.contains(where: { ",;\"\n\r".contains($0) }) || text.hasPrefix(" ") else {
      return text
    }
    var quoted = "\""
    for character in text { quoted += character == "\"" ? "\"\"" : String(character) }
    return quoted + "\""
  }
}
