import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CTLSASTTests {
  @Test(
    "SAST of a tokenless CTL, its signer first, release by release",
    arguments: [
      ("9.1(2)", []), ("10.0(1)", ["CallManager of pub"]), ("10.5(1)", ["CallManager of pub"]),
      ("10.5(2)", ["CallManager of pub", "ITLRecovery of pub"]),
      ("11.5(1)SU3", ["CallManager of pub", "ITLRecovery of pub"]),
      ("12.0(1)", ["ITLRecovery of pub", "CallManager of pub"]),
      ("14SU3", ["ITLRecovery of pub", "CallManager of pub"]),
    ] as [(String, [String])])
  func tokenless(_ release: String, sast: [String]) {
    expectSAST(TestCluster(release, ctl: .tokenless), sast)
  }

  @Test(
    "SAST of a CTL signed by eTokens, its signer first, release by release",
    arguments: [
      ("8.0(3)", ["token a", "token b"]), ("10.5(2)", ["token a", "token b"]),
      ("11.0(1)", ["token a", "token b"]),
      ("11.5(1)", ["token a", "token b", "ITLRecovery of pub", "CallManager of pub"]),
      ("14SU2", ["token a", "token b", "ITLRecovery of pub", "CallManager of pub"]),
      ("14SU3", []), ("15", []),
    ] as [(String, [String])])
  func tokens(_ release: String, sast: [String]) {
    expectSAST(TestCluster(release, ctl: .tokens(["a", "b"])), sast)
  }

  @Test("With the rule reversed the last signs")
  func reversed() throws {
    let hq = TestCluster("12.5(1)", ctl: .tokenless, law: .reversing(.ctlSAST))
    let ctl = try #require(hq.servers[hq.id].ctlFile)
    #expect(hq.words(ctl.signer) == "CallManager of pub")
  }

  @Test("An eToken that is not there does not sign")
  func lostToken() throws {
    var hq = TestCluster("9.1(2)", ctl: .tokens(["a", "b"]))
    hq.servers.eTokens["a"] = nil
    hq.writeCTL()
    let ctl = try #require(hq.servers[hq.id].ctlFile)
    #expect(hq.words(ctl.signer) == "token b")
    hq.servers.eTokens["b"] = nil
    hq.writeCTL()
    #expect(hq.servers[hq.id].ctlFile == nil)
  }

  private func expectSAST(_ hq: TestCluster, _ sast: [String]) {
    let ctl = hq.servers[hq.id].ctlFile
    let found = ctl?.records.filter { $0.role == .sast }.map { hq.words($0.certificate) }
    #expect(found ?? [] == sast)
    #expect(ctl.map { hq.words($0.signer) } == sast.first)
  }
}
