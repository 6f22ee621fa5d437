import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CTLRecordsTests {
  @Test("A CTL names every node with CallManager or TFTP, CAPF, and no TVS")
  func records() throws {
    let nodes: [TestNode] = [
      .pub, TestNode("sub1", [.callManager]), TestNode("tftp1", [.tftp]),
      TestNode("tvs1", []),
    ]
    let hq = TestCluster("11.5(1)", nodes: nodes, ctl: .tokenless, group: ["pub"])
    let ctl = try #require(hq.servers[hq.id].ctlFile)
    #expect(
      hq.words(ctl).sorted() == [
        "CAPF CAPF of pub", "CCM+TFTP CallManager of pub", "CCM+TFTP CallManager of sub1",
        "CCM+TFTP CallManager of tftp1", "SAST CallManager of pub", "SAST ITLRecovery of pub",
      ])
    let reversed = TestCluster(
      "11.5(1)", nodes: nodes, ctl: .tokenless, group: ["pub"], law: .reversing(.ctlRecords))
    let other = try #require(reversed.servers[reversed.id].ctlFile)
    #expect(!other.records.contains { $0.role == .ccmTFTP })
  }

  @Test("It names certificates as the publisher's database has them")
  func database() throws {
    var hq = TestCluster("11.5(1)", ctl: .tokenless)
    hq.regenerate(.callManager, of: "sub1", replicating: false)
    hq.writeCTL()
    let early = try #require(hq.servers[hq.id].ctlFile)
    #expect(hq.words(early).contains("CCM+TFTP CallManager of sub1"))
    hq.replicate()
    hq.writeCTL()
    let late = try #require(hq.servers[hq.id].ctlFile)
    #expect(hq.words(late).contains("CCM+TFTP CallManager of sub1 number 2"))
  }
}
