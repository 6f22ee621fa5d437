/// One measured figure: some runs of a thing, and of what it is compared with.
package struct BenchFigure: Sendable {
  /// What was measured, with its size.
  package let name: String
  /// One value a run, in order of running.
  package let runs: [Double]
  /// What the values count: `M events/s`.
  package let unit: String
  /// What it is compared with; nil when with nothing.
  package var baselineName: String?
  /// The baseline's values, each run beside the run of the same place.
  package var baselineRuns: [Double] = []
  /// What the figure should reach, in words; nil when nothing is asked of it.
  package var goal: String?
  /// How many times better than its baseline it should be; nil when nothing is asked of it.
  ///
  /// A ratio holds on any machine and under any load that both share; a time does not.
  package var goalRatio: Double?

  /// Puts a figure together; only what was measured is needed.
  package init(
    name: String, runs: [Double], unit: String, baselineName: String? = nil,
    baselineRuns: [Double] = [], goal: String? = nil, goalRatio: Double? = nil
  ) {
    self.name = name
    self.runs = runs
    self.unit = unit
    self.baselineName = baselineName
    self.baselineRuns = baselineRuns
    self.goal = goal
    self.goalRatio = goalRatio
  }

  /// The middle value: of an even number of runs the mean of the two middle ones; zero without
  /// runs.
  package var median: Double { Self.median(runs) }

  /// The baseline's middle value; nil without a baseline.
  package var baselineMedian: Double? { baselineRuns.isEmpty ? nil : Self.median(baselineRuns) }

  /// How many times better than the baseline: more of a rate, less of anything else.
  package var ratio: Double? {
    guard let baseline = baselineMedian, median > 0, baseline > 0 else { return nil }
    return unit.hasSuffix("/s") ? median / baseline : baseline / median
  }

  private static func median(_ values: [Double]) -> Double {
    if values.isEmpty { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
