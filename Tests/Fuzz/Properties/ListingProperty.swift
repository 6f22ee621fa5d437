import ClusterModel
import TrustListFiles

/// What holds of any text that is read as the output of `show itl` or `show ctl`: what is read is
/// written, and read again, as the same list.
package enum ListingProperty {
  package static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    let text = String(decoding: bytes, as: UTF8.self)
    let lineCount = 1 + text.utf8.count { $0 == 0x0A || $0 == 0x0D }
    guard let reading = try read(text, lineCount) else { return }
    for damage in reading.damages {
      try require(0...lineCount ~= damage.line, "damage on line \(damage.line) of \(lineCount)")
    }
    let again = ListFileText.render(reading.listing)
    guard let second = try read(again, 1 + again.utf8.count { $0 == 0x0A }) else {
      // Only what was damaged may not be read back.
      return try require(!reading.damages.isEmpty, "what was written is refused:\n\(again)")
    }
    guard reading.damages.isEmpty else { return }
    try require(
      second.listing.file == reading.listing.file, "another list is read back:\n\(again)")
    try require(ListFileText.render(second.listing) == again, "it is written otherwise:\n\(again)")
  }

  private static func read(_ text: String, _ lineCount: Int) throws(BrokenProperty)
    -> ListFileReading?
  {
    do throws(ListFileTextError) {
      return try ListFileText.parse(text)
    } catch {
      try require(1...lineCount ~= error.line, "an error on line \(error.line) of \(lineCount)")
      return nil
    }
  }
}
