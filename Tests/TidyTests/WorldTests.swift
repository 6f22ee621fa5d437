import TestSupport
import Testing

@Suite("The world is a table of contents") struct WorldTests {
  @Test("It has a dozen parts at most, each a type with a file of its name")
  func parts() throws {
    let source = try Repository.text("Sources/ClusterSimulation/World.swift")
    let parts = Self.storedProperties(in: source)
    #expect((5...12).contains(parts.count), "\(parts)")
    let files = Repository.paths(below: "Sources/ClusterSimulation", withExtension: "swift")
    for part in parts {
      #expect(files.contains { $0.hasSuffix("/\(part.type).swift") }, "\(part.name): \(part.type)")
    }
  }

  @Test("What is stored is found, and what is computed is not")
  func finds() {
    let text = """
      package struct World: Sendable {
        let premises: Premises
        var memo = LawMemo()
        var now: Instant { agenda.now }

        init() { let local = 1 }
      }
      """
    #expect(Self.storedProperties(in: text).map(\.type) == ["Premises", "LawMemo"])
  }

  /// Properties of the structure that stand above its initializer, by name and type.
  private static func storedProperties(in text: String) -> [(name: String, type: String)] {
    let body = text.split(separator: "struct World", maxSplits: 1).last ?? ""
    let above = body.split(separator: " init(", maxSplits: 1).first ?? ""
    return above.split(separator: "\n").compactMap { line in
      let words = line.split { " :=()".contains($0) }
      guard let first = words.first, ["let", "var"].contains(first), words.count > 2,
        !line.contains("{")
      else { return nil }
      return (String(words[1]), String(words[2]))
    }
  }
}
