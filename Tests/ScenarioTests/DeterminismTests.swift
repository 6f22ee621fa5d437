import ClusterModel
import ScenarioSearch
import SimulationTrace
import TestSupport
import Testing
import TrustReports

@Suite("Same input, same bytes") struct DeterminismTests {
  /// The smallest scenario of each family: the continuous integration does the same with all.
  static let files = Dictionary(grouping: ScenarioFile.runHere, by: \.family).values
    .compactMap { $0.min { ($0.phones ?? 0, $0.path) < ($1.phones ?? 0, $1.path) } }
    .sorted { $0.path < $1.path }

  @Test("A scenario run again, and by 1 and 8 workers, ends the same", arguments: files)
  func again(_ file: ScenarioFile) throws {
    let scenario = try file.load()
    let first = try ends(scenario, workers: .one)
    #expect(try ends(scenario, workers: .one) == first)
    #expect(try ends(scenario, workers: .threads(8)) == first)
    #expect(try ends(try file.load(), workers: .one) == first)
  }

  @Test("Some of these runs have more than two classes: there is work for several workers")
  func classes() throws {
    let counts = try Self.files.map { try ends(try $0.load(), workers: .threads(2)).others.count }
    #expect(counts.contains { $0 > 1 })
  }

  @Test("Another seed is another run: the digest sees what happened", arguments: files.prefix(1))
  func otherSeed(_ file: ScenarioFile) throws {
    var scenario = try file.load()
    let first = try ends(scenario, workers: .one)
    scenario.seed += 1
    let other = try ends(scenario, workers: .one)
    #expect(other.trace != first.trace)
    #expect(other.page != first.page)
  }

  private struct End: Equatable {
    var trace: String
    var others: [String]
    var page: String
  }

  private func ends(_ scenario: Scenario, workers: Workers) throws -> End {
    let (result, report) = try ScenarioFile.run(scenario, workers: workers)
    return End(
      trace: result.trace.digest, others: result.others.map(\.traceDigest),
      page: MarkdownReport(report).text)
  }
}
