import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CTLRebuiltWhenTests {
  @Test("A new CTL file is served once TFTP has started", arguments: [true, false])
  func served(_ isReversed: Bool) {
    var hq = TestCluster("11.5(1)", ctl: .tokens(["a", "b"]))
    let old = hq.published(by: "pub").ctl
    hq.regenerate(.callManager, of: "pub")
    #expect(hq.servers[hq.id].ctlFile == old, "a renewed certificate writes no CTL")
    hq.writeCTL()
    let written = hq.servers[hq.id].ctlFile
    #expect(written != old)

    var law = Deliberation(isReversed ? .reversing(.ctlRebuiltWhen) : Law())
    let before = law.servedCTL(written: written, served: old, tftpStarts: false)
    #expect(before == (isReversed ? written : old))
    let after = law.servedCTL(written: written, served: old, tftpStarts: true)
    #expect(after == written)
    #expect(law.rulings == [.ctlRebuiltWhen])
  }

  @Test("A forgotten restart of TFTP leaves the node with the old CTL, as its phones")
  func forgotten() {
    var hq = TestCluster("11.5(1)", ctl: .tokens(["a", "b"]))
    let phone = hq.healthyPhone()
    hq.regenerate(.callManager, of: "sub1")
    hq.writeCTL()
    hq.restart(.tftp, on: "sub1")
    #expect(Ending(hq.standing(of: phone)) == .trusting)
    #expect(hq.published(by: "pub").ctl != hq.published(by: "sub1").ctl)
    hq.restart(.tftp, on: "pub")
    #expect(Ending(hq.standing(of: phone)) == .behind(.heldList(.ctl)))
  }
}
