import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ITLResetRemoteKeyTests {
  @Test(
    "A saved key opens with the password it was saved under, and with no other",
    arguments: [(0, 0, true), (0, 1, false), (2, 2, true), (2, 1, false)])
  func password(_ saved: Int, _ now: Int, opens: Bool) throws {
    var hq = TestCluster("11.5(1)")
    hq.servers[hq.id].securityPassword = now
    let key = SavedRecoveryKey(
      path: "ITLRecovery.p12", certificate: try #require(hq.servers[.pub].disk[.itlRecovery]),
      password: saved)
    var law = Deliberation(Law())
    let found = law.opens(key, in: hq.servers[hq.id])
    #expect(found == opens)
    var reversed = Deliberation(.reversing(.itlResetRemoteKey))
    let otherwise = reversed.opens(key, in: hq.servers[hq.id])
    #expect(otherwise)
  }

  @Test("Phones that know only the saved key take the list that it signs")
  func carries() throws {
    var hq = TestCluster("11.5(1)", nodes: .alone)
    let saved = try #require(hq.servers[.pub].disk[.itlRecovery])
    let phone = hq.healthyPhone()
    for unit in [CertificateUnit.itlRecovery, .callManager, .tvs] { hq.regenerate(unit, of: "pub") }
    hq.restart(.tvs)
    hq.resetITL()
    #expect(Ending(hq.standing(of: phone)) == .refuses(.itl, .tvsMustBeHeld))
    hq.servers[.pub].disk[.itlRecovery] = saved
    hq.servers.lastChange += 1
    hq.servers[.pub].database.set(
      saved, as: .itlRecovery, of: .pub, change: hq.servers.lastChange)
    var law = Deliberation(Law())
    let list = law.resetITL(of: hq.id, by: saved, servers: hq.servers)
    #expect(list != nil)
    hq.servers[.pub].resetITL = list
    hq.restart(.tftp)
    #expect(Ending(hq.standing(of: phone)) == .behind(.heldList(.itl)))
  }
}
