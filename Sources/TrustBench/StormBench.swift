import ClusterModel
import ClusterSimulation
import ScenarioSearch
import SimulationTrace
import TrustRules
import TrustVerdicts
import VirtualTime

/// How fast whole runs are: real phones, real rules, a census at every step.
package struct StormBench {
  /// What it measures with.
  private let surroundings: BenchSurroundings

  /// Keeps what it measures with.
  package init(_ surroundings: BenchSurroundings) { self.surroundings = surroundings }

  /// The figures of one window in a process of its own.
  package struct Window {
    package var phones: Int
    package var nodes: Int
    package var events: Int
    package var seconds: Double
    /// As many bare events through a binary heap.
    package var baselineSeconds: Double
    /// The most memory the process had before the baseline ran.
    package var peakBytes: Int
    package var digest: String

    package var eventsPerPhone: Double { Double(events) / Double(phones) }
    /// Above the fixed 32 MB that are everybody's.
    package var bytesPerPhone: Double { Double(max(0, peakBytes - 32 << 20)) / Double(phones) }

    /// What the child process prints and the parent reads.
    package var line: String {
      "\(phones) \(nodes) \(events) \(seconds) \(baselineSeconds) \(peakBytes) \(digest)\n"
    }

    package init(
      phones: Int, nodes: Int, events: Int, seconds: Double, baselineSeconds: Double,
      peakBytes: Int, digest: String
    ) {
      self.phones = phones
      self.nodes = nodes
      self.events = events
      self.seconds = seconds
      self.baselineSeconds = baselineSeconds
      self.peakBytes = peakBytes
      self.digest = digest
    }

    package init?(line: String) {
      let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
      guard words.count == 7, let phones = Int(words[0]), let nodes = Int(words[1]),
        let events = Int(words[2]), let seconds = Double(words[3]),
        let baseline = Double(words[4]), let peak = Int(words[5])
      else { return nil }
      self.init(
        phones: phones, nodes: nodes, events: events, seconds: seconds, baselineSeconds: baseline,
        peakBytes: peak, digest: words[6])
    }
  }

  /// One rename evening, once, in this process, whose memory must still be fresh.
  package func window(phones: Int, nodes: Int) throws -> Window {
    let scenario = try readBenchScenario(EstateText.renameEvening(phones: phones, nodes: nodes))
    let start = surroundings.nanoseconds()
    var world = World(scenario, law: Law(of: scenario), times: TimeConstants(of: scenario))
    let trace = try world.run()
    let taken = surroundings.seconds(since: start)
    let peak = surroundings.peakBytes()
    return Window(
      phones: phones, nodes: nodes, events: trace.eventCount, seconds: taken,
      baselineSeconds: naiveSeconds(events: trace.eventCount, phones: phones), peakBytes: peak,
      digest: trace.digest)
  }

  /// All interpretations of an evening and draws of it, on two workers and on one.
  package func sideBySide(short: Bool) throws -> [BenchFigure] {
    let phones = short ? 20_000 : 100_000
    let evening = try readBenchScenario(EstateText.renameEvening(phones: phones, nodes: 9))
    return [
      try replications(evening, "replications, eight rename evenings of \(phones) phones"),
      try interpretations(evening, "interpretations of a rename evening of \(phones) phones"),
      try interpretations(
        try readBenchScenario(EstateText.manyInterpretations),
        "the shipped plan with the most classes"),
    ]
  }

  /// The replies are the same in any case: digests of both are compared.
  private func replications(_ scenario: Scenario, _ name: String) throws -> BenchFigure {
    var runs: [Double] = []
    var alone: [Double] = []
    for _ in 0..<3 {
      var start = surroundings.nanoseconds()
      let two = try draw(scenario, count: 8, workers: surroundings.workers(2))
      runs.append(surroundings.seconds(since: start))
      start = surroundings.nanoseconds()
      let one = try draw(scenario, count: 8, workers: .one)
      alone.append(surroundings.seconds(since: start))
      precondition(
        two.map(\.result.trace.digest) == one.map(\.result.trace.digest),
        "replications differ between one worker and two")
    }
    return BenchFigure(
      name: name + ", two workers", runs: runs, unit: "s", baselineName: "one worker",
      baselineRuns: alone, goal: "1.8 x one worker", goalRatio: 1.8)
  }

  /// The plan, every remedy on every kind of phone, and the best one carried out behind the plan.
  package func remedies() throws -> BenchFigure {
    let text = EstateText.emergency(phones: 40_000, nodes: 9)
    let emergency = try readBenchScenario(text)
    var runs: [Double] = []
    var alone: [Double] = []
    var saved = 0
    for _ in 0..<5 {
      let start = surroundings.nanoseconds()
      let search = try RescueSearch(emergency)
      alone.append(surroundings.seconds(since: start))
      if let remedy = search.rescue.inOrderOfUse.first {
        let lines = search.lines(of: remedy)
        let appended = lines.map { $0 + "\n" }.joined()
        if let section = try readBenchScenario(text + appended).sections.last {
          let plan = try search.confirm(remedy, lines, section)
          saved = plan.confirmation?.outcome.back ?? 0
        }
      }
      runs.append(surroundings.seconds(since: start))
    }
    return BenchFigure(
      name: "remedies, 40,000 phones on nine nodes, \(saved) saved and confirmed", runs: runs,
      unit: "s", baselineName: "without the confirming run", baselineRuns: alone,
      goal: "at most 2 s")
  }

  /// The plan under every class of interpretations of the undocumented behaviours.
  private func interpretations(_ scenario: Scenario, _ name: String) throws -> BenchFigure {
    var runs: [Double] = []
    var alone: [Double] = []
    var classes = 0
    for _ in 0..<3 {
      var start = surroundings.nanoseconds()
      classes = try assess(scenario, workers: surroundings.workers(2)).assessment.coverage.classes
      runs.append(surroundings.seconds(since: start))
      start = surroundings.nanoseconds()
      _ = try assess(scenario, workers: .one)
      alone.append(surroundings.seconds(since: start))
    }
    return BenchFigure(
      name: "\(name), \(classes) classes, two workers", runs: runs, unit: "s",
      baselineName: "one worker", baselineRuns: alone)
  }

  /// The queue alone: one event pending a phone, nothing decided and nothing kept.
  ///
  /// Of more than a million events a part is timed and the rest taken to cost as much.
  private func naiveSeconds(events all: Int, phones: Int) -> Double {
    let events = min(all, 1_000_000)
    let start = surroundings.nanoseconds()
    let begins = Instant(microseconds: 1_768_082_400_000_000)
    var queue = BinaryHeapQueue(startingAt: begins)
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func delay() -> Duration {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Duration(microseconds: Int64(state % 60_000_000))
    }
    for phone in 0..<phones {
      queue.push(at: begins + delay(), kind: 1, owner: UInt32(phone), generation: 0)
    }
    let filled = surroundings.seconds(since: start)
    for _ in 0..<events {
      guard let ticket = queue.pop() else { break }
      queue.push(at: ticket.time + delay(), kind: 1, owner: ticket.owner, generation: 0)
    }
    return filled + (surroundings.seconds(since: start) - filled) * Double(all) / Double(events)
  }
}
