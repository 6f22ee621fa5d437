import TextFormats

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

  /// Whether a line that begins with `#` is meant as a heading with meaning: `##Back-out`,
  /// `# Back-out`, or a heading that is indented.
  static func isNearMiss(comment file: SourceFile, _ start: Int, _ end: Int) -> Bool {
    guard end - start < 40 else { return false }
    var count = 0
    for at in start..<end where isLetter(Suggestions.lower(file.bytes[at])) { count += 1 }
    guard lengths.contains(count) else { return false }
    let letters = folded(Array(file.bytes[start..<end]))
    return special.contains { letters == folded(Array($0.utf8)) }
  }

  /// How many letters the headings with meaning have.
  private static let lengths = special.map { folded(Array($0.utf8)).count }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
  }

  /// Letters only, small.
  private static func folded(_ text: [UInt8]) -> [UInt8] {
    text.map(Suggestions.lower).filter(isLetter)
  }
}
