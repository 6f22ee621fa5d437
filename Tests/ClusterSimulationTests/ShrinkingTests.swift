import SimulationTrace
import TestSupport
import Testing

@Suite("Shrinking of random runbooks")
struct ShrinkingTests {
  /// Whether some phone lost trust in the end: what a property might find wrong.
  private static func losesPhones(_ text: String) -> Bool {
    guard let census = (try? Ran(text))?.trace.censuses.last else { return false }
    return census.rows.contains { $0.word.isLost }
  }

  @Test("a long evening that loses phones becomes one of which no line can be left out")
  func minimal() throws {
    let long = (1...40).lazy.map { seed in
      var random = RandomRunbook(seed: seed)
      return random.head() + random.anyLines(14)
    }
    let text = try #require(long.first(where: Self.losesPhones))
    var shrinking = Shrinking(goesWrong: Self.losesPhones)
    let shortest = shrinking.shortest(text)
    #expect(Self.losesPhones(shortest))
    let lines = shortest.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count * 2 < text.split(separator: "\n").count, "\(shortest)")
    for place in lines.indices {
      let fewer = (lines[..<place] + lines[(place + 1)...]).joined(separator: "\n")
      #expect(!Self.losesPhones(fewer), "line \(place + 1) could go:\n\(shortest)")
    }
  }

  @Test("a text that shows no fault is left as it is, and tried once")
  func sound() {
    var shrinking = Shrinking { _ in false }
    let found = shrinking.shortest("a\nb")
    #expect(found == "a\nb")
    #expect(shrinking.tries == 0)
  }

  @Test("a limit ends the search with what was found")
  func limited() {
    var shrinking = Shrinking(limit: 3) { $0.contains("x") }
    let text = (0..<64).map { $0 == 40 ? "x" : "\($0)" }.joined(separator: "\n")
    let found = shrinking.shortest(text)
    #expect(shrinking.tries == 3)
    #expect(found.contains("x") && found.count < text.count)
  }
}
