import ClusterModel
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
