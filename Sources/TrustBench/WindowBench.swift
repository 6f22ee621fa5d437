/// Windows of ten thousand to ten million phones, each in a process of its own.
///
/// Only a fresh process knows the most memory that one window takes.
package struct WindowBench {
  /// What it measures with.
  private let surroundings: BenchSurroundings

  /// Keeps what it measures with.
  package init(_ surroundings: BenchSurroundings) { self.surroundings = surroundings }

  /// Windows of each size, and what a phone costs in each.
  package func run() throws -> [BenchFigure] {
    let sizes: [(phones: Int, nodes: Int, runs: Int)] = [
      (10_000, 20, 5), (100_000, 20, 5), (1_000_000, 20, 5), (10_000_000, 200, 1),
    ]
    var figures: [BenchFigure] = []
    for size in sizes {
      figures += self.figures(
        try measure(phones: size.phones, nodes: size.nodes, runs: size.runs))
    }
    return figures + (try growth())
  }

  /// Four estates of ten thousand phones a node: what grows then is the program's time alone, as
  /// phones that share fewer servers ask more often.
  private func growth() throws -> [BenchFigure] {
    let sizes: [(phones: Int, nodes: Int, runs: Int)] = [
      (10_000, 2, 11), (100_000, 11, 7), (1_000_000, 100, 5), (10_000_000, 1_000, 1),
    ]
    var figures: [BenchFigure] = []
    var perPhone: [Double] = []
    for size in sizes {
      let windows = try measure(phones: size.phones, nodes: size.nodes, runs: size.runs)
      figures += self.figures(windows)
      let seconds = BenchFigure(name: "", runs: windows.map(\.seconds), unit: "s").median
      perPhone.append(seconds / Double(size.phones) * 1e6)
    }
    figures.append(
      BenchFigure(
        name: "time per phone, the most of 10 k to 10 M phones, ten thousand a node",
        runs: [perPhone.max() ?? 0], unit: "us", baselineName: "the least of them",
        baselineRuns: [perPhone.min() ?? 0], goal: "at most twice the least", goalRatio: 0.5))
    return figures
  }

  /// One small window beside its baseline.
  package func short() throws -> [BenchFigure] {
    figures(try measure(phones: 50_000, nodes: 9, runs: 3))
  }

  private func measure(phones: Int, nodes: Int, runs: Int) throws -> [StormBench.Window] {
    var windows: [StormBench.Window] = []
    for _ in 0..<runs {
      let child = try surroundings.startAgain(
        ["bench", "--window", "\(phones)", "\(nodes)"], "")
      guard let window = StormBench.Window(line: child.output) else {
        throw BenchProblem("a window did not come to its end")
      }
      windows.append(window)
    }
    return windows
  }

  private func figures(_ windows: [StormBench.Window]) -> [BenchFigure] {
    let window = windows[0]
    let size = "\(window.phones) phones on \(window.nodes) nodes"
    let perPhone = Double(Int(window.eventsPerPhone * 10)) / 10
    return [
      BenchFigure(
        name: "rename evening, \(size), \(perPhone) events a phone",
        runs: windows.map { Double($0.events) / $0.seconds / 1e6 }, unit: "M events/s",
        baselineName: "as many bare events through a binary heap",
        baselineRuns: windows.map { Double($0.events) / $0.baselineSeconds / 1e6 },
        goal: "15 M events/s", goalRatio: 1),
      BenchFigure(
        name: "rename evening, \(size), from the scenario to the trace",
        runs: windows.map(\.seconds), unit: "s", goal: timeGoal(window)),
      BenchFigure(
        name: "rename evening, \(size), peak memory above 32 MB",
        runs: windows.map(\.bytesPerPhone), unit: "bytes a phone",
        goal: window.phones > 1_000_000 ? "1 GB in all" : "64 bytes a phone"),
    ]
  }

  private func timeGoal(_ window: StormBench.Window) -> String? {
    switch (window.phones, window.nodes) {
    case (1_000_000, 20): "2 s"
    case (1_000_000, 100): "1 s"
    case (100_000, 20): "a tenth of a million phones"
    default: nil
    }
  }
}
