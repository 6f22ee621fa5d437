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
      Rescue.Remedy(
        action: .renew(.tvs, ofNode: "sub\($0)"), lines: [], saved: $1.saved, harmed: $1.harmed)
    }
    rescue.troubles = [
      Rescue.Trouble(
        sort: .refuses, kind: 0, cohort: 0, isPowered: true, registeredAt: nil, refusals: [],
        haveRefused: true,
        obstacles: [],
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
      #expect(Self.rescue(effects, order: order).inOrderOfUse.first == place)
    }
  }

  @Test("Where the first is not confirmed, the others follow in this order, none that harms more")
  func order() {
    let rescue = Self.rescue([(9, 1), (5, 0), (9, 0), (1, 4), (9, 0)], order: [4, 2, 1, 0])
    #expect(rescue.inOrderOfUse == [4, 2, 1, 0])
  }

  @Test("An action that no runbook can carry out is never recommended, however much it saves")
  func byHand() {
    var rescue = Self.rescue([(90, 0), (5, 0)], order: [0, 1])
    rescue.remedies[0].action = .putPreviousITLBack
    #expect(rescue.inOrderOfUse.first == 1)
    rescue.remedies[1].action = .pressKeys
    #expect(rescue.inOrderOfUse.first == nil)
  }

  @Test("A promise is kept if all are back in trust and service, and nothing else went wrong")
  func promise() {
    func kept(
      _ back: Int, trustOnly: Int = 0, worse: Int = 0, refused: [String] = [],
      ranOut: [String] = []
    ) -> Bool {
      var outcome = RecoveryOutcome()
      (outcome.promised, outcome.back, outcome.trustOnly, outcome.worse) =
        (8, back, trustOnly, worse)
      return RescuePlan.Confirmation(
        outcome: outcome, lostAfter: 0, began: Instant(microseconds: 0),
        ends: Instant(microseconds: 0), refused: refused, waitsRunOut: ranOut
      ).isKept
    }
    #expect(kept(8))
    #expect(!kept(7) && !kept(7, trustOnly: 1))
    #expect(!kept(8, worse: 1))
    #expect(!kept(8, refused: ["no"]) && !kept(8, ranOut: ["phones registered = all"]))
  }
}
