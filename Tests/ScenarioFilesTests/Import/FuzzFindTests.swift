import Foundation
import ScenarioFiles
import TestSupport
import Testing

@Suite("Inputs that a fuzzer found")
struct FuzzFindTests {
  static let paths = Repository.paths.filter { $0.hasPrefix("Tests/Fuzz/corpus/") }

  @Test("are there")
  func present() { #expect(Self.paths.count >= 5) }

  @Test("are imported or refused, and what is made of them can be read", arguments: paths)
  func holds(path: String) throws {
    ImportProperty.check(Array(try Data(contentsOf: Repository.url(path))))
  }

  @Test("and every cut of a sound log, too")
  func cuts() throws {
    let log = Array(try SessionLog().text.utf8)
    for end in stride(from: 0, to: log.count, by: max(1, log.count / 150)) {
      ImportProperty.check(Array(log[..<end]))
    }
  }
}
