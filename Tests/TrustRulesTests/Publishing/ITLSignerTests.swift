import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ITLSignerTests {
  @Test(
    "CallManager of the serving node signs its ITL; from 12.0 the publisher's ITLRecovery",
    arguments: [
      ("8.0(3)", "CallManager of sub1"), ("9.1(2)", "CallManager of sub1"),
      ("10.5(2)", "CallManager of sub1"), ("11.5(1)SU3", "CallManager of sub1"),
      ("12.0(1)", "ITLRecovery of pub"), ("12.5(1)", "ITLRecovery of pub"),
      ("14SU3", "ITLRecovery of pub"),
    ])
  func signer(_ release: String, signer: String) {
    let hq = TestCluster(release)
    #expect(hq.words(hq.published(by: "sub1").itl.signer) == signer)
    let reversed = TestCluster(release, law: .reversing(.itlSigner))
    let other = reversed.servers[.sub1].published?.itl.signer
    #expect(other.map(reversed.words) != signer)
  }

  @Test("From 12.0 the own CallManager signs where the database has no ITLRecovery")
  func withoutITLRecovery() {
    var hq = TestCluster("12.5(1)")
    hq.servers[.sub1].database.remove(.itlRecovery, of: .pub, change: hq.servers.lastChange + 1)
    hq.restart(.tftp, on: "sub1")
    #expect(hq.words(hq.published(by: "sub1").itl.signer) == "CallManager of sub1")
  }

  @Test("A renewed ITLRecovery signs from the next start of TFTP")
  func renewed() {
    var hq = TestCluster("12.5(1)")
    hq.regenerate(.itlRecovery, of: "pub")
    #expect(hq.words(hq.published(by: "sub1").itl.signer) == "ITLRecovery of pub")
    hq.restart(.tftp, on: "sub1")
    #expect(hq.words(hq.published(by: "sub1").itl.signer) == "ITLRecovery of pub number 2")
  }
}
