import ClusterModel
import ClusterSimulation
import ScenarioSearch
import SimulationTrace
import Testing
import TrustRules
import VirtualTime

/// The work that a scenario takes grows with its size and not faster: what is counted here for a
/// size and for twice that size may at most rise to 2.3 times as much.
@Suite("Work grows with the size of a scenario") struct GrowthTests {
  /// One cluster of nodes, and phones of one group.
  private static func cluster(_ nodes: Int) -> String {
    """
    mop 1
    starts 2026-01-10 21:45
    seed 7
    cluster hq  release 11.5(1)SU3  mode non-secure
      node pub  publisher tftp callmanager
      node sub1..sub\(nodes - 1)  tftp callmanager
      group G = sub1 pub
      site S  option150 sub1 pub  latency 2ms
      phones 10  model 8861  group G  site S

    ## Implementation

    """
  }

  private static func expectLinear(
    _ size: Int, _ count: (Int) throws -> Int, _ comment: Comment
  ) rethrows {
    let (once, twice) = (try count(size), try count(size * 2))
    #expect(once > 0 && twice * 10 <= once * 23, "\(comment): \(once), then \(twice)")
  }

  @Test("a plan of n steps has its chain called on some times n times")
  func steps() throws {
    try Self.expectLinear(
      100,
      { count in
        let faults = (0..<count).map { "+1m fault tftp sub1 slow \($0 % 7 + 1)\n" }.joined()
        return try Ran(Self.cluster(2) + "22:00 Manual: begin\n" + faults).world.chainTickets
      }, "tickets")
  }

  @Test("a renamed publisher has as many slots compared as there are nodes")
  func databases() throws {
    try Self.expectLinear(
      50,
      { nodes in
        try Ran(
          Self.cluster(nodes) + "22:00 pub> set network hostname new-pub\n"
            + "+5m GUI: reset phones\n+1h Manual: look\nexpect phones lost-trust = 0\n"
        ).world.slotsCompared
      }, "slots")
  }

  @Test("certificates renewed one by one have their slots compared once a node, also for remedies")
  func renewals() throws {
    // As many renewals as nodes: each goes to every node, so the work is that of both multiplied.
    func plan(_ nodes: Int) -> String {
      let names = ["pub"] + (1..<nodes).map { "sub\($0)" }
      return Self.cluster(nodes) + "22:00 Manual: begin\n"
        + names.map { "+1m \($0)> set cert regen CallManager\n" }.joined()
        + "+5m GUI: reset phones\n+1h Manual: look\nexpect phones lost-trust = 0\n"
    }
    try Self.expectLinear(
      20 * 20, { try Ran(plan(Int(Double($0).squareRoot()))).world.slotsCompared }, "slots")
    try Self.expectLinear(
      20 * 20,
      { size in
        let ran = try Ran(plan(Int(Double(size).squareRoot())))
        return ran.trace.eventCount + ran.trace.lawConsultations
      }, "events and questions to the law")
  }

  /// Clusters of two nodes that have nothing to do with each other, up to the first step.
  private static func clusters(_ count: Int) -> String {
    let lines = (0..<count).map { number in
      """
      cluster c\(number) release 11.5(1)SU3 mode non-secure
        node pub\(number) publisher tftp callmanager
        node sub\(number) tftp callmanager
        group G\(number) = sub\(number) pub\(number)
        site s\(number) option150 sub\(number) pub\(number)
        phones 2 model 8861 group G\(number) site s\(number)

      """
    }
    return "mop 1\nstarts 2026-01-10 21:45\n" + lines.joined() + "## Implementation\n"
  }

  @Test("recoveries of one cluster are tried however many others there are")
  func remedies() throws {
    /// Which recoveries are tried beside option 150, which may lead to any TFTP.
    func trials(_ clusters: Int) throws -> Int {
      let ran = try Ran(
        Self.clusters(clusters) + "22:00 pub0> set network hostname new-pub0\n"
          + "with previous sub0> set network hostname new-sub0\n"
          + "+5m GUI@c0: reset phones\n+1h Manual: look\nexpect phones locked = 2\n")
      #expect(ran.atEnd.count { $0.word == .locked } == 1)
      var world = ran.world
      world.forgetWhatIsSettled()
      let before = world.trialsActed
      _ = world.rescue()
      return world.trialsActed - before - 2 * clusters
    }
    let (few, many) = (try trials(4), try trials(8))
    #expect(few == many && few > 3, "\(few), then \(many)")
  }

