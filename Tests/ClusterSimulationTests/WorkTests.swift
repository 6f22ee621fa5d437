import ClusterModel
import ClusterSimulation
import SimulationTrace
import Testing

@Suite("Work is counted")
struct WorkTests {
  /// What a plan costs the law with few and with many phones.
  private func consultations(_ steps: String, phones: Int) throws -> Int {
    try Ran(twoNodes(phones: phones, lobby: phones / 10) + "## Implementation\n" + steps)
      .trace.lawConsultations
  }

  static let plans: [(String, String)] = [
    ("power-cycle", "22:00 Switch: power-cycle phones\n+2h Manual: look on\n"),
    ("reset", "22:00 GUI: reset phones\n+2h Manual: look on\n"),
    ("an automatic reset", "22:00 pub> set cert regen TVS\n+2h Manual: look on\n"),
    ("a lost node", "22:00 fault node sub1 down for 1h\n+2h Manual: look on\n"),
    (
      "a renewal",
      "22:00 pub> set cert regen CallManager\n+10m pub> set cert regen TVS\n+2h Manual: look on\n"
    ),
    ("lists deleted by hand", "22:00 Manual: delete ITL on phones\n+2h Manual: look on\n"),
  ]

  @Test("the law is asked for kinds of phones, not for each", arguments: plans)
  func consultations(_ name: String, _ steps: String) throws {
    let few = try consultations(steps, phones: 1_000)
    let many = try consultations(steps, phones: 10_000)
    #expect(many <= few * 2, "\(name): \(few) for 1,000 phones, \(many) for 10,000")
  }

  @Test("nothing that is kept beside the phones grows with them", arguments: plans)
  func kept(_ name: String, _ steps: String) throws {
    func kept(_ phones: Int) throws -> KeptAnswers {
      try Ran(twoNodes(phones: phones, lobby: phones / 10) + "## Implementation\n" + steps)
        .world.keptAnswers
    }
    // With enough phones every kind there can be is there; from then on nothing is added.
    let few = try kept(2_000)
    let many = try kept(10_000)
    #expect(many.heldStates == few.heldStates && many.questions == few.questions)
    #expect(many.kinds <= few.kinds + 4, "\(name): \(few), \(many)")
    #expect(many.judgements <= few.judgements + 8, "\(name): \(few), \(many)")
  }

  @Test("a phone and its one pending event take 64 bytes at most")
  func bytes() throws {
    #expect(World.bytesPerPhone <= 64)
    let ran = try Ran(
      twoNodes(phones: 10_000, lobby: 1) + "## Implementation\n22:00 Switch: power-cycle phones\n")
    // 42 tickets a chunk of 1,024 bytes; one ticket a phone, and buckets that are not full.
    #expect(ran.world.ticketChunks * 42 < 10_000 * 2)
  }

  @Test("events grow with phones and not faster", arguments: plans)
  func events(_ name: String, _ steps: String) throws {
    func count(_ phones: Int) throws -> Int {
      try Ran(twoNodes(phones: phones, lobby: phones / 10) + "## Implementation\n" + steps)
        .trace.eventCount
    }
    let few = try count(1_000)
    let many = try count(4_000)
    #expect(many < few * 5, "\(name): \(few), \(many)")
  }
}
