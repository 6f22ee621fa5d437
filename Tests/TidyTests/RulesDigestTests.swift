import TestSupport
import Testing

@Suite("What the digest of the rules has") struct RulesDigestTests {
  private static let path = "Sources/TrustReports/RulesDigest.swift"

  private func digest() throws -> SwiftSource {
    SwiftSource(path: Self.path, text: try Repository.text(Self.path))
  }

  @Test("Everything that the table of releases says")
  func provisions() throws {
    let digest = try digest()
    #expect(ReleaseTable.questions.count > 20 && ReleaseTable.provisions.contains("hasHAProxy"))
    for question in ReleaseTable.questions.sorted() {
      #expect(!digest.places(of: question).isEmpty, "\(question) is not digested")
    }
  }

  @Test("Every closed list of the law, through all its cases")
  func lists() throws {
    let digest = try digest()
    let lists = SwiftSource.below("Sources/TrustRules").flatMap(Self.closedLists)
    #expect(lists.contains("RuleID") && lists.contains("FixedConstant") && lists.count > 6)
    // How a rule is known is a part of its record; a chapter only says where it is printed.
    #expect(!digest.places(of: "basis").isEmpty)
    for list in lists where !["Basis", "Chapter"].contains(list) {
      let isDigested = digest.places(of: list).contains {
        digest.matches([".", "allCases"], at: $0 + 1)
      }
      #expect(isDigested, "\(list).allCases is not digested")
    }
  }

  @Test("Every release at which the table turns, so that what is moved is noticed")
  func landmarks() throws {
    let digest = try digest()
    let landmarks = ReleaseTable.landmarks
    #expect(landmarks.contains([12, 5, 1, 3]) && landmarks.contains([8, 0, 0, 0]))
    let start = try #require(digest.places(of: "landmarks").first)
    let opening = try #require((start..<digest.tokens.count).first { digest.sign($0) == "=" }) + 1
    var numbers = (opening..<digest.closing(of: opening)).compactMap {
      digest.sign($0).flatMap(Int.init)
    }
    var sampled: Set<[Int]> = []
    while numbers.count >= 4 {
      sampled.insert(Array(numbers.prefix(4)))
      numbers.removeFirst(4)
    }
    #expect(sampled == landmarks)
  }

  /// Names of the enumerations that list their cases.
  private static func closedLists(in source: SwiftSource) -> [String] {
    source.places(of: "enum").compactMap { place in
      var next = place + 2
      while let sign = source.sign(next), sign != "{" {
        if sign == "CaseIterable" { return source.sign(place + 1) }
        next += 1
      }
      return nil
    }
  }
}
