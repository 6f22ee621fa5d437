/// What stands between text and whatever shows its lines: a screen, or the log of a build server.
///
/// Names, titles and paths come from files that somebody else may have written. Each is made safe
/// where it is put into a line (``SafeText/shown(_:)``); every page of lines, and every message,
/// goes through here as well on its way out, so that a place that forgot it does no harm:
///
/// - A control character, or one that changes the direction of text, becomes `·`. Line ends, tabs
///   and the program's own colours stay.
/// - A line that begins with `::`, which is a command in a log of GitHub Actions, begins with `·:`.
/// - `##[` and `##name[`, commands in logs of other build servers, are broken.
package enum LineGuard {
  /// The text, harmless; a text without anything harmful is returned as it is.
  package static func guarded(_ text: String) -> String {
    guard needsCare(text) else { return text }
    var safe = String.UnicodeScalarView()
    let all = Array(text.unicodeScalars)
    var place = 0
    /// Nothing but blanks and colours stands in the line so far.
    var isAtStart = true
    while place < all.count {
      let scalar = all[place]
      if scalar == "\n" {
        isAtStart = true
        safe.append(scalar)
      } else if scalar == "\u{1B}", let end = endOfColour(all, place) {
        safe.append(contentsOf: all[place..<end])
        place = end
        continue
      } else {
        let opensCommand =
          isAtStart && scalar == ":" && place + 1 < all.count && all[place + 1] == ":"
        safe.append(opensCommand || isStrange(scalar) ? "·" : scalar)
        if scalar != " " && scalar != "\t" { isAtStart = false }
      }
      place += 1
    }
    return SafeText.withoutSignCommands(String(safe))
  }

  /// Most texts have nothing of it.
  private static func needsCare(_ text: String) -> Bool {
    var last: UInt8 = 0
    var isPlain = true
    for byte in text.utf8 {
      if byte < 0x20 && byte != 0x0A && byte != 0x09 || byte == 0x7F { return true }
      if byte == last, byte == UInt8(ascii: ":") || byte == UInt8(ascii: "#") { return true }
      if byte >= 0x80 { isPlain = false }
      last = byte
    }
    return !isPlain && text.unicodeScalars.contains(where: isStrange)
  }

  private static func isStrange(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "\n" && scalar != "\t" && SafeText.isControl(scalar)
  }

  /// Where a colour of the program's own kind ends, `ESC [ 1 ; 31 m`.
  private static func endOfColour(_ all: [Unicode.Scalar], _ start: Int) -> Int? {
    guard start + 1 < all.count, all[start + 1] == "[" else { return nil }
    var place = start + 2
    while place < all.count, ("0"..."9").contains(all[place]) || all[place] == ";" { place += 1 }
    return place < all.count && all[place] == "m" ? place + 1 : nil
  }
}
