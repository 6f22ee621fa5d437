import TestSupport
import Testing

@Suite("The simulation writes no prose") struct ProseTests {
  /// What the product prints of a file that is not there.
  private static let linePrinted = "Length of \\(kind.rawValue) file: 0"

  /// Sentences in string literals of a source: three words or more, the first with a capital, that
  /// are no line of a runbook and no message of an assertion.
  static func sentences(in source: String) -> [String] {
    source.split(separator: "\n").flatMap { line -> [String] in
      let code = line.drop { $0 == " " }
      guard !code.hasPrefix("//"), !code.contains("assert"), !code.contains("precondition") else {
        return []
      }
      return code.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        .filter { text in
          let words = text.split(separator: " ")
          let isLineOfRunbook = words.first.map { $0.hasSuffix(":") || $0.hasSuffix(">") } ?? false
          return words.count > 2 && text.first?.isUppercase == true && !isLineOfRunbook
            && !text.hasPrefix("GUI@") && text != Self.linePrinted
        }
    }
  }

  @Test("What it finds out is told by cases with their evidence; words are in the trace")
  func none() throws {
    for folder in ["Sources/ClusterSimulation", "Sources/ServerActs"] {
      for path in Repository.paths(below: folder, withExtension: "swift") {
        let found = Self.sentences(in: try Repository.text(path))
        #expect(found.isEmpty, "\(path): \(found)")
      }
    }
  }

  @Test("A sentence is found; a line of a runbook and an assertion are none")
  func finds() {
    let source = """
      return .refused("The publisher does not answer.", nil)
      // "A comment that says so."
      assert(isOwn, "Rows that a copy shares")
      lines = ["Switch: power on phones", "pub> show itl"]
      """
    #expect(Self.sentences(in: source) == ["The publisher does not answer."])
  }
}
