import ClusterModel
import ScenarioLanguage

/// How fast scenarios are read, and how soon the program says something.
package struct ReadingBench {
  /// What it measures with.
  private let surroundings: BenchSurroundings

  /// Keeps what it measures with.
  package init(_ surroundings: BenchSurroundings) { self.surroundings = surroundings }

  /// A table of a million phones, and the start of the program.
  package func run() throws -> [BenchFigure] {
    [try table(rows: 1_000_000, runs: 5), try startUp(runs: 11)]
  }

  /// A smaller table alone.
  package func short() throws -> [BenchFigure] { [try table(rows: 100_000, runs: 3)] }

  /// A table of phones, every value of every row looked at, beside a look at every byte.
  private func table(rows: Int, runs: Int) throws -> BenchFigure {
    let bytes = Self.csv(rows: rows)
    let text =
      "mop 1\nstarts 2026-01-10 21:45\ncluster hq release 11.5(1)SU3 mode non-secure\n"
      + "  node pub publisher tftp callmanager\n  group Default = pub\n  group Lobby = pub\n"
      + "  site campus option150 pub\n  site branch option150 pub\n  phones from phones.csv\n"
    let files = TextInMemory(text: text, included: bytes)
    var times: [Double] = []
    var looks: [Double] = []
    let tens = Double(bytes.count) / 1e7
    for _ in 0..<runs {
      var start = surroundings.nanoseconds()
      let outcome = readScenario("bench.mop", with: files)
      times.append(surroundings.seconds(since: start) * 1_000 / tens)
      guard let scenario = outcome.scenario, scenario.estate.phoneCount == rows else {
        throw BenchProblem(of: outcome)
      }
      start = surroundings.nanoseconds()
      let cells = bytes.reduce(0) { $0 + ($1 == UInt8(ascii: ",") || $1 == 0x0A ? 1 : 0) }
      looks.append(surroundings.seconds(since: start) * 1_000 / tens)
      precondition(cells == (rows + 1) * 5, "the table is not what it should be")
    }
    return BenchFigure(
      name: "a table of \(rows) phones, \(bytes.count / 1_000_000) MB, read and checked",
      runs: times, unit: "ms per 10 MB", baselineName: "counting its cells", baselineRuns: looks,
      goal: "60 ms per 10 MB")
  }

  private static func csv(rows: Int) -> [UInt8] {
    var bytes = Array("name,model,group,site,security\n".utf8)
    bytes.reserveCapacity(rows * 52)
    let digits = Array("0123456789ABCDEF".utf8)
    for row in 0..<rows {
      bytes += "SEP".utf8
      for place in (0..<12).reversed() {
        bytes.append(digits[((0x0200_0000_0001 + row) >> (place * 4)) & 15])
      }
      bytes +=
        row % 7 == 0
        ? ",7970,Lobby,branch,non-secure\n".utf8
        : ",8861,Default,campus,non-secure\n".utf8
    }
    return bytes
  }

  /// From the start of a process to the first byte of what a small scenario comes to.
  private func startUp(runs: Int) throws -> BenchFigure {
    let text = EstateText.storm(phones: 40, nodes: 2)
    var times: [Double] = []
    var bare: [Double] = []
    for _ in 0..<runs {
      times.append(
        try surroundings.startAgain(["run", "-"], text).secondsToFirstByte * 1_000)
      bare.append(try surroundings.startAgain(["version"], "").secondsToFirstByte * 1_000)
    }
    return BenchFigure(
      name: "start-up to the first line of a scenario of 40 phones", runs: times, unit: "ms",
      baselineName: "start-up to the version", baselineRuns: bare,
      goal: "5 ms static, 10 ms dynamic")
  }
}
