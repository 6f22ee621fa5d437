import TestSupport
import Testing

@Suite("The floors of the house") struct FloorTests {
  private let floors: Floors

  init() throws {
    floors = Floors(
      manifest: SwiftSource(path: "Package.swift", text: try Repository.text("Package.swift")))
  }

  @Test("Package.swift lists a floor for each folder of Sources, and the command line")
  func folders() throws {
    let found = Set(
      Repository.paths.filter { $0.hasPrefix("Sources/") }.map {
        String($0.split(separator: "/")[1])
      })
    #expect(Set(floors.names).union([Floors.executable]) == found)
    #expect(floors.names.first == "VirtualTime")
  }

  @Test("A floor names only floors above it")
  func order() { expectNone(floors.upsideDown) }

  @Test("A file imports only what its target declares")
  func imports() {
    let files = SwiftSource.below("Sources") + SwiftSource.below("Tests")
    expectNone(files.flatMap(floors.undeclared))
    #expect(files.contains { !$0.imports.isEmpty })
  }

  @Test(
    "Verdicts and reports know no simulation", arguments: ["TrustVerdicts", "TrustReports"])
  func noWayBack(_ name: String) throws {
    let floor = try #require(floors.all.first { $0.name == name })
    #expect(!floor.imports.contains("ClusterSimulation"))
  }

  @Test("No package is needed but this one")
  func noPackages() throws {
    let manifest = SwiftSource(path: "Package.swift", text: try Repository.text("Package.swift"))
    expectNone(packageDependencies(of: manifest))
  }

  private func packageDependencies(of manifest: SwiftSource) -> [Finding] {
    manifest.tokens.indices.filter { manifest.matches([".", "package", "("], at: $0) }.map {
      Finding(path: manifest.path, line: manifest.tokens[$0].line, what: "names another package")
    }
  }

  // What follows shows that each check can fail.

  private func small(_ list: String) -> Floors {
    Floors(manifest: SwiftSource(path: "Package.swift", text: "let floors: [X] = [\(list)]"))
  }

  @Test("A floor that names one below it, or itself, is found")
  func findsDisorder() {
    let floors = small(#"("A", ["B"]), ("B", ["A", "B"]),"#)
    #expect(floors.names == ["A", "B"])
    #expect(floors.upsideDown.count == 2)
    #expect(small(#"("A", []), ("B", ["A"])"#).upsideDown.isEmpty)
  }

  @Test(
    "An import that is not declared is found",
    arguments: [
      ("Sources/B/x.swift", "import A\nimport C", 1), ("Sources/B/x.swift", "import Glibc", 1),
      ("Sources/B/x.swift", "import Foundation\npackage import A", 0),
      ("Sources/trustsim/x.swift", "import Glibc\nimport C", 0),
      ("Sources/Z/x.swift", "", 1), ("Tests/TidyTests/x.swift", "import A", 1),
      ("Tests/BTests/x.swift", "import C\nimport Testing\nimport struct A.Thing", 0),
      ("Tests/BTests/x.swift", "import TidyTests // no import D", 1),
      ("Sources/B/x.swift", "enum A { case `import` }", 0),
      ("Sources/B/x.swift", "@_exported import C", 1),
    ])
  func findsImports(_ path: String, _ text: String, _ count: Int) {
    let floors = small(#"("A", []), ("B", ["A"]), ("C", ["A", "B"])"#)
    #expect(floors.undeclared(in: SwiftSource(path: path, text: text)).count == count)
  }

  @Test("A package dependency is found")
  func findsPackages() {
    let text = #"let p = Package(dependencies: [.package(url: "x", from: "1.0.0")])"#
    #expect(packageDependencies(of: SwiftSource(path: "Package.swift", text: text)).count == 1)
  }
}
