import ClusterModel
import ClusterSimulation
import ScenarioSearch
import SimulationTrace
import TextFormats
import TrustReports
import TrustRules
import TrustVerdicts

/// How fast the pages of one run are made, and how much memory they take beyond it.
///
/// In a process of its own: only a fresh one knows what a page takes. Each page is written to
/// `/dev/null`, beside the same bytes, ready, written in the same pieces.
package struct RenderingBench {
  /// What it measures with.
  private let surroundings: BenchSurroundings

  /// Keeps what it measures with.
  package init(_ surroundings: BenchSurroundings) { self.surroundings = surroundings }

  /// The pages of a million phones.
  package func run() throws -> [BenchFigure] {
    try figures(phones: 1_000_000, nodes: 20, rounds: 5)
  }

  /// One smaller run: enough to see whether a page has become many times slower than a copy.
  package func short() throws -> [BenchFigure] {
    try figures(phones: 100_000, nodes: 9, rounds: 3).filter { $0.goalRatio != nil }
  }

  // MARK: What the child prints and the parent reads

  /// One page written once.
  private struct Row {
    var page: String
    var seconds: Double
    /// The same bytes, ready.
    var baselineSeconds: Double
    var bytes: Int
    /// The most memory since the run was done.
    var bytesAboveRun: Int

    var line: String { "\(page) \(seconds) \(baselineSeconds) \(bytes) \(bytesAboveRun)\n" }

    init(page: String, seconds: Double, baselineSeconds: Double, bytes: Int, bytesAboveRun: Int) {
      self.page = page
      self.seconds = seconds
      self.baselineSeconds = baselineSeconds
      self.bytes = bytes
      self.bytesAboveRun = bytesAboveRun
    }

    init?(line: Substring) {
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 5, let seconds = Double(words[1]), let baseline = Double(words[2]),
        let bytes = Int(words[3]), let above = Int(words[4])
      else { return nil }
      self.init(
        page: words[0], seconds: seconds, baselineSeconds: baseline, bytes: bytes,
        bytesAboveRun: above)
    }
  }

  /// The report itself, made from the run.
  private static let making = "report"

  /// `bench --pages PHONES NODES ROUNDS`: one run, and its pages so many times.
  package func lines(phones: Int, nodes: Int, rounds: Int) throws -> String {
    let scenario = try readBenchScenario(EstateText.mixedEvening(phones: phones, nodes: nodes))
    let law = Law(of: scenario)
    let times = TimeConstants(of: scenario)
    var world = World(scenario, law: law, times: times)
    world.keepsFates = true
    let trace = try world.run()
    let assessment = combine(
      standard: judge(trace, of: scenario), others: [], coverage: Coverage(rules: [], classes: 1))
    let before = surroundings.residentBytes()
    surroundings.forgetPeak()
    var rows: [Row] = []
    var last: Report?
    for _ in 0..<rounds {
      let start = surroundings.nanoseconds()
      let report = makeReport(
        scenario: scenario, trace: trace, assessment: assessment, law: law, times: times,
        replay: ReportedReplay(version: "0", inputDigest: "0", rulesDigest: "0", seed: 7))
      let seconds = surroundings.seconds(since: start)
      rows.append(
        Row(
          page: Self.making, seconds: seconds, baselineSeconds: 0, bytes: 0,
          bytesAboveRun: surroundings.peakBytes() - before))
      last = report
      for format in ReportFormat.all {
        rows.append(try write(report, as: format, above: before))
      }
    }
    // Afterwards, as the pages are held whole for it.
    for place in rows.indices where rows[place].page != Self.making {
      guard let format = ReportFormat.all.first(where: { $0.name == rows[place].page }),
        let report = last
      else { continue }
      let page = format.bytes(report)
      rows[place].baselineSeconds = try seconds { $0.put(page) }
    }
    return rows.map(\.line).joined()
  }

  private func write(
    _ report: Report, as format: ReportFormat, above before: Int
  ) throws -> Row {
    var bytes = 0
    var counter = PageOutlet {
      bytes += $0.count
      return true
    }
    format.write(report, false, &counter)
    counter.finish()
    let seconds = try seconds { format.write(report, false, &$0) }
    return Row(
      page: format.name, seconds: seconds, baselineSeconds: 0, bytes: bytes,
      bytesAboveRun: surroundings.peakBytes() - before)
  }

  private func seconds(_ page: (inout PageOutlet) -> Void) throws -> Double {
    let start = surroundings.nanoseconds()
    try surroundings.writeAway(page)
    return surroundings.seconds(since: start)
  }

  // MARK: Figures

  private func figures(phones: Int, nodes: Int, rounds: Int) throws -> [BenchFigure] {
    let child = try surroundings.startAgain(
      ["bench", "--pages", "\(phones)", "\(nodes)", "\(rounds)"], "")
    let rows = child.output.split(separator: "\n").compactMap { Row(line: $0) }
    let pages = [Self.making] + ReportFormat.all.map(\.name)
    guard rows.count == pages.count * rounds else {
      throw BenchProblem("the pages did not come to their end")
    }
    let size = "of a run of \(phones) phones"
    var figures = [
      BenchFigure(
        name: "every page \(size), the report made first",
        runs: (0..<rounds).map { round in
          rows[(round * pages.count)..<((round + 1) * pages.count)].reduce(0) { $0 + $1.seconds }
        }, unit: "s", goal: "1 s for a million phones"),
      BenchFigure(
        name: "memory beyond the run, the report and every page \(size)",
        runs: [Double(rows.map(\.bytesAboveRun).max() ?? 0) / 1e6], unit: "MB",
        goal: "200 MB for a million phones"),
    ]
    for page in pages {
      let own = rows.filter { $0.page == page }
      figures.append(figure(page, own, size))
    }
    return figures
  }

  private func figure(_ page: String, _ rows: [Row], _ size: String) -> BenchFigure {
    let megabytes = Double(rows[0].bytes) / 1e6
    // Only pages with a row a phone are long enough to be compared.
    guard page == ReportFormat.csv.name, megabytes > 0 else {
      let kilobytes = page == Self.making ? "" : ", \(rows[0].bytes / 1_000) kB"
      return BenchFigure(name: "\(page) \(size)\(kilobytes)", runs: rows.map(\.seconds), unit: "s")
    }
    return BenchFigure(
      name: "csv \(size), \(Int(megabytes)) MB",
      runs: rows.map { $0.seconds * 100 / megabytes }, unit: "s per 100 MB",
      baselineName: "the same bytes, ready, in the same pieces",
      baselineRuns: rows.map { $0.baselineSeconds * 100 / megabytes },
      goal: "0.3 s per 100 MB", goalRatio: 0.1)
  }
}
