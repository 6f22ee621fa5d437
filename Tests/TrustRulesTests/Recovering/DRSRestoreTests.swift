import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct DRSRestoreTests {
  @Test("A part restores onto the hostname it was made of, and onto no other")
  func hostname() {
    var hq = TestCluster("11.5(1)")
    let part = NodeBackup(node: .sub1, host: "sub1", disk: hq.servers[.sub1].disk)
    for (host, fits) in [("sub1", true), ("east", false), ("SUB1", false)] {
      hq.servers[.sub1].host = host
      var law = Deliberation(Law())
      let allowed = law.restores(part, onto: hq.servers[.sub1])
      #expect(allowed == fits)
      #expect(law.rulings == [.drsRestore])
      var reversed = Deliberation(.reversing(.drsRestore))
      let otherwise = reversed.restores(part, onto: hq.servers[.sub1])
      #expect(otherwise != fits)
    }
  }

  @Test("A backup restores in the release it was made in")
  func release() throws {
    let hq = TestCluster("11.5(1)")
    var law = Deliberation(Law())
    let made = law.backup(
      of: hq.id, named: "nightly", lacksCallManager: false, servers: hq.servers)
    let backup = try #require(made)
    let same = law.restores(backup, in: releaseName("11.5(1)"))
    let later = law.restores(backup, in: releaseName("11.5(1)SU3"))
    #expect(same)
    #expect(!later)
    var reversed = Deliberation(.reversing(.drsRestore))
    let anyway = reversed.restores(backup, in: releaseName("11.5(1)SU3"))
    #expect(anyway)
  }
}
