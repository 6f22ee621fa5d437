import ClusterModel
import ScenarioLanguage
import TestSupport
import Testing

@Suite("What the README writes can be written") struct ReadmeTests {
  /// The scenario of ten lines.
  private static func tenLines() throws -> [String] {
    let lines = try Repository.text("README.md").split(
      separator: "\n", omittingEmptySubsequences: false)
    let heading = try #require(lines.firstIndex(of: "## Your own in ten lines"))
    let begin = try #require(lines[heading...].firstIndex(of: "```"))
    let end = try #require(lines[(begin + 1)...].firstIndex(of: "```"))
    return lines[(begin + 1)..<end].map(String.init)
  }

  /// The lines under a cluster that the table shows: what stands between backticks in its first
  /// column.
  private static func stateLines() throws -> [String] {
    let lines = try Repository.text("README.md").split(
      separator: "\n", omittingEmptySubsequences: false)
    let head = try #require(lines.firstIndex { $0.hasPrefix("| under a cluster |") })
    return lines[(head + 2)...].prefix { $0.hasPrefix("|") }.flatMap { row in
      let cells = row.split(separator: "|")
      let spans = (cells.first ?? "").split(separator: "`", omittingEmptySubsequences: false)
      return spans.indices.filter { $0 % 2 == 1 }.map { String(spans[$0]) }
    }
  }

  private static func complaints(_ lines: [String]) -> String {
    let outcome = readScenario(
      "readme.mop", with: OneText(text: lines.map { $0 + "\n" }.joined()))
    return outcome.scenario == nil ? outcome.rendered(color: false) : ""
  }

  @Test("The scenario of ten lines is read")
  func ten() throws {
    #expect(Self.complaints(try Self.tenLines()) == "")
  }

  @Test("Each line that states how a cluster is can stand under the cluster of ten lines")
  func states() throws {
    let states = try Self.stateLines()
    #expect(states.count > 8)
    let ten = try Self.tenLines()
    let steps = try #require(ten.firstIndex(of: "## Implementation"))
    for state in states {
      #expect(Self.complaints(ten[..<steps] + ["  " + state] + ten[steps...]) == "", "\(state)")
    }
  }
}
