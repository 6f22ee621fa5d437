import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct DRSBackupTests {
  private func backup(of hq: TestCluster, _ law: Law = Law()) throws -> ClusterBackup {
    var deliberation = Deliberation(law)
    let made = deliberation.backup(
      of: hq.id, named: "nightly", lacksCallManager: false, servers: hq.servers)
    #expect(deliberation.rulings.contains(.drsBackup))
    return try #require(made)
  }

  @Test("It has the keys of every node, each under the hostname of that day")
  func keys() throws {
    var hq = TestCluster("11.5(1)", ctl: .tokenless)
    let made = try backup(of: hq)
    #expect(made.nodes.map(\.host) == ["pub", "sub1"])
    #expect(made.nodes.map(\.disk) == hq.servers.nodes.map(\.disk))
    #expect(made.cluster.ctlFile == hq.servers[hq.id].ctlFile)
    #expect(made.cluster.isMixedMode)
    #expect(!made.lacksCallManager)
    let old = hq.certificate(.callManager, of: "pub")
    hq.regenerate(.callManager, of: "pub")
    #expect(made.nodes[0].disk[.callManager] == old, "what changed since is not in it")
    #expect(try backup(of: hq).nodes[0].disk[.callManager] != old)
  }

  @Test("Trust units and parameters are those of the publisher, without what was deleted")
  func trust() throws {
    var hq = TestCluster("11.5(1)")
    let foreign = hq.foreignCertificate("theirs")
    let gone = hq.foreignCertificate("gone")
    hq.upload(foreign, to: .phoneSASTTrust)
    hq.upload(gone, to: .phoneSASTTrust)
    let place = try #require(
      hq.servers[.pub].database.trust.firstIndex { $0.certificate == gone })
    hq.servers[.pub].database.trust[place].isPresent = Replicated(false, change: 99)
    hq.setRollback(true)
    let made = try backup(of: hq)
    #expect(
      made.trust.filter { $0.store == .phoneSASTTrust }.map(\.certificate) == [foreign])
    #expect(made.rollback)
  }

  @Test("A node that is down is not in it")
  func down() throws {
    var hq = TestCluster("11.5(1)")
    hq.powerOff("sub1")
    #expect(try backup(of: hq).nodes.map(\.host) == ["pub"])
  }

  @Test("Reversed, it has no keys at all")
  func reversed() throws {
    let made = try backup(of: TestCluster("11.5(1)"), .reversing(.drsBackup))
    #expect(made.nodes.map(\.disk) == [[:], [:]])
  }

  @Test("It is no backup of other backups")
  func noNesting() throws {
    var hq = TestCluster("11.5(1)")
    hq.servers[hq.id].backups = [try backup(of: hq)]
    #expect(try backup(of: hq).cluster.backups.isEmpty)
  }
}
