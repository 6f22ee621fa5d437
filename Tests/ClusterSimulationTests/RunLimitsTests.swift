import ClusterModel
import ClusterSimulation
import ScenarioLanguage
import ScenarioSearch
import SimulationTrace
import TestSupport
import Testing
import TrustRules
import VirtualTime

@Suite("A run that is too much is stopped, at the line that asks for it")
struct RunLimitsTests {
  /// Where and how a run under these limits stops.
  private func stop(_ text: String, _ set: (inout RunLimits) -> Void) throws -> LimitReached {
    let scenario = try ClusterSimulationTests.scenario(text)
    var limits = RunLimits()
    set(&limits)
    var world = World(
      scenario, law: Law(of: scenario), times: TimeConstants(of: scenario), limits: limits)
    do throws(RunProblem) {
      _ = try world.run()
    } catch {
      if case .limit(let limit) = error { return limit }
      throw error
    }
    throw UnreadableRunbook(description: "it ran to its end")
  }

  /// The number of the first line with these words.
  private func line(of words: String, in text: String) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.firstIndex { $0.contains(words) } ?? -1) + 1
  }

  static let endless: [(String, String)] = [
    (
      "expect at +3650d",
      """
      ## Implementation
      22:00 GUI: reset phones batch 1 every 1h
      expect at +3650d phones trusting = all

      """
    ),
    (
      "+200d GUI",
      """
      ## Implementation
      22:00 pub> show version active
      +200d GUI: reset phones

      """
    ),
    (
      "wait until",
      """
      ## Implementation
      22:00 GUI: reset phones
      wait until phones registered >= 20 within 200d else continue

      """
    ),
  ]

  @Test("events: the line that lets the run go on", arguments: endless)
  func events(_ words: String, _ steps: String) throws {
    let absences = (0..<200).map { "away 3 of group Default from +\($0)d to +\($0)d6h" }
    let text = twoNodes(more: absences) + steps
    let limit = try stop(text) { $0.events = 400 }
    #expect(limit.quantity == .events)
    #expect(limit.number == 400 && limit.limit == 400)
    #expect(limit.location.line == line(of: words, in: text))
    let again = try stop(text) { $0.events = 400 }
    #expect(again == limit, "the same in every run")
  }

  @Test("what is kept: the line that was carried out")
  func kept() throws {
    let shown = (0..<50).map { "+\($0 + 1)m pub> show itl\n" }
    let text = twoNodes() + "## Implementation\n22:00 pub> show itl\n" + shown.joined()
    let limit = try stop(text) { $0.keptBytes = 100_000 }
    #expect(limit.quantity == .keptBytes)
    #expect(limit.number > 100_000 && limit.number < 120_000)
    #expect(limit.location.line > line(of: "22:00", in: text))
    let again = try stop(text) { $0.keptBytes = 100_000 }
    #expect(again == limit)
  }

  @Test("absences are counted before they are made")
  func absences() throws {
    let text =
      twoNodes(phones: 200, more: ["away 200 of group Default from -2d to +3d"])
      + "## Implementation\n22:00 pub> show itl\n"
    let limit = try stop(text) { $0.keptBytes = 20_000 }
    #expect(limit.location.line == line(of: "away", in: text))
  }

  @Test("one that is just within the limit has the same result as without any")
  func within() throws {
    let text = twoNodes() + "## Implementation\n22:00 GUI: reset phones\n"
    let ran = try Ran(text)
    let limit = try stop(text) { $0.events = ran.trace.eventCount }
    #expect(limit.number == ran.trace.eventCount)
    let scenario = try ClusterSimulationTests.scenario(text)
    var limits = RunLimits()
    limits.events = ran.trace.eventCount + 1
    var world = World(
      scenario, law: Law(of: scenario), times: TimeConstants(of: scenario), limits: limits)
    #expect(try world.run().digest == ran.trace.digest)
  }

  @Test("lines count once for every node of their for")
  func lines() throws {
    let text =
      twoNodes() + """
        ## Implementation
        for all one at a time
          each> show itl
          each> show ctl
        expect phones trusting = all

        """
    let scenario = try ClusterSimulationTests.scenario(text)
    var limits = RunLimits()
    limits.lines = 5
    #expect(lineBeyondLimit(of: scenario, limits) == nil)
    limits.lines = 4
    let beyond = try #require(lineBeyondLimit(of: scenario, limits))
    #expect(beyond.lines == 5)
    #expect(beyond.location.line == line(of: "expect", in: text))
    limits.lines = 3
    #expect(
      lineBeyondLimit(of: scenario, limits)?.location.line == line(of: "show ctl", in: text))
  }

  @Test("the largest window there may be is within the limits")
  func largest() {
    #expect(RunLimits().events > 3 * 27 * Limits().phones)
    #expect(RunLimits().lines >= 100 * Limits().steps)
  }
}
