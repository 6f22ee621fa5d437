import ClusterModel
import ScenarioSearch
import SimulationTrace
import TrustReports
import TrustRules

/// How processor time grows with one size of a scenario, for each size that a scenario can have.
///
/// Each row runs one command on a scenario of a size and on one of twice that size. What grows
/// in proportion takes twice as long; what looks at each thing once for each other, four times.
package struct GrowthBench {
  /// What is done with the scenario, from its text to the page.
  enum Command: String, Sendable {
    case run, check, remedies, explain, draws, diff
  }

  /// One direction in which scenarios grow.
  struct Row: Sendable {
    /// What grows, in the plural.
    var name: String
    var command = Command.run
    /// The smaller size; large enough for the work to take some hundredths of a second.
    var size: Int
    /// The text of the scenario of a size.
    var text: @Sendable (Int) -> String
  }

  /// Twice the size should take at most this many times as long.
  package static let mostRatio = 2.3
  private static let runs = 3

  /// What it measures with.
  private let surroundings: BenchSurroundings

  /// Keeps what it measures with.
  package init(_ surroundings: BenchSurroundings) { self.surroundings = surroundings }

  /// A figure for each row.
  package func run() throws -> [BenchFigure] {
    try (GrowthText.rows + GrowthText.rowsOfLines).map { try figure(of: $0) }
  }

  private func figure(of row: Row) throws -> BenchFigure {
    let (small, large) = (row.text(row.size), row.text(row.size * 2))
    var once: [Double] = []
    var twice: [Double] = []
    for _ in 0..<Self.runs {
      once.append(try seconds(small, row.command))
      twice.append(try seconds(large, row.command))
    }
    return BenchFigure(
      name: "growth, \(row.command.rawValue), \(row.size * 2) \(row.name)", runs: twice,
      unit: "s of processor time", baselineName: "half as many", baselineRuns: once,
      goal: "at most \(Self.mostRatio) times the baseline, a ratio of 0.435 at least",
      goalRatio: 1 / Self.mostRatio)
  }

  /// The processor time of a command; the other work of the machine does not count.
  private func seconds(_ text: String, _ command: Command) throws -> Double {
    let start = surroundings.userSeconds()
    let scenario = try readBenchScenario(text)
    switch command {
    case .run: _ = ReportFormat.json.bytes(try report(of: scenario))
    case .check:
      let found = try preflight(scenario)
      _ = reportedFindings(found.findings, of: scenario, steps: found.steps)
    case .remedies: _ = try RescueSearch(scenario)
    case .explain: _ = try tellStories(of: [0], in: scenario)
    case .draws:
      _ = try draw(scenario, count: 10, workers: .one) { $1.trace.eventCount }
    case .diff:
      // The other one ran another evening: nearly every instant and many fates differ.
      var other = scenario
      other.seed += 1
      let (one, another) = (
        try report(of: scenario, keepsFates: true), try report(of: other, keepsFates: true)
      )
      let before = surroundings.userSeconds()
      _ = try ReportDifference(one, another).text
      return surroundings.userSeconds() - before
    }
    return surroundings.userSeconds() - start
  }

  private func report(of scenario: Scenario, keepsFates: Bool = false) throws -> Report {
    let result = try assess(
      scenario, workers: .one, keepsFates: keepsFates, digestsOthers: false)
    return makeReport(
      scenario: scenario, trace: result.trace, assessment: result.assessment, law: result.law,
      times: result.times,
      replay: ReportedReplay(
        version: surroundings.version, inputDigest: "", rulesDigest: rulesDigest(),
        seed: scenario.seed), floors: result.fewestRegisteredAtSteps)
  }
}

