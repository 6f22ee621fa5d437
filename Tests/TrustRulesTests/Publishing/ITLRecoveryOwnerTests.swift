import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ITLRecoveryOwnerTests {
  @Test(
    "Where each node has an ITLRecovery, only the publisher's is listed",
    arguments: ["10.0(1)", "11.5(1)SU3", "12.0(1)"])
  func owner(_ release: String) {
    let hq = TestCluster(release)
    let list = hq.published(by: "sub1").itl
    #expect(list.names(hq.certificate(.itlRecovery, of: "pub"), as: [.sast]))
    #expect(!list.names(hq.certificate(.itlRecovery, of: "sub1"), as: [.sast]))

    let reversed = TestCluster(release, law: .reversing(.itlRecoveryOwner))
    let other = reversed.published(by: "sub1").itl
    #expect(other.names(reversed.certificate(.itlRecovery, of: "sub1"), as: [.sast]))
  }

  @Test("A subscriber's renewed ITLRecovery changes no list")
  func subscriber() {
    var hq = TestCluster("12.0(1)")
    let before = ["pub", "sub1"].map { hq.published(by: $0) }
    hq.regenerate(.itlRecovery, of: "sub1")
    hq.restart(.tftp)
    #expect(["pub", "sub1"].map { hq.published(by: $0) } == before)
  }
}
