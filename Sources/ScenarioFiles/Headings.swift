/// Headings of the runbook, and the three that have meaning.
enum Headings {
  static let backOut = "Back-out"
  static let happened = "What has happened"
  static let implementation = "Implementation"
  static let special = [backOut, happened, implementation]

  /// The heading with meaning that this text misses by a little, if any.
  static func nearMiss(of heading: String) -> String? {
    guard !special.contains(heading) else { return nil }
    let letters = folded(Array(heading.utf8))
    for name in special {
      let wanted = folded(Array(name.utf8))
      if letters.starts(with: wanted), name != implementation || letters.count == wanted.count {
        return name
      }
      guard abs(letters.count - wanted.count) <= 2 else { continue }
      if Suggestions.editDistance(letters, wanted) <= 2 { return name }
    }
    return nil
  }

  /// Whether a line that begins with `#` is meant as one of the headings with meaning: `##Back-out`,
  /// `# Back-out`, or a heading that is indented.
  static func isNearMiss(comment file: SourceFile, _ start: Int, _ end: Int) -> Bool {
    guard end - start < 40,
      let first = file.bytes[start..<end].first(where: { $0 != UInt8(ascii: "#") && $0 != 0x20 }),
      special.contains(where: { $0.utf8.first.map(Suggestions.lower) == Suggestions.lower(first) })
    else { return false }
    let letters = folded(Array(file.bytes[start..<end]))
    return special.contains { letters == folded(Array($0.utf8)) }
  }

  /// Letters only, small.
  private static func folded(_ text: [UInt8]) -> [UInt8] {
    text.map(Suggestions.lower).filter { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
  }
}
