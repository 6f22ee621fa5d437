import Foundation
import Testing
import TrustBench

@Suite("What the benchmark prints") struct BenchReportTests {
  private static let figures = [
    BenchFigure(
      name: "a \"quoted\" \\ name\u{1B}", runs: [2, 1.5, 3], unit: "M events/s",
      baselineName: "a heap", baselineRuns: [1], goal: "20 M events/s", goalRatio: 3),
    BenchFigure(name: "alone", runs: [0.0625], unit: "s"),
  ]

  @Test("The JSON is read by others, with each member where it was")
  func json() throws {
    let bytes = BenchReport.json(Self.figures)
    let read = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    let figures = try #require(read?["figures"] as? [[String: Any]])
    #expect(figures.count == 2)
    let first = try #require(figures.first)
    #expect(
      Set(first.keys) == [
        "name", "unit", "median", "runs", "baseline", "baselineMedian", "baselineRuns", "ratio",
        "goal",
      ])
    #expect(first["name"] as? String == Self.figures[0].name)
    #expect(first["median"] as? Double == 2)
    #expect(first["runs"] as? [Double] == [2, 1.5, 3])
    #expect(first["ratio"] as? Double == 2)
    #expect(Set(figures[1].keys) == ["name", "unit", "median", "runs"])
    #expect(figures[1]["median"] as? Double == 0.063)
  }

  @Test("The text names the middle, the least and the most of the runs")
  func text() {
    let lines = BenchReport.text(Self.figures).split(separator: "\n").map(String.init)
    #expect(lines.contains("  measured  2.000 [1.500 3.000] M events/s"))
    #expect(lines.contains("  baseline  1.000 [1.000 1.000] M events/s  a heap"))
    #expect(lines.contains("  ratio     2.000"))
    #expect(lines.contains("  goal      20 M events/s"))
    #expect(lines.filter { $0 == "  single    measured once" }.count == 1)
  }
}