/// Scenarios that grow in one direction each.
enum GrowthText {
  /// Every direction that is measured.
  static let rows: [GrowthBench.Row] =
    [.run, .check, .remedies].map { command in
      .init(name: "nodes of one cluster", command: command, size: 200) {
        renamed(oneCluster($0, groups: 1))
      }
    } + [
      .init(name: "clusters of two nodes", command: .remedies, size: 500) {
        renamed(clusters($0), place: "GUI@c0")
      },
      // Each renewal goes to every node: as many renewals as nodes are the work of both multiplied.
      .init(name: "renewals, one by one, times as many nodes", size: 2_500) {
        renewed(Int(Double($0).squareRoot()))
      },
      // More steps than are changed one by one: each run takes longer, and no more are made.
      .init(name: "listings", command: .explain, size: 500) { listings in
        renamed(
          oneCluster(4, groups: 1),
          after: ["22:00 Manual: begin"]
            + Array(repeating: "+1s pub> show itl", count: listings)
            + (1..<4).map { "with previous sub\($0)> set network hostname new-sub\($0)" })
      },
      .init(name: "nodes with a group each", size: 40) { renamed(oneCluster($0, groups: $0 - 1)) },
      .init(name: "clusters of two nodes", size: 100) { renamed(clusters($0), place: "GUI@c0") },
      // Above 40 nodes at either size: there phones refuse ITLs, and remedies are tried.
      .init(name: "restarts, of as many nodes as each is restarted times", size: 1_800) {
        let side = Int(Double($0).squareRoot())
        return renamed(
          oneCluster(side, groups: 1),
          after: ["22:00 Manual: begin", "for all all at once"]
            + Array(repeating: "  each> utils service restart Cisco Tftp", count: side))
      },
      .init(name: "faults", size: 2_500) {
        renamed(
          oneCluster(4, groups: 3),
          after: ["22:00 Manual: begin"]
            + (0..<$0).map { "+1m fault tftp sub1 slow \($0 % 7 + 1)" })
      },
      // Both nodes of one cluster are renamed at once; nothing is wrong in the others.
      .init(name: "clusters, one without trust", command: .remedies, size: 250) {
        renamed(
          clusters($0),
          after: ["22:00 Manual: begin", "with previous sub0> set network hostname new-sub0"],
          place: "GUI@c0")
      },
      // The runs that are tried grow with the steps up to a limit, and each with the nodes.
      .init(name: "nodes, ten of them renamed at once", command: .explain, size: 12) { nodes in
        renamed(
          oneCluster(nodes, groups: 1),
          after: ["22:00 Manual: begin"]
            + (1...9).map { "with previous sub\($0)> set network hostname new-sub\($0)" })
      },
      .init(name: "renames, one by one", command: .explain, size: 60) { renames in
        renamed(
          oneCluster(10, groups: 1),
          after: ["22:00 Manual: begin"]
            + (0..<renames).map {
              "+20m sub\(2 + $0 % 8)> set network hostname n\($0)"
            } + ["+20m sub1> set network hostname new-sub1"])
      },
      .init(name: "clusters of two nodes", command: .draws, size: 100) {
        renamed(clusters($0), place: "GUI@c0")
      },
    ]

  private static let head = ["mop 1", "starts 2026-01-10 21:45", "seed 7", ""]

  /// One cluster of nodes, all with TFTP and CallManager, and groups of two phones or more.
  static func oneCluster(_ nodes: Int, groups: Int) -> [String] {
    var lines = [
      "cluster hq release 11.5(1)SU3 mode non-secure", "  node pub publisher tftp callmanager",
      "  node sub1..sub\(nodes - 1) tftp callmanager",
    ]
    for group in 1...groups {
      lines.append("  group G\(group) = sub\(group) pub")
      lines.append("  site S\(group) option150 sub\(group) pub latency 2ms")
      lines.append(
        "  phones \(max(2, 400 / groups)) model 8861 group G\(group) site S\(group)")
    }
    return lines
  }

  /// Clusters of two nodes and two phones.
  static func clusters(_ count: Int) -> [String] {
    (0..<count).flatMap { cluster in
      let pub = cluster == 0 ? "pub" : "pub\(cluster)"
      return [
        "cluster c\(cluster) release 11.5(1)SU3 mode non-secure",
        "  node \(pub) publisher tftp callmanager", "  node sub\(cluster) tftp callmanager",
        "  group G\(cluster) = sub\(cluster) \(pub)",
        "  site S\(cluster) option150 sub\(cluster) \(pub) latency 2ms",
        "  phones 2 model 8861 group G\(cluster) site S\(cluster)",
      ]
    }
  }

  /// The CallManager certificates of all nodes are renewed, one a minute.
  private static func renewed(_ nodes: Int) -> String {
    let names = ["pub"] + (1..<nodes).map { "sub\($0)" }
    let lines =
      head + oneCluster(nodes, groups: 1) + ["## Implementation", "22:00 Manual: begin"]
      + names.map { "+1m \($0)> set cert regen CallManager" }
      + ["+5m GUI: reset phones", "+1h Manual: look", "expect phones lost-trust = 0"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The publisher of an estate is renamed, and then every phone is reset.
  static func renamed(_ estate: [String], after steps: [String] = [], place: String = "GUI")
    -> String
  {
    let lines =
      head + estate + ["## Implementation"] + steps + [
        steps.isEmpty
          ? "22:00 pub> set network hostname new-pub" : "pub> set network hostname new-pub",
        "+5m \(place): reset phones",
        "wait until phones registered >= 99% of before within 2h else continue",
        "## Post-checks", "expect phones lost-trust = 0",
      ]
    return lines.joined(separator: "\n") + "\n"
  }
}
