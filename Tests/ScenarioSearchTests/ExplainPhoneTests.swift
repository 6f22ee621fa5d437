import ClusterModel
import ClusterSimulation
import ScenarioLanguage
import ScenarioSearch
import SimulationTrace
import Testing
import TrustRules
import TrustVerdicts
import VirtualTime

/// One phone under a spotlight, and the plan run again with one change.
@Suite("Explaining a phone") struct ExplainPhoneTests {
  private struct OneFile: FileReading {
    var text: String
    func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
      SourceText(name: path, bytes: Array(text.utf8))
    }
  }

  private static let estate = """
    mop 1
    starts 2026-01-10 21:45
    seed 7
    cluster hq  release 11.5(1)SU3  mode non-secure
      node pub   publisher tftp callmanager
      node sub1  tftp callmanager
      group Default = sub1 pub
      group Lobby = pub
      phones 20  model 8861  group Default
      phones 5  model 8861  group Lobby

    ## Implementation

    """

  private static func scenario(_ steps: String) throws -> Scenario {
    let outcome = readScenario("a.mop", with: OneFile(text: estate + steps))
    return try #require(outcome.scenario, "\(outcome.rendered(color: false))")
  }

  private static let hasty = """
    22:00  pub>   set cert regen CallManager
    +10m   pub>   set cert regen TVS
    +0s    sub1>  set cert regen TVS
    +1m    pub>   utils service restart Cisco Tftp
    with previous sub1> utils service restart Cisco Trust Verification Service
    with previous pub> utils service restart Cisco Trust Verification Service
    +5m    GUI:   reset phones

    """

  private static func words(_ avoidance: Avoidance?) -> [String] {
    (avoidance?.changes ?? []).map { change in
      switch change {
      case .removed(let step): "without \(step.number)"
      case .resetBefore(let step): "reset before \(step.number)"
      case .swapped(let one, let other): "\(one.number) and \(other.number) swapped"
      }
    }
  }

  @Test("A run with a spotlight is the same run")
  func sameRun() throws {
    let scenario = try Self.scenario(Self.hasty)
    var plain = World(scenario, law: Law(of: scenario), times: TimeConstants(of: scenario))
    let trace = try plain.run()
    let stories = try tellStories(of: [0, 20], in: scenario)
    #expect(stories.trace.digest == trace.digest)
    #expect(stories.trace.lawConsultations == trace.lawConsultations)
    #expect(trace.spotlit.isEmpty)
    #expect(Set(stories.trace.spotlit.map(\.phone)) == [0, 20])
  }

  @Test("Each census has the phone's state, which agrees with its rows")
  func statesAgree() throws {
    let stories = try tellStories(of: [0], in: Self.scenario(Self.hasty))
    let states = stories.trace.states(ofPhone: 0)
    #expect(states.count == stories.trace.censuses.count)
    for (state, census) in zip(states, stories.trace.censuses) {
      let row = try #require(census.rows.first { $0.firstPhone == 0 })
      #expect(row.word == state.word)
      #expect(row.registeredAt == state.registeredAt)
      #expect(row.anchors == state.anchors)
    }
  }

  @Test("The decisive step is the last after which the phone refuses and did not before")
  func decisive() throws {
    // Renamed one right after the other: the second takes the last way from phones of Default.
    let scenario = try Self.scenario(
      """
      22:00  pub>   set network hostname pub-new
      +1m    sub1>  set network hostname sub1-new
      +5m    GUI:   reset phones

      """)
    let stories = try tellStories(of: [0, 20], in: scenario)
    let here = try #require(lossOfTrust(ofPhone: 0, in: stories.trace))
    let lobby = try #require(lossOfTrust(ofPhone: 20, in: stories.trace))
    #expect(here.after.word == .locked)
    #expect(lobby.step == 1)
    #expect(here.before?.word != .locked)
    #expect(stories.avoidances[0] != nil)
  }

  @Test("What would have avoided it was run, and left the phone trusting")
  func avoided() throws {
    let scenario = try Self.scenario(
      """
      22:00          pub>   set network hostname pub-new
      with previous  sub1>  set network hostname sub1-new
      +5m            GUI:   reset phones

      """)
    let stories = try tellStories(of: [0], in: scenario)
    #expect(Self.words(stories.avoidances[0]) == ["without 2", "reset before 2"])
    // The swap with the reset behind the decisive step was tried too: it brings nothing.
    #expect(stories.avoidances[0]?.tried == 3)
    #expect(stories.avoidances[0]?.untried == 0)
  }

  @Test("A single server renamed: only leaving it alone would have helped")
  func alone() throws {
    let text = """
      mop 1
      starts 2026-01-10 21:45
      cluster hq  release 11.5(1)SU3  mode non-secure
        node pub  publisher tftp callmanager
        group Default = pub
        phones 5  model 8861  group Default
      ## Implementation
      22:00  pub>   set network hostname pub-new
      +5m    GUI:   reset phones

      """
    let outcome = readScenario("a.mop", with: OneFile(text: text))
    let stories = try tellStories(of: [3], in: try #require(outcome.scenario))
    #expect(Self.words(stories.avoidances[3]) == ["without 1"])
  }

  @Test("A plan of twice as many steps is run no more often, each time with twice as much to do")
  func manySteps() throws {
    func work(_ listings: Int) throws -> (runs: Int, work: Int) {
      let lines = Array(repeating: "+1s pub> show itl\n", count: listings).joined()
      let scenario = try Self.scenario(
        "22:00 Manual: begin\n" + lines
          + """
          +1m pub> set network hostname pub-new
          with previous sub1> set network hostname sub1-new
          +5m GUI: reset phones

          """)
      let stories = try tellStories(of: [0], in: scenario)
      let avoidance = try #require(stories.avoidances[0])
      #expect(avoidance.untried > 0, "what is not tried is counted")
      let trace = stories.trace
      return (avoidance.tried, avoidance.tried * (trace.entries.count + trace.lawConsultations))
    }
    let (once, twice) = (try work(100), try work(200))
    #expect(once.runs == twice.runs && once.runs > 30 && once.runs <= 90)
    #expect(twice.work * 10 <= once.work * 23, "\(once), then \(twice)")
  }

  /// Before 8.6 nothing resets by itself and a certificate waits for its service's restart.
  private static let old = """
    mop 1
    starts 2026-01-10 21:45
    cluster hq  release 8.5(1)  mode non-secure
      node pub  publisher tftp callmanager
      group Default = pub
      phones 5  model 7970  group Default
    ## Implementation
    22:00  pub>  set cert regen CallManager
    +1m    pub>  set cert regen TVS
    +1m    pub>  utils service restart Cisco Tftp
    +5m    pub>  utils service restart Cisco Trust Verification Service
    +5m    GUI:  reset phones

    """

  @Test("Each way to change the plan is named, also a swap with the step behind the decisive one")
  func swapped() throws {
    let outcome = readScenario("a.mop", with: OneFile(text: Self.old))
    let scenario = try #require(outcome.scenario, "\(outcome.rendered(color: false))")
    let stories = try tellStories(of: [0], in: scenario)
    #expect(lossOfTrust(ofPhone: 0, in: stories.trace)?.step == 4)
    #expect(
      Self.words(stories.avoidances[0]) == ["without 4", "reset before 4", "4 and 5 swapped"])
  }

  @Test("A step of a for is changed for all its nodes, and what is joined takes the time over")
  func blocks() throws {
    let scenario = try Self.scenario(
      """
      22:00  pub>   set network hostname pub-new
      for sub1
        with previous each> set network hostname sub1-new
      +5m            GUI:   reset phones

      """)
    let stories = try tellStories(of: [0], in: scenario)
    let step = try #require(lossOfTrust(ofPhone: 0, in: stories.trace)?.step)
    #expect(Self.words(stories.avoidances[0]).first == "without \(step)")
  }

  @Test("Lost before the start: no step of the plan is decisive, and none is tried")
  func lostBefore() throws {
    let text = """
      mop 1
      starts 2026-01-10 21:45
      cluster hq  release 11.5(1)SU3  mode non-secure
        node pub  publisher tftp callmanager
        group Default = pub
        certificate pub CallManager expires 2025-12-01
        certificate pub TVS expires 2025-12-01
        phones 5  model 8861  group Default
      ## Implementation
      22:00  GUI:   reset phones

      """
    let outcome = readScenario("a.mop", with: OneFile(text: text))
    let scenario = try #require(outcome.scenario, "\(outcome.rendered(color: false))")
    let stories = try tellStories(of: [0], in: scenario)
    let loss = lossOfTrust(ofPhone: 0, in: stories.trace)
    if let loss {
      #expect(loss.moment == .start)
      #expect(loss.before == nil)
    }
    #expect(stories.avoidances[0] == nil)
  }
}
