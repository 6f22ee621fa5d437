import TestSupport
import Testing

@Suite("What the page for contributors names") struct ContributingTests {
  private static let page = "Sources/TrustRules/TrustRules.docc/Contributing.md"

  private func text() throws -> String { try Repository.text(Self.page) }

  @Test("Every file is there, and declares what the page says")
  func references() throws {
    let all = PageReference.all(in: try text())
    #expect(all.count > 40, "references are found")
    #expect(all.count { $0.name != nil } > 25, "declarations are found")
    let paths = Set(Repository.paths)
    expectNone(
      all.compactMap { reference in
        reference.fault(paths: paths) { path in SwiftSource.all.first { $0.path == path } }
          .map { Finding(path: Self.page, line: reference.line, what: $0) }
      })
  }

  @Test("Each of ten questions is answered with three files at most")
  func questions() throws {
    let lines = try text().split(separator: "\n").map(String.init)
    let rows = lines.drop { $0 != "|---|---|---|" }.dropFirst().prefix { $0.hasPrefix("|") }
    #expect(rows.count == 10)
    for row in rows {
      let files = PageReference.all(in: row)
      #expect((1...3).contains(files.count), "\(row)")
    }
  }

  @Test("README and the front page of the catalogue lead to it")
  func links() throws {
    #expect(try Repository.text("README.md").contains("(\(Self.page))"))
    let front = try Repository.text("Sources/TrustRules/TrustRules.docc/TrustRules.md")
    #expect(front.contains("<doc:Contributing>"))
  }

  // What follows shows that each check can fail.

  @Test("References are found in code alone, with and without a name")
  func finds() {
    let found = PageReference.all(
      in: "a `Sources/A/b.swift: c` Sources/A/d.swift\n\n`README.md` and `swift test`, `Tests/x`")
    #expect(
      found == [
        PageReference(path: "Sources/A/b.swift", name: "c", line: 1),
        PageReference(path: "README.md", name: nil, line: 3),
        PageReference(path: "Tests/x", name: nil, line: 3),
      ])
  }

  @Test(
    "What a file does not declare is found",
    arguments: [
      ("run", true), ("Thing", true), ("kept", true), ("one", true), ("other", false),
      ("used", false), ("absent", false),
    ])
  func faults(_ name: String, _ isDeclared: Bool) {
    let source = SwiftSource(
      path: "Sources/A/b.swift",
      text: "struct Thing { var kept = used()\nfunc run() {} }\nenum B { case one(Int) }\n"
        + "// func absent()\nlet c = \"func absent\"\nswitch d { case .other: break }\n")
    let reference = PageReference(path: source.path, name: name, line: 1)
    let fault = reference.fault(paths: [source.path]) { _ in source }
    #expect((fault == nil) == isDeclared)
    #expect(reference.fault(paths: []) { _ in source } != nil)
  }
}
