import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct RollbackMigrationTests {
  @Test(
    "A blank ITL opens a phone for another cluster if no CTL with content judges",
    arguments: [
      (ctl: CTLSigning?.none, leavesMixedMode: false, ends: Ending.open),
      (.tokenless, false, .refuses(.ctl, .tvsMustBeHeld)), (.tokenless, true, .open),
    ])
  func rollback(_ row: (ctl: CTLSigning?, leavesMixedMode: Bool, ends: Ending)) {
    var pair = Neighbours(ctl: row.ctl, farCTL: .tokenless)
    pair.insert()
    if row.leavesMixedMode { pair.home.leaveMixedMode() }
    pair.home.setRollback(true)
    for service in [Service.tvs, .tftp] { pair.home.restart(service) }
    let blanked = pair.home.boot(&pair.phone)
    #expect(blanked.refusals.isEmpty)
    pair.pointAtFar()
    #expect(pair.ending == row.ends)
  }

  @Test("A phone that did not take the blank list stays behind")
  func sleeper() {
    var pair = Neighbours()
    pair.insert()
    pair.home.setRollback(true)
    pair.home.restart(.tftp)
    pair.pointAtFar()
    #expect(pair.ending == .refuses(.itl, .migration))
  }
}
