/// How fast a long log is made into an inventory, and in how much memory, whatever it holds.
package struct ImportBench {
  private static let runCount = 5
  /// Bytes of a log.
  private static let byteCount = 100_000_000

  /// What it measures with.
  private let surroundings: BenchSurroundings

  /// Keeps what it measures with.
  package init(_ surroundings: BenchSurroundings) { self.surroundings = surroundings }

  /// Two figures for each kind of log: time and memory.
  package func run() throws -> [BenchFigure] {
    var figures: [BenchFigure] = []
    for contents in BenchLog.Contents.allCases { figures += try run(contents) }
    return figures
  }

  /// Imports the log as somebody would who typed it: from a file, in a process of its own.
  private func run(_ contents: BenchLog.Contents) throws -> [BenchFigure] {
    let path = try surroundings.writeTemporaryFile(
      BenchLog.bytes(contents, count: Self.byteCount))
    defer { surroundings.removeFile(path) }
    var times: [Double] = []
    var memory: [Double] = []
    var looks: [Double] = []
    for _ in 0..<Self.runCount {
      let child = try surroundings.startAgain(["import", path], "")
      guard child.output.hasPrefix("mop 1\n") else {
        throw BenchProblem("the log was not imported")
      }
      times.append(child.seconds)
      memory.append(Double(child.peakBytes) / 1e6)
      looks.append(try secondsToCountLines(path))
    }
    var time = BenchFigure(
      name: "import, a log of 100 MB: \(contents.rawValue)", runs: times, unit: "s",
      baselineName: "reading the file and counting its lines", baselineRuns: looks)
    time.goal = "under 1 s"
    var peak = BenchFigure(
      name: "its memory at most, the log included", runs: memory, unit: "MB")
    peak.goal = "under 200 MB"
    return [time, peak]
  }

  private func secondsToCountLines(_ path: String) throws -> Double {
    let start = surroundings.nanoseconds()
    let bytes = try surroundings.readFile(path, Self.byteCount * 2)
    let lines = bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    precondition(lines > 0, "the log has lines")
    return surroundings.seconds(since: start)
  }
}
