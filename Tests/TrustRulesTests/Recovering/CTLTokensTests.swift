import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CTLTokensTests {
  private func allows(_ hq: TestCluster, _ names: [String], _ law: Law = Law()) -> Bool {
    var deliberation = Deliberation(law)
    return deliberation.mayReplace(
      hq.servers[hq.id].ctlFile, with: names.compactMap { hq.servers.eTokens[$0] },
      hq.servers.certificates)
  }

  @Test(
    "A CTL of eTokens wants one that it names",
    arguments: [
      (["a", "b"], true), (["b"], true), (["c", "b"], true), (["c"], false), (["c", "d"], false),
      ([], false),
    ])
  func held(_ names: [String], isAllowed: Bool) {
    var hq = TestCluster("11.5(1)", ctl: .tokens(["a", "b"]))
    hq.hold(tokensOf: .tokens(["c", "d"]))
    #expect(allows(hq, names) == isAllowed)
    #expect(allows(hq, names, .reversing(.ctlTokens)) != isAllowed)
  }

  @Test("The first CTL, and one that is signed without eTokens, want none of theirs")
  func withoutTokens() {
    var hq = TestCluster("11.5(1)")
    hq.servers.eTokens["c"] = hq.foreignCertificate("c")
    #expect(allows(hq, ["c"]))
    var tokenless = TestCluster("11.5(1)", ctl: .tokenless)
    tokenless.servers.eTokens["c"] = tokenless.foreignCertificate("c")
    #expect(allows(tokenless, ["c"]))
  }
}
