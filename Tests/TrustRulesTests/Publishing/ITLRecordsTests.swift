import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ITLRecordsTests {
  @Test(
    "The records of sub1's ITL, release by release",
    arguments: [
      ("8.0(3)", []), ("9.1(2)", []), ("10.0(1)", ["SAST ITLRecovery of pub"]),
      ("11.0(1)", ["SAST ITLRecovery of pub", "CCM+TFTP CallManager-ECDSA of sub1"]),
      ("14", ["SAST ITLRecovery of pub", "CCM+TFTP CallManager-ECDSA of sub1"]),
    ] as [(String, [String])])
  func byRelease(_ release: String, more: [String]) {
    let always = [
      "SAST CallManager of sub1", "CCM+TFTP CallManager of sub1", "TVS TVS of pub",
      "TVS TVS of sub1", "CAPF CAPF of pub",
    ]
    let hq = TestCluster(release)
    #expect(hq.words(hq.published(by: "sub1").itl).sorted() == (always + more).sorted())
    let reversed = TestCluster(release, law: .reversing(.itlRecords))
    #expect(reversed.words(reversed.published(by: "sub1").itl).sorted() != (always + more).sorted())
  }

  @Test("A node with TFTP alone stands as TFTP in its ITL, and has no TVS record")
  func tftpAlone() {
    let hq = TestCluster("10.5(2)", nodes: [.pub, TestNode("tftp1", [.tftp])], group: ["pub"])
    let words = hq.words(hq.published(by: "tftp1").itl).sorted()
    #expect(
      words == [
        "CAPF CAPF of pub", "SAST CallManager of tftp1", "SAST ITLRecovery of pub",
        "TFTP CallManager of tftp1", "TVS TVS of pub",
      ])
  }

  @Test("A publisher without CAPF leaves its record out; stopping the service does not")
  func capf() {
    var pub = TestNode.pub
    pub.lacksCAPF = true
    let without = TestCluster("10.5(2)", nodes: [pub])
    #expect(!without.published(by: "pub").itl.records.contains { $0.role == .capf })

    var stopped = TestCluster("10.5(2)")
    stopped.stop(.capf, on: "pub")
    stopped.restart(.tftp)
    #expect(stopped.published(by: "pub").itl.records.contains { $0.role == .capf })
  }

  @Test("A stopped TVS keeps its record")
  func stoppedTVS() {
    var hq = TestCluster("10.5(2)")
    hq.stop(.tvs, on: "sub1")
    hq.restart(.tftp)
    #expect(hq.words(hq.published(by: "pub").itl).contains("TVS TVS of sub1"))
  }

  @Test("Others' certificates are listed as this node's database has them")
  func ownDatabase() {
    var hq = TestCluster("10.5(2)")
    hq.regenerate(.tvs, of: "pub", replicating: false)
    hq.restart(.tftp)
    #expect(hq.words(hq.published(by: "pub").itl).contains("TVS TVS of pub number 2"))
    #expect(hq.words(hq.published(by: "sub1").itl).contains("TVS TVS of pub"))
  }
}
