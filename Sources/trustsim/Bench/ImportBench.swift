import Dispatch
import TextFormats
import TrustReports

/// How fast a long log is made into an inventory, and in how much memory, whatever it holds.
enum ImportBench {
  private static let runCount = 5
  /// Bytes of a log.
  private static let byteCount = 100_000_000

  static func run() throws(Failure) -> [BenchFigure] {
    var figures: [BenchFigure] = []
    for contents in BenchLog.Contents.allCases { figures += try run(contents) }
    return figures
  }

  /// Imports the log as somebody would who typed it: from a file, in a process of its own.
  private static func run(_ contents: BenchLog.Contents) throws(Failure) -> [BenchFigure] {
    let path = try write(BenchLog.bytes(contents, count: byteCount))
    defer { SystemCalls.remove(path) }
    var times: [Double] = []
    var memory: [Double] = []
    var looks: [Double] = []
    for _ in 0..<runCount {
      let child = try ChildProcess.run(["import", path])
      guard child.output.hasPrefix("mop 1\n") else {
        throw Failure(status: .defect, message: "bench: the log was not imported")
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

  /// Writes a file of a name that is no other's.
  private static func write(_ bytes: [UInt8]) throws(Failure) -> String {
    let folder = SystemCalls.environment("TMPDIR") ?? "/tmp"
    guard let path = SystemCalls.makeTemporaryFile("\(folder)/trustsim-bench-") else {
      throw Failure(status: .outputNotWritten, message: "bench: \(systemMessage(errno))")
    }
    do throws(Failure) {
      try Output.replaceFile(path) { $0.put(bytes) }
    } catch {
      SystemCalls.remove(path)
      throw error
    }
    return path
  }

  private static func secondsToCountLines(_ path: String) throws(Failure) -> Double {
    let start = DispatchTime.now().uptimeNanoseconds
    let bytes = try ScenarioReader.wholeFile(path, atMost: byteCount * 2)
    let lines = bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    precondition(lines > 0, "the log has lines")
    return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
  }
}
