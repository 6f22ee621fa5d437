import TestSupport
import Testing

@Suite("Where things lie") struct LayoutTests {
  @Test("The top holds exactly what belongs there")
  func top() throws {
    #expect(Layout.strangers(atTop: try Repository.topLevel()) == [])
  }

  @Test("Scenarios and reports lie in their families")
  func families() {
    expectNone(Layout.misplaced(Repository.paths))
    #expect(!Repository.paths(below: "Scenarios", withExtension: "mop").isEmpty)
  }

  @Test("A decision is a numbered page: context, options, outcome")
  func decisions() throws {
    let paths = Repository.paths.filter { $0.hasPrefix(Layout.decisions + "/") }
    let pages = try paths.map { (path: $0, text: try Repository.text($0)) }
    #expect(!pages.isEmpty)
    expectNone(Layout.faults(ofDecisions: pages))
  }

  // What follows shows that each check can fail.

  @Test("Something extra at the top is found, and something missing")
  func findsStrangers() {
    #expect(Layout.strangers(atTop: Layout.top + [".ci", ".gitignore"]) == [])
    #expect(Layout.strangers(atTop: Layout.top + ["notes.txt"]).count == 1)
    #expect(Layout.strangers(atTop: Layout.top.filter { $0 != "README.md" }).count == 1)
  }

  @Test(
    "A file in no family is found",
    arguments: [
      ("Scenarios/changing/a-b-2.mop", 0), ("Reports/storms/a.md", 0),
      ("Scenarios/estates/phones.csv", 0), ("Sources/changing.swift", 0),
      ("Scenarios/renaming/a.mop", 1), ("Scenarios/a.mop", 1), ("Scenarios/changing/x/a.mop", 1),
      ("Scenarios/changing/A_b.mop", 1), ("Scenarios/changing/a.txt", 1),
      ("Reports/changing/a.mop", 1), ("Reports/estates/a.md", 1),
      ("Scenarios/changing/.mop", 1), ("Scenarios/changing/a-12.5.mop", 0),
    ])
  func findsMisplaced(_ path: String, _ count: Int) {
    #expect(Layout.misplaced([path]).count == count)
  }

  @Test("A page that is no decision is found")
  func findsFaults() {
    let good = "# A\n\n## Context\n\nb\n\n## Options\n\nc\n\n## Outcome\n\nd\n"
    let folder = Layout.decisions + "/"
    let inOrder = [(path: folder + "0001-a-b.md", text: good), (folder + "0002-c.md", good)]
    #expect(Layout.faults(ofDecisions: inOrder).isEmpty)
    let twice = [inOrder[0], (path: folder + "0001-c.md", text: good)]
    #expect(Layout.faults(ofDecisions: twice).map(\.path) == [folder + "0001-c.md"])
    #expect(!Layout.faults(ofDecisions: inOrder.reversed()).isEmpty)
    for (name, text) in [
      ("0000-a.md", good), ("00001-a.md", good), ("1-a.md", good), ("0001-A b.md", good),
      ("0001-.md", good),
      ("0001-a.txt", good), ("0001-a.md", "a\n" + good),
      ("0001-a.md", good.replacing("## Options", with: "## Choices")), ("0001-a.md", "# A\n"),
    ] {
      let found = Layout.faults(ofDecisions: [(folder + name, text)])
      #expect(!found.isEmpty, "\(name)")
    }
  }
}
