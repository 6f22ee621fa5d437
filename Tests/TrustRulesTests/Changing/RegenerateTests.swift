import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct RegenerateTests {
  @Test("A regeneration makes a new certificate", arguments: [true, false])
  func makesNew(_ isReversed: Bool) {
    var law = Deliberation(isReversed ? .reversing(.regenerate) : Law())
    let makesNew = law.makesNewCertificate()
    #expect(makesNew == !isReversed)
    #expect(law.rulings == [.regenerate])
  }

  @Test("Only the publisher's CAPF and ITLRecovery have a use", arguments: CertificateUnit.allCases)
  func publisher(_ unit: CertificateUnit) {
    #expect(unit.onlyPublisherMatters == (unit == .capf || unit == .itlRecovery))
  }

  @Test("It is on the disk and in the node's own database at once, elsewhere after replication")
  func databases() {
    var hq = TestCluster("11.5(1)")
    let old = hq.certificate(.callManager, of: "pub")
    let new = hq.regenerate(.callManager, of: "pub", replicating: false)
    #expect(new != old)
    #expect(hq.certificate(.callManager, of: "pub") == new)
    #expect(hq.servers[.pub].database.certificate(.callManager, of: .pub) == new)
    #expect(hq.servers[.sub1].database.certificate(.callManager, of: .pub) == old)
    hq.replicate()
    #expect(hq.servers[.sub1].database.certificate(.callManager, of: .pub) == new)
  }
}
