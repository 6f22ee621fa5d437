import ClusterModel
import TestSupport
import Testing
import TrustRules
import VirtualTime

@Suite struct CSCtn50405Tests {
  /// A cluster whose sub1 came back without the key of its CallManager.
  private func damaged(_ release: String, _ law: Law = Law()) -> TestCluster {
    var hq = TestCluster(release, group: ["sub1", "pub"], option150: ["sub1"], law: law)
    hq.servers[.sub1].disk[.callManager] = hq.servers.certificates.issue(
      to: .unit(.callManager, of: .sub1), commonName: "sub1", issued: hq.now,
      expires: hq.now.addingYears(5))
    hq.servers[.sub1].lacksCallManagerKey = true
    return hq
  }

  @Test(
    "Nobody takes the list: neither a phone that holds the old one nor one that holds none",
    arguments: ["8.6(2)", "11.5(1)", "12.5(1)"])
  func refused(_ release: String) {
    var hq = damaged(release)
    let phone = hq.healthyPhone()
    var open = phone
    open.forgetEverything()
    hq.restart(.tftp, on: "sub1")
    #expect(hq.published(by: "sub1").itl.isUnverifiable)
    #expect(!hq.published(by: "pub").itl.isUnverifiable)
    for phone in [phone, open] {
      #expect(Ending(hq.standing(of: phone)) == .refuses(.itl, .csctn50405))
    }
    let configuration = hq.standing(of: phone).refusals.last
    #expect(configuration == Refusal(file: .configuration, rule: .csctn50405))
  }

  @Test("Reversed, an open phone takes the damaged list as any other")
  func reversed() {
    var hq = damaged("8.6(2)", .reversing(.csctn50405))
    var open = hq.healthyPhone()
    open.forgetEverything()
    hq.restart(.tftp, on: "sub1")
    #expect(Ending(hq.standing(of: open)) == .open)
  }

  @Test("A backup lacks the key if the scenario says so, or all do under the defect")
  func backups() throws {
    let hq = TestCluster("8.6(2)")
    var under = Law()
    under.defects = [.csctn50405]
    for (law, stated, lacks) in [
      (Law(), false, false), (Law(), true, true), (under, false, true),
    ] {
      var deliberation = Deliberation(law)
      let made = deliberation.backup(
        of: hq.id, named: "b", lacksCallManager: stated, servers: hq.servers)
      let backup = try #require(made)
      #expect(backup.lacksCallManager == lacks)
      let loses = deliberation.losesCallManagerKey(restoredFrom: backup)
      #expect(loses == lacks)
      var reversed = Deliberation(.reversing(.csctn50405))
      let never = reversed.losesCallManagerKey(restoredFrom: backup)
      #expect(!never)
    }
  }
}
