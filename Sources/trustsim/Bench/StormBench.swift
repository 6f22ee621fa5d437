import ClusterModel
import ClusterSimulation
import Dispatch
import ScenarioLanguage
import ScenarioSearch
import SimulationTrace
import TrustRules
import TrustVerdicts
import VirtualTime

/// How fast whole runs are: real phones, real rules, a census at every step.
struct StormBench {
  /// A run cannot be measured because the text of its own scenario is wrong.
  struct Unreadable: Error {
    let diagnostics: [String]
  }

  /// The figures of one window in a process of its own.
  struct Window {
    var phones: Int
    var nodes: Int
    var events: Int
    var seconds: Double
    /// As many bare events through a binary heap.
    var baselineSeconds: Double
    /// The most memory the process had before the baseline ran.
    var peakBytes: Int
    var digest: String

    var eventsPerPhone: Double { Double(events) / Double(phones) }
    /// Above the fixed 32 MB that are everybody's.
    var bytesPerPhone: Double { Double(max(0, peakBytes - 32 << 20)) / Double(phones) }

    /// What the child process prints and the parent reads.
    var line: String {
      "\(phones) \(nodes) \(events) \(seconds) \(baselineSeconds) \(peakBytes) \(digest)\n"
    }

    init(
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

    init?(line: String) {
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
  static func window(phones: Int, nodes: Int) throws -> Window {
    let scenario = try scenario(EstateText.renameEvening(phones: phones, nodes: nodes))
    let start = DispatchTime.now().uptimeNanoseconds
    var world = World(scenario, law: Law(of: scenario), times: TimeConstants(of: scenario))
    let trace = try world.run()
    let taken = seconds(since: start)
    let peak = ProcessMemory.peakBytes
    return Window(
      phones: phones, nodes: nodes, events: trace.eventCount, seconds: taken,
      baselineSeconds: naiveSeconds(events: trace.eventCount, phones: phones), peakBytes: peak,
      digest: trace.digest)
  }

  /// All interpretations of an evening and draws of it, on two workers and on one.
  static func sideBySide(short: Bool) throws -> [BenchFigure] {
    let phones = short ? 20_000 : 100_000
    let evening = try scenario(EstateText.renameEvening(phones: phones, nodes: 9))
    return [
      try replications(evening, "replications, eight rename evenings of \(phones) phones"),
      try interpretations(evening, "interpretations of a rename evening of \(phones) phones"),
      try interpretations(
        try scenario(EstateText.manyInterpretations), "the shipped plan with the most classes"),
    ]
  }

  /// The replies are the same in any case: digests of both are compared.
  private static func replications(_ scenario: Scenario, _ name: String) throws -> BenchFigure {
    var runs: [Double] = []
    var alone: [Double] = []
    for _ in 0..<3 {
      var start = DispatchTime.now().uptimeNanoseconds
      let two = try draw(scenario, count: 8, workers: .threads(2))
      runs.append(seconds(since: start))
      start = DispatchTime.now().uptimeNanoseconds
      let one = try draw(scenario, count: 8, workers: .one)
      alone.append(seconds(since: start))
      precondition(
        two.map(\.result.trace.digest) == one.map(\.result.trace.digest),
        "replications differ between one worker and two")
    }
    return BenchFigure(
      name: name + ", two workers", runs: runs, unit: "s", baselineName: "one worker",
      baselineRuns: alone, goal: "1.8 x one worker", goalRatio: 1.8)
  }

  /// The plan, every remedy on every kind of phone, and the best one carried out behind the plan.
  static func remedies() throws -> BenchFigure {
    let text = EstateText.emergency(phones: 40_000, nodes: 9)
    let emergency = try scenario(text)
    var runs: [Double] = []
    var alone: [Double] = []
    var saved = 0
    for _ in 0..<5 {
      let start = DispatchTime.now().uptimeNanoseconds
      let search = try RescueSearch(emergency)
      alone.append(seconds(since: start))
      if let remedy = search.rescue.inOrderOfUse.first {
        let lines = search.lines(of: remedy)
        let appended = lines.map { $0 + "\n" }.joined()
        if let section = try scenario(text + appended).sections.last {
          let plan = try search.confirm(remedy, lines, section)
          saved = plan.confirmation?.outcome.back ?? 0
        }
      }
      runs.append(seconds(since: start))
    }
    return BenchFigure(
      name: "remedies, 40,000 phones on nine nodes, \(saved) saved and confirmed", runs: runs,
      unit: "s", baselineName: "without the confirming run", baselineRuns: alone,
      goal: "at most 2 s")
  }

  /// The plan under every class of interpretations of the undocumented behaviours.
  private static func interpretations(_ scenario: Scenario, _ name: String) throws -> BenchFigure {
    var runs: [Double] = []
    var alone: [Double] = []
    var classes = 0
    for _ in 0..<3 {
      var start = DispatchTime.now().uptimeNanoseconds
      classes = try assess(scenario, workers: .threads(2)).assessment.coverage.classes
      runs.append(seconds(since: start))
      start = DispatchTime.now().uptimeNanoseconds
      _ = try assess(scenario, workers: .one)
      alone.append(seconds(since: start))
    }
    return BenchFigure(
      name: "\(name), \(classes) classes, two workers", runs: runs, unit: "s",
      baselineName: "one worker", baselineRuns: alone)
  }

  static func scenario(_ text: String) throws -> Scenario {
    try scenario(TextInMemory(text: text))
  }

  static func scenario(_ files: TextInMemory) throws -> Scenario {
    let outcome = readScenario("bench.mop", with: files)
    guard let scenario = outcome.scenario else {
      throw Unreadable(diagnostics: outcome.diagnostics.map { $0.rendered(color: false) })
    }
    return scenario
  }

  static func seconds(since start: UInt64) -> Double {
    Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
  }

  /// The queue alone: one event pending a phone, nothing decided and nothing kept.
  ///
  /// Of more than a million events a part is timed and the rest taken to cost as much.
  private static func naiveSeconds(events all: Int, phones: Int) -> Double {
    let events = min(all, 1_000_000)
    let start = DispatchTime.now().uptimeNanoseconds
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
    let filled = seconds(since: start)
    for _ in 0..<events {
      guard let ticket = queue.pop() else { break }
      queue.push(at: ticket.time + delay(), kind: 1, owner: ticket.owner, generation: 0)
    }
    return filled + (seconds(since: start) - filled) * Double(all) / Double(events)
  }
}
