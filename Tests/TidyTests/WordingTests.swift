import TestSupport
import Testing

@Suite("What the texts speak of") struct WordingTests {
  /// Every text that is kept, but for the file that names what is looked for.
  private static let paths = Repository.paths.filter { $0 != Wording.ownPath }

  @Test("No text speaks of how the work is organised")
  func organisation() throws {
    expectNone(
      try Self.paths.flatMap {
        Wording.organisingWords(in: try Repository.text($0), of: $0)
      })
    #expect(Self.paths.count > 100, "texts are found")
  }

  @Test("No text names a folder of somebody's machine")
  func machines() throws {
    expectNone(
      try Self.paths.flatMap { Wording.machinePaths(in: try Repository.text($0), of: $0) })
  }

  // What follows shows that each check can fail.

  @Test(
    "Words of organisation are found",
    arguments: [
      ("// see rules" + ".md, section 5", true), ("as the bri" + "efing says", true),
      ("Asked for in this\u{20}issue.", true), ("The  Lead decided; the\u{20}lead.", true),
      ("certificates are issued, this issues two", false), ("a CLI session log", false),
      ("the prompt comes back", false), ("the leading node", false), ("a debriefing", false),
    ])
  func findsOrganisation(_ text: String, _ isFound: Bool) {
    #expect(Wording.organisingWords(in: "first\n" + text, of: "x").isEmpty == !isFound)
  }

  @Test(
    "Paths of a machine are found",
    arguments: [
      ("/" + "work/main", true), ("see \"/" + "tmp/x\"", true), ("a (/" + "root/.cache)", true),
      ("cd /" + "opt/swift", true), ("#!/usr/bin/env bash", false), ("a/" + "tmp/b", false),
      ("../" + "work/x", false), ("path = /" + "home/joe/x", true),
      ("utils itl reset remotekey host joe /" + "home/joe/ITLRecovery.p12", false),
      ("utils itl reset remotekey host joe /" + "root/ITLRecovery.p12", true),
    ])
  func findsMachines(_ text: String, _ isFound: Bool) {
    #expect(Wording.machinePaths(in: "first\n" + text, of: "x").isEmpty == !isFound)
  }
}
