import TestSupport
import Testing

@Suite("One rule, one file, one test file") struct RuleFileTests {
  @Test("Every rule's record stands in its own file, in its chapter, with a test of that name")
  func files() throws {
    let path = RuleFiles.folder + "RuleID.swift"
    let rules = RuleFiles(
      idSource: SwiftSource(path: path, text: try Repository.text(path)),
      sources: SwiftSource.below("Sources/TrustRules"),
      testPaths: Repository.paths(below: "Tests/TrustRulesTests", withExtension: "swift"))
    #expect(rules.ids.count > 50, "rules are found")
    expectNone(rules.findings)
  }

  // What follows shows that the check can fail.

  private func findings(
    _ path: String, _ text: String,
    tests: [String] = ["Tests/TrustRulesTests/Deciding/ATests.swift"]
  ) -> [String] {
    let ids = """
      enum RuleID: String {
        case a = "a-b"
        var record: R { switch self { case .z: 1 } }
      }
      """
    return RuleFiles(
      idSource: SwiftSource(path: "Sources/TrustRules/RuleID.swift", text: ids),
      sources: [SwiftSource(path: "Sources/TrustRules/" + path, text: text)], testPaths: tests
    ).findings.map(\.what)
  }

  private let good = "extension RuleRecord { static let a = RuleRecord(.a, .deciding, .assumed) }"

  @Test("A rule in its place is right")
  func right() { #expect(findings("Deciding/A.swift", good) == []) }

  @Test("A rule that is not in its place is found")
  func wrong() {
    #expect(findings("Deciding/A.swift", "").count == 1)
    #expect(findings("Deciding/A.swift", good + "\n" + good).count > 1)
    #expect(findings("Deciding/B.swift", good).count == 2)
    #expect(findings("Changing/A.swift", good).count == 1)
    #expect(findings("A.swift", good).count == 1)
    #expect(findings("A.swift", good.replacing(".deciding", with: ".standing")) == [])
    #expect(findings("Deciding/A.swift", good, tests: []).count == 1)
    #expect(findings("Deciding/A.swift", good.replacing("let a", with: "let c")).count == 1)
    #expect(findings("Deciding/A.swift", good.replacing(".a,", with: ".c,")).count == 4)
  }
}
