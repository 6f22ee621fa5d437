import ClusterModel
import SimulationTrace
import Testing
import TrustVerdicts
import VirtualTime

/// Which of the remedies that help is recommended, and when a run of it keeps its promise.
@Suite("The recommended remedy") struct RescuePlanTests {
  /// Remedies as (saved, harmed); one kind of phone names them from the cheapest on.
  private static func rescue(_ effects: [(saved: Int, harmed: Int)], order: [Int]) -> Rescue {
    var rescue = Rescue()
    rescue.remedies = effects.enumerated().map {
      Rescue.Remedy(text: "remedy \($0)", lines: [], saved: $1.saved, harmed: $1.harmed)
    }
    rescue.troubles = [
      Rescue.Trouble(
        cohort: 0, isPowered: true, registeredAt: nil, refusals: [],
        held: HeldState(ctl: nil, itl: nil, configuration: nil), count: 10, firstPhone: 0,
        remedies: order)
    ]
    return rescue
  }

  @Test("The one that saves most, but first of all harms nobody; of equals the cheapest")
  func choice() {
    let cases: [([(saved: Int, harmed: Int)], [Int], Int?)] = [
      ([], [], nil), ([(5, 0), (9, 0)], [0, 1], 1), ([(5, 0), (90, 1)], [0, 1], 0),
      ([(9, 0), (9, 0)], [1, 0], 1), ([(9, 2), (9, 1)], [0, 1], 1),
      ([(3, 3), (2, 5)], [0, 1], nil),
    ]
    for (effects, order, place) in cases {
      #expect(Self.rescue(effects, order: order).recommended == place)
    }
  }

  @Test("A promise is kept if as many are back and the product refused nothing")
  func promise() {
    func kept(_ after: Int, _ refused: [String] = []) -> Bool {
      RescuePlan.Confirmation(
        promised: 8, lostBefore: 10, lostAfter: after, trusting: 8, phones: 10,
        began: Instant(microseconds: 0), ends: Instant(microseconds: 0), refused: refused
      ).isKept
    }
    #expect(kept(2) && kept(0))
    #expect(!kept(3))
    #expect(!kept(2, ["no"]))
  }
}
