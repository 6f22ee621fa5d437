import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ManualUploadTests {
  @Test("A file goes into the trust units that were chosen, and no others")
  func stores() {
    let pair = Neighbours()
    let certificate = pair.home.certificate(.callManager, of: "far")
    var law = Deliberation(Law())
    let deliveries = law.deliveries(of: certificate, to: [.phoneSASTTrust, .callManagerTrust])
    #expect(deliveries.map(\.store) == [.phoneSASTTrust, .callManagerTrust])
    #expect(deliveries.allSatisfy { $0.certificate == certificate })
    #expect(law.rulings == [.manualUpload])
    var reversed = Deliberation(.reversing(.manualUpload))
    #expect(reversed.deliveries(of: certificate, to: [.phoneSASTTrust]).isEmpty)
  }

  @Test("One way: what the source knows of the target, the target does not know of the source")
  func oneWay() {
    var pair = Neighbours()
    pair.insert()
    pair.exchange([.callManager])
    let way = pair.phone.cohort.site
    pair.pointAtFar()
    let there = pair.home.boot(&pair.phone)
    #expect(there.word == .behind && there.refusals.isEmpty)
    #expect(pair.standing.word == .trusting)
    pair.phone.cohort.site = way
    #expect(pair.ending == .refuses(.itl, .migration))
  }
}
