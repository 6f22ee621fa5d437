import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ITLRebuiltWhenTests {
  @Test(
    "Which change of pub's units rebuilds whose ITL at the notification",
    arguments: [
      (CertificateUnit.callManager, true, false), (.callManagerECDSA, true, false),
      (.tvs, true, true), (.capf, true, true), (.itlRecovery, false, false),
      (.tomcat, false, false), (.ipsec, false, false),
    ])
  func notification(_ unit: CertificateUnit, ofPub: Bool, ofSub1: Bool) {
    for law in [Law(), .reversing(.itlRebuiltWhen), .reading(.certificateTakesEffect)] {
      var hq = TestCluster("11.5(1)", law: law)
      let before = ["pub", "sub1"].map { hq.published(by: $0) }
      hq.regenerate(unit, of: "pub")
      let isRebuilt = zip(["pub", "sub1"], before).map { hq.published(by: $0) != $1 }
      #expect(isRebuilt == (law == Law() ? [ofPub, ofSub1] : [false, false]), "\(law)")
    }
  }

  @Test("In 8.x and 9.x only the start of TFTP rebuilds", arguments: ["8.0(3)", "9.1(2)"])
  func byStart(_ release: String) {
    var hq = TestCluster(release)
    let before = hq.published(by: "pub")
    hq.regenerate(.callManager, of: "pub")
    hq.regenerate(.tvs, of: "pub")
    #expect(hq.published(by: "pub") == before)
    hq.restart(.tftp, on: "pub")
    #expect(hq.words(hq.published(by: "pub").itl).contains("SAST CallManager of pub number 2"))
  }

  @Test("The notification reaches another node with its database")
  func replication() {
    var hq = TestCluster("11.5(1)")
    hq.regenerate(.tvs, of: "pub", replicating: false)
    #expect(hq.words(hq.published(by: "pub").itl).contains("TVS TVS of pub number 2"))
    #expect(hq.words(hq.published(by: "sub1").itl).contains("TVS TVS of pub"))
  }

  @Test("A CAPF of a subscriber and a TVS that does not run rebuild nothing")
  func useless() {
    var hq = TestCluster(
      "11.5(1)", nodes: [.pub, .sub1, TestNode("tftp1", [.tftp])], group: ["pub"])
    let before = ["pub", "sub1", "tftp1"].map { hq.published(by: $0) }
    hq.regenerate(.capf, of: "sub1")
    hq.regenerate(.tvs, of: "tftp1")
    #expect(["pub", "sub1", "tftp1"].map { hq.published(by: $0) } == before)
  }

  @Test(
    "A certificate of another cluster rebuilds nothing",
    arguments: [CertificateUnit.tvs, .capf])
  func anotherCluster(_ unit: CertificateUnit) {
    var hq = TestCluster("11.5(1)")
    let foreign = hq.addForeignPublisher()
    var law = Deliberation(Law())
    let rebuilds = [NodeID.pub, foreign].map {
      law.rebuilds(.sub1, on: unit, of: $0, servers: hq.servers)
    }
    #expect(rebuilds == [true, false])
  }

  @Test("A rebuild that changes neither signer nor records yields the same list")
  func sameList() {
    var hq = TestCluster("11.5(1)")
    let before = hq.published(by: "pub")
    hq.restart(.tftp)
    #expect(hq.published(by: "pub") == before)
  }

  @Test("A stopped TFTP is not notified")
  func stopped() {
    var hq = TestCluster("11.5(1)")
    let before = hq.published(by: "pub").itl
    hq.stop(.tftp, on: "pub")
    hq.regenerate(.callManager, of: "pub")
    #expect(hq.published(by: "pub").itl == before)
  }

  @Test("A node without a CallManager key publishes nothing")
  func withoutKey() {
    var hq = TestCluster("11.5(1)")
    hq.servers[.pub].disk[.callManager] = nil
    var law = Deliberation(Law())
    let published = law.filesToPublish(at: .pub, ctl: nil, servers: hq.servers)
    #expect(published == nil)
  }
}
