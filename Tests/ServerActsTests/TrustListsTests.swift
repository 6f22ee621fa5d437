import ClusterModel
import ServerActs
import TestSupport
import Testing
import TrustRules
import VirtualTime

@Suite("Lists and parameters written by command") struct TrustListsTests {
  @Test("TFTP serves a CTL that was written once it starts anew")
  func written() throws {
    var hq = TestCluster("12.5(1)", ctl: .tokenless)
    var law = Deliberation(hq.law)
    let before = try #require(hq.published(by: "pub").ctl)
    _ = hq.servers.regenerate(.callManager, on: .pub, authority: nil, at: hq.now)
    let built = law.buildCTL(of: hq.id, servers: hq.servers)
    let ctl = try #require(built)
    hq.servers.write(ctl, of: hq.id, &law)
    #expect(hq.servers[hq.id].ctlFile == ctl && ctl != before)
    #expect(hq.published(by: "pub").ctl == before)
    let isNew = hq.servers.startTFTP(on: .pub, &law)
    #expect(isNew)
    #expect(hq.published(by: "pub").ctl == ctl)
  }

  @Test("A reset list is served by every TFTP that runs, and goes with the next build")
  func reset() throws {
    var hq = TestCluster("12.5(1)")
    var law = Deliberation(hq.law)
    let usual = hq.published(by: "sub1").itl
    let made = law.resetITL(of: hq.id, servers: hq.servers)
    let list = try #require(made)
    hq.stop(.tftp, on: "pub")
    hq.servers.spread(list, in: hq.id, &law)
    #expect(hq.published(by: "sub1").itl == list && list != usual)
    #expect(hq.published(by: "pub").itl != list)
    #expect(hq.servers[.sub1].previousITL == usual)
    let isNew = hq.servers.rebuildITL(on: .sub1, &law)
    #expect(isNew)
    #expect(hq.published(by: "sub1").itl == usual)
  }

  @Test("The rollback parameter counts where TFTP has started since")
  func rollback() {
    var hq = TestCluster("12.5(1)")
    var law = Deliberation(hq.law)
    hq.servers.setRollback(true, onPublisher: .pub)
    #expect(hq.servers[.pub].database.rollback.value && !hq.servers[.sub1].database.rollback.value)
    hq.servers.setRollback(true, in: hq.id)
    #expect(hq.servers[.sub1].database.rollback.value)
    #expect(!hq.published(by: "sub1").itl.isBlank)
    hq.servers.restartAll(.tftp, in: hq.id, &law)
    #expect(hq.published(by: "sub1").itl.isBlank)
  }

  @Test("A saved key opens under the password it was saved with; a subscriber has none to save")
  func savedKey() throws {
    var hq = TestCluster("12.5(1)")
    var law = Deliberation(hq.law)
    let saved = [NodeID.sub1, .pub, .pub].map {
      hq.servers.saveRecoveryKey(of: $0, as: "key.p12")
    }
    #expect(saved == [false, true, true])
    #expect(hq.servers[hq.id].savedKeys.count == 1 && hq.servers[hq.id].isRecoveryKeySaved)
    let key = try #require(hq.servers[hq.id].savedKeys.first)
    let opened = law.opens(key, in: hq.servers[hq.id])
    hq.servers.changeSecurityPassword(of: hq.id)
    let opensStill = law.opens(key, in: hq.servers[hq.id])
    #expect(opened && !opensStill)
    #expect(!hq.servers[hq.id].isRecoveryKeySaved)
  }

  @Test("TFTP acts upon a certificate of its own database only")
  func notified() {
    var hq = TestCluster("11.5(1)SU3")
    var law = Deliberation(hq.law)
    let new = hq.servers.regenerate(.tvs, on: .pub, authority: nil, at: hq.now)
    hq.servers.notifyTFTP(on: .sub1, of: .tvs, changedOn: .pub, &law)
    #expect(!hq.published(by: "sub1").itl.records.contains { $0.certificate == new })
    _ = hq.servers.catchUp(.sub1)
    hq.servers.notifyTFTP(on: .sub1, of: .tvs, changedOn: .pub, &law)
    #expect(hq.published(by: "sub1").itl.records.contains { $0.certificate == new })
  }
}
