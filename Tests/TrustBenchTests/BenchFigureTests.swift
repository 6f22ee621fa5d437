import Testing
import TrustBench

@Suite("Figures of the benchmark") struct BenchFigureTests {
  @Test(
    "The median is the middle run, or the mean of the two middle ones",
    arguments: [([], 0), ([3], 3), ([9, 1, 4], 4), ([8, 1, 2, 4], 3)] as [([Double], Double)])
  func median(_ runs: [Double], _ expected: Double) {
    #expect(BenchFigure(name: "a", runs: runs, unit: "s").median == expected)
  }

  @Test("More of a rate is better, and less of a time")
  func ratio() {
    func ratio(_ unit: String) -> Double? {
      BenchFigure(name: "a", runs: [6], unit: unit, baselineName: "b", baselineRuns: [2]).ratio
    }
    #expect(ratio("M events/s") == 3)
    #expect(ratio("s") == 2.0 / 6)
    #expect(BenchFigure(name: "a", runs: [6], unit: "s").ratio == nil)
    #expect(BenchFigure(name: "a", runs: [0], unit: "s", baselineRuns: [2]).ratio == nil)
  }
}
