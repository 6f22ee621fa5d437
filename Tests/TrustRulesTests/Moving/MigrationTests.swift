import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct MigrationTests {
  /// What is done before the phone boots towards the other cluster, and how that ends.
  struct Row: Sendable, CustomStringConvertible {
    let description: String
    var release = "11.5(1)"
    var far = "11.5(1)"
    var ends: Ending
    var otherwise: Ending?
    let before: @Sendable (inout Neighbours) -> Void
  }

  @Test(
    "Where a phone stands that was pointed at another cluster",
    arguments: [
      Row(
        description: "nothing was prepared", ends: .refuses(.itl, .migration)
      ) { _ in },
      Row(
        description: "CallManager in Phone-SAST-trust, TVS restarted", ends: .behind(.tvs(.pub)),
        otherwise: .refuses(.itl, .migration)
      ) { $0.exchange([.callManager]) },
      Row(
        description: "TVS not restarted", ends: .refuses(.itl, .tvsKnows),
        otherwise: .refuses(.itl, .migration)
      ) { $0.exchange([.callManager], restartingTVS: false) },
      Row(
        description: "CallManager-trust only", ends: .refuses(.itl, .tvsRoles),
        otherwise: .refuses(.itl, .migration)
      ) { $0.exchange([.callManager], store: .callManagerTrust) },
      Row(
        description: "12.5 signs with ITLRecovery, and only CallManager is known", far: "12.5(1)",
        ends: .refuses(.itl, .migration)
      ) { $0.exchange([.callManager]) },
      Row(
        description: "12.5, ITLRecovery known", far: "12.5(1)", ends: .behind(.tvs(.pub)),
        otherwise: .refuses(.itl, .migration)
      ) { $0.exchange([.itlRecovery]) },
      Row(
        description: "the source was switched off", ends: .refuses(.itl, .tvsMustAnswer)
      ) { pair in
        pair.exchange([.callManager])
        pair.home.powerOff("pub")
        pair.home.powerOff("sub1")
      },
      Row(
        description: "TVS of the source was renewed meanwhile, on both nodes",
        ends: .refuses(.itl, .tvsMustBeHeld)
      ) { pair in
        for node in ["pub", "sub1"] { pair.home.regenerate(.tvs, of: node) }
        pair.exchange([.callManager])
      },
    ])
  func moving(_ row: Row) {
    #expect(ending(row, Law()) == row.ends)
    #expect(
      ending(row, .reversing(.migration)) == row.otherwise ?? row.ends, "with the rule reversed")
  }

  private func ending(_ row: Row, _ law: Law) -> Ending {
    var pair = Neighbours(row.release, far: row.far, law: law)
    pair.insert()
    row.before(&pair)
    pair.pointAtFar()
    return pair.ending
  }

  @Test("Between secure clusters TVS is asked about the CTL, and the new CTL carries the ITL")
  func secure() {
    var pair = Neighbours(ctl: .tokenless, farCTL: .tokenless)
    pair.insert()
    pair.exchange([.callManager])
    pair.pointAtFar()
    let standing = pair.standing
    #expect(Ending(standing) == .behind(.tvs(.pub)))
    #expect(standing.rulings.contains(.newCTLVouchesForITL))
    #expect(standing.held.ctl == pair.home.published(by: "far").ctl)
    #expect(standing.held.itl == pair.home.published(by: "far").itl)
    #expect(standing.anchors == 2, "either TVS of the source would do")
  }

  @Test("A phone that the target does not know takes its lists, and nobody registers it")
  func notInserted() {
    var pair = Neighbours()
    pair.exchange([.callManager])
    pair.pointAtFar()
    let standing = pair.standing
    #expect(Ending(standing) == .behind(.tvs(.pub)))
    #expect(standing.registration == .none)
    #expect(standing.held.configuration?.isDefault == true)
    #expect(standing.held.configuration?.servers.map(\.node) == [pair.far])
    #expect(standing.rulings.contains(.migration))
  }

  @Test("One that refuses the default configuration keeps its old one, and is registered by it")
  func refusedDefault() {
    var pair = Neighbours()
    pair.pointAtFar()
    let standing = pair.standing
    #expect(standing.held == pair.phone.held)
    #expect(standing.registration == .old)
  }
}
