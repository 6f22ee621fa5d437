/// Makes a text on which something goes wrong as short as it can be: lines are left out as long as
/// the same goes wrong without them.
///
/// Runs of lines are tried first, halved until they are single lines, and then all again, until no
/// single line can be left out (the search that is known as delta debugging).
package struct Shrinking {
  /// How many texts were tried.
  package private(set) var tries = 0
  private let limit: Int
  private let goesWrong: (String) -> Bool

  /// - Parameters:
  ///   - limit: texts to try at most; what is found by then is the answer.
  ///   - goesWrong: whether a text still shows the fault; a text that cannot be read shows none.
  package init(limit: Int = 2_000, goesWrong: @escaping (String) -> Bool) {
    self.limit = limit
    self.goesWrong = goesWrong
  }

  /// The shortest text found by leaving out lines; the text itself if it does not go wrong.
  package mutating func shortest(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard goesWrong(text) else { return text }
    var length = lines.count
    while length > 0, tries < limit {
      let hadAll = lines.count
      var place = 0
      while place < lines.count, tries < limit {
        let fewer = lines[..<place] + lines[min(place + length, lines.count)...]
        tries += 1
        if goesWrong(fewer.joined(separator: "\n")) {
          lines = Array(fewer)
        } else {
          place += length
        }
      }
      if length > 1 { length /= 2 } else if lines.count == hadAll { length = 0 }
    }
    return lines.joined(separator: "\n")
  }
}
