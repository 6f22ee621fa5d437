import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ITLDiffersPerTFTPTests {
  @Test("Each TFTP node lists its own CallManager, so the lists differ")
  func listsDiffer() {
    let hq = TestCluster("12.5(1)")
    let lists = ["pub", "sub1"].map { hq.published(by: $0).itl }
    #expect(lists[0] != lists[1])
    #expect(lists[0].names(hq.certificate(.callManager, of: "pub"), as: [.ccmTFTP]))
    #expect(lists[1].names(hq.certificate(.callManager, of: "sub1"), as: [.ccmTFTP]))
    #expect(!lists[1].names(hq.certificate(.callManager, of: "pub"), as: [.sast, .ccmTFTP]))
  }

  @Test("If it were not so, sub1 would list the publisher's")
  func reversed() {
    let hq = TestCluster("12.5(1)", law: .reversing(.itlDiffersPerTFTP))
    let list = hq.published(by: "sub1").itl
    #expect(list.names(hq.certificate(.callManager, of: "pub"), as: [.ccmTFTP]))
    #expect(!list.names(hq.certificate(.callManager, of: "sub1"), as: [.ccmTFTP]))
  }
}