  @Test("what restarts and renewals would do to each of n clusters puts n clusters back")
  func hazards() throws {
    try Self.expectLinear(
      20,
      { count in
        var world = try Ran(Self.clusters(count) + "22:00 pub0> set cert regen TVS\n").world
        let before = world.nodesActedOn
        _ = world.rescue()
        return world.nodesActedOn - before
      }, "nodes")
  }

  @Test("a pre-check of n nodes asks of n nodes what their restart would do")
  func preflights() throws {
    try Self.expectLinear(
      30,
      { nodes in
        let plan = try scenario(Self.cluster(nodes) + "22:00 GUI: reset phones\n")
        var world = World(plan, law: Law(of: plan), times: TimeConstants(of: plan))
        world.preflightsAtStart = true
        let trace = try world.run()
        return world.nodesActedOn + world.standingsTried + trace.lawConsultations
      }, "nodes, phones and questions to the law")
  }

  @Test("n backups have n restores tried")
  func backups() throws {
    try Self.expectLinear(
      30,
      { count in
        let backups = (0..<count).map { "  backup b\($0) on 2026-01-0\(1 + $0 % 9)\n" }.joined()
        let text = Self.cluster(2).replacing("\n## ", with: backups + "\n## ")
        let ran = try Ran(
          text + "22:00 pub> set network hostname new-pub\n"
            + "with previous sub1> set network hostname new-sub1\n+5m GUI: reset phones\n"
            + "+1h Manual: look\nexpect phones lost-trust = 0\n")
        return ran.world.trialsActed
      }, "trials")
  }

  @Test("restarts that change nothing have no remedy tried again")
  func restarts() throws {
    // An ITL of so many nodes is refused: at each step it is asked what would help.
    func trials(_ restarts: Int) throws -> (trials: Int, settlings: Int, steps: Int) {
      let lines = Array(repeating: "  each> utils service restart Cisco Tftp\n", count: restarts)
      let ran = try Ran(
        Self.cluster(40) + "22:00 GUI: reset phones\n+1h Manual: look\nfor all all at once\n"
          + lines.joined())
      #expect(ran.atEnd.allSatisfy { $0.word == .stranded || $0.word == .locked })
      return (ran.world.trialsActed, ran.world.settlings, ran.trace.steps.count)
    }
    let few = try trials(2)
    let many = try trials(4)
    #expect(many.steps == few.steps + 80)
    #expect(many.trials == few.trials && many.settlings == few.settlings)
  }

  @Test("what settles alike is known by what is kept, and what does not is asked again")
  func restartsThatChange() throws {
    // TFTP is restarted after a renewal whose notification it does not act upon: its list changes.
    let text =
      Self.cluster(2).replacing("11.5(1)SU3", with: "9.1(2)")
        + """
        22:00 pub> set cert regen CallManager
        +10m pub> set cert regen TVS
        +0s sub1> set cert regen TVS
        +5m pub> utils service restart Cisco Tftp
        +5m sub1> utils service restart Cisco Trust Verification Service
        +0s pub> utils service restart Cisco Trust Verification Service
        +5m GUI: reset phones
        +1h Manual: look
        +0s sub1> utils service restart Cisco Tftp
        +1m sub1> utils service restart Cisco Tftp
        +1m pub> utils service stop Cisco Tftp
        +1m pub> utils service start Cisco Tftp

        """
    var kept = try Ran(text).world
    // Another world of the same end knows nothing of the way there.
    for phone in 0..<10 {
      let known = kept.state(ofPhone: phone)
      var fresh = kept
      fresh.forgetWhatIsSettled()
      let found = fresh.state(ofPhone: phone)
      #expect(found == known)
    }
  }

  @Test("a run without censuses ends as one with them")
  func censuses() throws {
    let plan = try scenario(
      Self.cluster(3) + "22:00 pub> set cert regen TVS\n+1m sub1> set cert regen CallManager\n"
        + "+5m GUI: reset phones\nexpect phones lost-trust = 0 else back-out\n+1h Manual: look\n"
        + "## Back-out\nGUI: reset phones\n")
    var plain = World(plan, law: Law(of: plan), times: TimeConstants(of: plan))
    var bare = plain
    bare.takesCensuses = false
    let (full, short) = (try plain.run(), try bare.run())
    #expect(short.censuses.isEmpty && !full.censuses.isEmpty)
    #expect(full.ends == short.ends && full.eventCount == short.eventCount)
    for phone in 0..<10 {
      let (one, other) = (plain.state(ofPhone: phone), bare.state(ofPhone: phone))
      #expect(one == other)
    }
  }
}
