import Testing
import TextFormats

@Suite("The nearest word") struct NearestTests {
  @Test(
    "is one in which a third of the letters is wrong at most, or the only one that begins so",
    arguments: [
      ("chekc", "check"), ("RUN", "run"), ("reme", "remedies"), ("rem", "remedies"),
      ("exprot", "export"),
      ("exp", nil), ("xyz", nil), ("", nil), ("run", nil),
    ])
  func nearest(written: String, expected: String?) {
    let all = ["run", "check", "explain", "export", "remedies"]
    #expect(Suggestions.nearest(to: written, among: all) == expected)
  }

  @Test(
    "Letters put in, left out, changed or exchanged with their neighbour count one each",
    arguments: [("", "", 0), ("ab", "ba", 1), ("abc", "ac", 1), ("a", "", 1), ("abc", "xyz", 3)])
  func distance(one: String, other: String, expected: Int) {
    #expect(Suggestions.editDistance(Array(one.utf8), Array(other.utf8)) == expected)
    #expect(Suggestions.editDistance(Array(other.utf8), Array(one.utf8)) == expected)
  }
}
