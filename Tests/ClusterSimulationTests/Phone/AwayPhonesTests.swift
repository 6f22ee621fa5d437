import AllocationCount
import ClusterModel
import ClusterSimulation
import ScenarioSearch
import SimulationTrace
import TestSupport
import Testing
import TrustRules
import VirtualTime

/// A phone has power while it is not away and its switch port is not off.
@Suite("Away, and the switch port")
struct AwayPhonesTests {
  /// Three of the five phones of group Lobby are away for some time.
  private func lobby(_ absence: String, _ steps: String) throws -> Ran {
    try Ran(
      twoNodes(more: ["away 3 of group Lobby  \(absence)"]) + "## Implementation\n" + steps)
  }

  private func powered(_ ran: Ran) -> [Int] {
    ran.trace.entries.compactMap {
      if case .phonesPowered(_, let count) = $0.event { count } else { nil }
    }
  }

  private func remarks(_ ran: Ran) -> [String] {
    ran.trace.entries.compactMap {
      if case .stepRemark(_, let remark) = $0.event { remark.words } else { nil }
    }
  }

  private func powerCycled(_ ran: Ran) -> [Int] {
    ran.trace.entries.compactMap {
      if case .phonesPowerCycled(let count) = $0.event { count } else { nil }
    }
  }

  @Test("power on brings no phone back that is away, and does not count it")
  func powerOn() throws {
    let ran = try lobby(
      "from -2d to +5h",
      """
      22:00 Switch: power on phones of group Lobby
      +30m Manual: look on
      expect phones of group Lobby registered = 2
      +5h Manual: look on
      expect phones of group Lobby registered = all

      """)
    #expect(powered(ran) == [0])
    #expect(remarks(ran) == ["3 phones are away: they boot when they are back"])
    #expect(ran.measured(0) == [2])
    #expect(ran.measured(1) == [5])
  }

  @Test("power-cycle brings no phone back that is away, and does not count it")
  func powerCycle() throws {
    let ran = try lobby(
      "from -2d to +5h",
      """
      22:00 Switch: power-cycle phones of group Lobby
      +30m Manual: look on
      expect phones of group Lobby registered = 2

      """)
    #expect(powerCycled(ran) == [2])
    #expect(ran.measured(0) == [2])
    #expect(remarks(ran).isEmpty)
  }

  @Test("a phone whose port is switched off while it is away stays off after that")
  func offWhileAway() throws {
    let ran = try lobby(
      "from -2d to +5h",
      """
      22:00 Switch: power off phones of group Lobby
      +8h Manual: look on
      expect phones of group Lobby registered = 0
      +0s Switch: power on phones of group Lobby
      +30m Manual: look on
      expect phones of group Lobby registered = all

      """)
    #expect(powered(ran) == [2, 5])
    #expect(remarks(ran) == ["3 phones are away: they stay off when they are back"])
    #expect(ran.measured(0) == [0])
    #expect(ran.measured(1) == [5])
  }

  @Test("the end of an absence does not undo a power off from before it")
  func offBeforeAway() throws {
    let ran = try lobby(
      "from +2h to +4h",
      """
      22:00 Switch: power off phones of group Lobby
      +6h Manual: look on
      expect phones of group Lobby registered = 0
      +0s Switch: power on phones of group Lobby
      +30m Manual: look on
      expect phones of group Lobby registered = all

      """)
    #expect(powered(ran) == [5, 5])
    #expect(ran.measured(0) == [0])
    #expect(ran.measured(1) == [5])
  }

  @Test("a port that is off before an absence and on again in it lets the phone boot after it")
  func onWhileAway() throws {
    let ran = try lobby(
      "from +2h to +6h",
      """
      22:00 Switch: power off phones of group Lobby
      +3h Switch: power on phones of group Lobby
      +30m Manual: look on
      expect phones of group Lobby registered = 2
      +4h Manual: look on
      expect phones of group Lobby registered = all

      """)
    #expect(powered(ran) == [5, 2])
    #expect(ran.measured(0) == [2])
    #expect(ran.measured(1) == [5])
  }

  @Test("of one phone it is said in the singular")
  func onePhone() throws {
    let ran = try Ran(
      twoNodes(more: ["away 1 of group Lobby  from -2d to +5h"]) + """
        ## Implementation
        22:00 Switch: power off phones of group Lobby
        +5m Switch: power on phones of group Lobby

        """)
    #expect(powered(ran) == [4, 4])
    #expect(
      remarks(ran) == [
        "1 phone is away: it stays off when it is back",
        "1 phone is away: it boots when it is back",
      ])
  }

  @Test(
    "in whatever order absences and switching come, both must let a phone be on",
    arguments: 0..<40)
  func anyOrder(_ seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let spans = (0..<1 + dice.below(3)).map { _ in
      let from = dice.below(18)
      return from..<from + 1 + dice.below(8)
    }
    var text = twoNodes(
      more: spans.map { "away 1 of group Lobby  from +\($0.lowerBound)h to +\($0.upperBound)h" })
    text += "## Implementation\n22:00 Manual: look on\n"
    var isPortOff = false
    var wanted: [[Int64]] = []
    // A quarter of an hour after an absence may have begun or ended, something is switched.
    for hour in 1..<28 {
      let acts = ["power off", "power on", "power-cycle"]
      let act = dice.below(4)
      if act < 2 { isPortOff = act == 0 }
      text +=
        act < acts.count
        ? "+1h Switch: \(acts[act]) phones of group Lobby\n" : "+1h Manual: look on\n"
      text += "expect at +20m phones of group Lobby registered >= 0\n"
      let isAway = spans.contains { $0.contains(hour) }
      wanted.append([isPortOff ? 0 : isAway ? 4 : 5])
    }
    let ran = try Ran(text)
    #expect(wanted.indices.map { ran.measured($0) } == wanted, "\(text)")
    #expect(ran.world.brokenInvariants().isEmpty)
  }

  @Test(
    "an absence that begins asks for no memory, whoever copied the world",
    .enabled(if: allocationsOfThisThread() >= 0, "the allocator cannot be counted here"))
  func allocations() throws {
    // The first to leave make the kind of phone that the others become.
    let scenario = try scenario(
      twoNodes(
        phones: 3_000, lobby: 5,
        more: [
          "away 500 of group Default  from +1h to +9h",
          "away 2900 of group Default  from +2h to +9h",
        ]) + "## Implementation\n22:00 Manual: look on\n")
    let world = World(scenario, law: Law(of: scenario), times: TimeConstants(of: scenario))
    func calls(until hours: Int64) throws -> Int {
      var copy = world
      let before = allocationsOfThisThread()
      try copy.run(until: scenario.starts + .hours(hours) + .minutes(30))
      return allocationsOfThisThread() - before
    }
    _ = try calls(until: 2)
    var (first, second) = (try calls(until: 1), try calls(until: 2))
    // Tables of the runtime, which all threads share, may grow in anybody's call.
    for _ in 0..<20 where first != second {
      (first, second) = (try calls(until: 1), try calls(until: 2))
    }
    #expect(first == second)
  }
}
