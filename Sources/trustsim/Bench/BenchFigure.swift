/// One measured figure: some runs of a thing, and of what it is compared with.
struct BenchFigure: Sendable {
  /// What was measured, with its size.
  let name: String
  /// One value a run, in order of running.
  let runs: [Double]
  /// What the values count: `M events/s`.
  let unit: String
  /// What it is compared with; nil when with nothing.
  var baselineName: String?
  /// The baseline's values, each run beside the run of the same place.
  var baselineRuns: [Double] = []
  /// What the figure should reach, in words; nil when nothing is asked of it.
  var goal: String?

  /// The middle value: of an even number of runs the mean of the two middle ones; zero without
  /// runs.
  var median: Double { Self.median(runs) }

  /// The baseline's middle value; nil without a baseline.
  var baselineMedian: Double? { baselineRuns.isEmpty ? nil : Self.median(baselineRuns) }

  private static func median(_ values: [Double]) -> Double {
    if values.isEmpty { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
