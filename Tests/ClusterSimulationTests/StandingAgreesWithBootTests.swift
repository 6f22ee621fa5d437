import ClusterModel
import ClusterSimulation
import SimulationTrace
import TestSupport
import Testing
import TrustRules
import VirtualTime

/// `standing-agrees-with-boot`: a timed boot of the world against the untimed one of the law.
///
/// Phones are off while servers change, and boot only when all is quiet. What they hold after each
/// boot is worked out here by standings alone, and compared with what the world says of them.
@Suite("Standing agrees with boot")
struct StandingAgreesWithBootTests {
  private static let rounds = 3

  @Test("after every quiet boot", arguments: 1...150)
  func quietBoots(_ seed: Int) throws {
    var random = RandomRunbook(seed: seed)
    let head = random.head()
    var script = "## Implementation\n22:00 Switch: power off phones\n"
    script += "pub> utils disaster_recovery backup b\n"
    var expected = try Self.healthy(Ran(head + script))
    for _ in 0..<Self.rounds {
      for _ in 0..<3 { script += "+31m  \(random.anyServerAct())\n" }
      script += "+3h  Manual: look on\n"
      let before = try Ran(head + script)
      for cohort in expected.indices { expected[cohort].boot(in: before) }
      script += "Switch: power on phones\n+3h  Manual: look on\n"
      let after = try Ran(head + script)
      for cohort in expected.indices { expected[cohort].compare(with: after, head + script) }
      script += "Switch: power off phones\n"
    }
  }

  @Test("after every quiet boot of phones that move between two clusters", arguments: 1...80)
  func quietMoves(_ seed: Int) throws {
    var random = RandomMove(seed: seed)
    var script = "## Implementation\n22:00 Switch: power off phones\n"
    var expected = try Self.healthy(Ran(random.head + script))
    // By the acts alone few clusters would come to know each other.
    if seed % 2 == 1 { script += RandomMove.exchange }
    for _ in 0..<Self.rounds {
      for _ in 0..<4 { script += "+31m  \(random.act())\n" }
      script += "+3h  Manual: look on\n"
      let before = try Ran(random.head + script)
      for cohort in expected.indices {
        expected[cohort].follow(in: before)
        expected[cohort].boot(in: before)
      }
      script += "Switch: power on phones\n+3h  Manual: look on\n"
      let after = try Ran(random.head + script)
      #expect(after.world.brokenInvariants() == [])
      for cohort in expected.indices { expected[cohort].compare(with: after, random.head + script) }
      script += "Switch: power off phones\n"
    }
  }

  private static func healthy(_ ran: Ran) -> [ExpectedPhone] {
    let start = ran.world.servers
    return ran.trace.cohorts.enumerated().map { place, cohort in
      var law = Deliberation(ran.world.law)
      let node = start[cohort.site].option150.first { start[$0.node].published != nil }?.node
      let offer = node.flatMap { law.offer(at: $0, to: cohort, servers: start) }
      let isAware = law.isAware(cohort.traits)
      return ExpectedPhone(
        origin: place, place: place, cohort: cohort, isAware: isAware,
        held: HeldState(
          ctl: offer?.files.ctl,
          itl: isAware && offer?.files.hasITL == true ? offer?.files.itl : nil,
          configuration: offer?.configuration))
    }
  }
}

/// A phone of a cohort as standings alone say it fares.
private struct ExpectedPhone {
  /// Its cohort at the start, and now that it may have been moved.
  let origin: Int
  var place: Int
  var cohort: Cohort
  let isAware: Bool
  var held: HeldState
  var registeredAt: NodeID?
  /// What it refused at its last boot.
  var refused: [Refusal] = []

  /// Takes over the cohort that the phones are in at the end of a run.
  mutating func follow(in ran: Ran) {
    let here = ran.atEnd.first { ran.trace.kin(of: $0.cohort) == origin }
    guard let here else { return }
    place = here.cohort
    cohort = ran.trace.cohorts[place]
  }

  /// Boots until it is registered, or until another boot would change nothing.
  mutating func boot(in ran: Ran) {
    guard isAware else { return }
    for _ in 0..<8 {
      let standing = standing(in: ran)
      let isSame = standing.held == held
      held = standing.held
      if standing.word != .unserved { refused = standing.refusals }
      registeredAt = registrar(in: ran, standing)
      if registeredAt != nil || isSame { return }
    }
  }

  private func standing(in ran: Ran) -> Standing {
    TrustRules.standing(
      of: held, cohort: cohort, servers: ran.world.servers, law: ran.world.law,
      now: ran.trace.ends)
  }

  private func registrar(in ran: Ran, _ standing: Standing) -> NodeID? {
    guard standing.word == .unserved || standing.registration != .none else { return nil }
    var law = Deliberation(ran.world.law)
    return law.registrar(
      of: held, cohort, servers: ran.world.servers, now: ran.trace.ends)
  }

  func compare(with ran: Ran, _ text: String) {
    let rows = ran.atEnd.filter { $0.cohort == place }
    guard rows.count == 1, let row = rows.first else {
      Issue.record("phones of cohort \(place) fare differently\n\(rows)\n\(text)")
      return
    }
    guard isAware else {
      #expect(row.word == .unaware, "\(text)")
      return
    }
    let standing = standing(in: ran)
    let word: [TrustWord] =
      standing.word == .refusing
      ? [.locked, .stranded] : [TrustWord(rawValue: standing.word.rawValue) ?? .unaware]
    #expect(word.contains(row.word), "cohort \(place)\n\(text)")
    #expect(row.refusals == standing.refusals, "cohort \(place)\n\(text)")
    #expect(row.carrier == standing.carrier, "cohort \(place)\n\(text)")
    #expect(row.anchors == standing.anchors, "cohort \(place)\n\(text)")
    #expect(row.holdsCurrentLists == standing.holdsCurrentLists, "cohort \(place)\n\(text)")
    #expect(row.registeredAt == registeredAt, "cohort \(place)\n\(text)")
    #expect(row.hasRefused == refused, "cohort \(place)\n\(text)")
    let refusesConfiguration = refused.contains { $0.file == .configuration }
    #expect(
      row.hasOldConfiguration == (registeredAt != nil && refusesConfiguration),
      "cohort \(place)\n\(text)")
  }
}
