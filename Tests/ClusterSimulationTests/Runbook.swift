import ClusterModel
import ClusterSimulation
import ScenarioSearch
import SimulationTrace
import TestSupport
import TrustRules
import VirtualTime

/// Reads a runbook; a test that states one wrongly fails with what the reader said.
func scenario(_ text: String) throws -> Scenario { try readRunbook(text) }

/// A runbook that was carried out.
struct Ran: Sendable {
  var scenario: Scenario
  var world: World
  var trace: Trace

  init(_ scenario: Scenario, law: Law? = nil) throws {
    self.scenario = scenario
    world = World(
      scenario, law: law ?? Law(of: scenario), times: TimeConstants(of: scenario))
    trace = try world.run()
  }

  init(_ text: String, law: Law? = nil) throws {
    try self.init(ClusterSimulationTests.scenario(text), law: law)
  }

  /// For each reset how many phones it reached, and how many it did not.
  var resets: [[Int]] {
    trace.entries.compactMap { entry in
      if case .phonesReset(_, let reached, let unreached, _) = entry.event {
        return [reached, unreached]
      }
      return nil
    }
  }

  /// The rows of the last census.
  var atEnd: [CensusRow] { trace.censuses.last?.rows ?? [] }

  func group(of row: CensusRow) -> String {
    scenario.estate[trace.cohorts[row.cohort].group].name
  }

  /// The word of a group at the end; nil if its phones stand in different ways.
  func word(ofGroup name: String) -> TrustWord? {
    let words = Set(atEnd.filter { group(of: $0) == name }.map(\.word))
    return words.count == 1 ? words.first : nil
  }

  /// Phones that are registered at the end.
  var registered: Int { atEnd.reduce(0) { $0 + ($1.registeredAt == nil ? 0 : $1.count) } }

  /// What each expectation measured, by its number from 0.
  func measured(_ number: Int) -> [Int64] {
    trace.entries.compactMap {
      guard case .measured(number, let measurement) = $0.event else { return nil }
      return measurement.value
    }
  }

  /// What an expectation that holds always came to.
  func always(_ number: Int) -> AlwaysMeasured? {
    trace.always.first { $0.expectation == number }
  }

  /// When each expectation was judged, as a clock.
  func judged(_ number: Int) -> [String] {
    trace.entries.compactMap {
      guard case .measured(number, _) = $0.event else { return nil }
      return CivilTime($0.time).clock
    }
  }

  /// The run as text, `CLOCK event`, without the censuses.
  var timeline: [String] {
    trace.entries.compactMap { entry in
      if case .census = entry.event { return nil }
      let words = entry.line.split(separator: " ", maxSplits: 1)
      return "\(CivilTime(entry.time).clock) \(words[1])"
    }
  }

  /// When and how each step began and ended: `22:00 began 1`, seconds only where there are any.
  var steps: [String] {
    trace.entries.compactMap { entry in
      let clock = CivilTime(entry.time).clock
      switch entry.event {
      case .stepBegan(let step, let late):
        return "\(clock) began \(step)" + (late.map { " late \($0.text)" } ?? "")
      case .stepDone(let step): return "\(clock) done \(step)"
      case .stepRefused(let step, _): return "\(clock) refused \(step)"
      case .stepSkipped(let step): return "\(clock) skipped \(step)"
      case .backOutBegan: return "\(clock) back-out"
      case .stopped: return "\(clock) stopped"
      case .waitEnded(let wait, let isMet, _):
        return "\(clock) wait \(wait) \(isMet ? "met" : "ran out")"
      default: return nil
      }
    }
  }

  /// What happened to servers: what no phone can move.
  var serverLines: [String] {
    trace.entries.filter { !$0.event.isAboutPhones }.map(\.line)
  }
}

extension TraceEvent {
  /// Whether an event tells of phones, or counts them.
  var isAboutPhones: Bool {
    switch self {
    case .census, .measured, .waitBegan, .waitEnded, .phonesReset, .phonesPowered,
      .phonesPowerCycled, .preflight:
      true
    default: false
    }
  }
}

/// Lines of a runbook above the first heading: a small estate of one cluster.
///
/// Phones stand in the groups Default (`sub1 pub`) and Lobby (`pub`).
func twoNodes(
  _ release: String = "11.5(1)SU3", mode: String = "non-secure", phones: Int = 10,
  lobby: Int = 5, assume: [String] = [], more: [String] = []
) -> String {
  """
  mop 1
  starts 2026-01-10 21:45
  seed 7

  """ + assume.map { "assume \($0)\n" }.joined() + """
    cluster hq  release \(release)  mode \(mode)
      node pub   publisher tftp callmanager  host cucm-pub  address 10.1.1.5
      node sub1  tftp callmanager  host cucm-sub1  address 10.1.1.6
      group Default = sub1 pub
      group Lobby = pub
      site campus  option150 pub sub1  latency 1ms
      phones \(phones)  model 8861  group Default  site campus
      phones \(lobby)  model 8861  group Lobby  site campus

    """ + more.map { "  \($0)\n" }.joined()
}

/// One node, one group Default, one site campus.
func oneNode(
  _ release: String = "11.5(1)SU3", phones: Int, assume: [String] = [], more: [String] = []
) -> String {
  """
  mop 1
  starts 2026-01-10 21:45

  """ + assume.map { "assume \($0)\n" }.joined() + """
    cluster hq  release \(release)  mode non-secure
      node pub  publisher tftp callmanager  host cucm-pub  address 10.1.1.5
      group Default = pub
      site campus  option150 pub  latency 1ms
      phones \(phones)  model 8861  group Default  site campus

    """ + more.map { "  \($0)\n" }.joined()
}
