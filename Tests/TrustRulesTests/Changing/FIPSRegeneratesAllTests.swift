import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct FIPSRegeneratesAllTests {
  @Test(
    "Every certificate of the node goes, ITLRecovery where there is one",
    arguments: [("9.1(2)", "pub", false), ("12.5(1)", "pub", true), ("12.5(1)", "sub1", false)])
  func units(_ release: String, _ node: String, hasRecovery: Bool) {
    let hq = TestCluster(release)
    let state = hq.servers[hq.node(node)]
    var law = Deliberation(Law())
    let units = law.unitsRegenerated(byFIPSOn: state)
    #expect(Set(units) == Set(state.disk.keys))
    #expect(units.contains(.itlRecovery) == hasRecovery)
    var reversed = Deliberation(.reversing(.fipsRegeneratesAll))
    let none = reversed.unitsRegenerated(byFIPSOn: state)
    #expect(none.isEmpty)
  }
}
