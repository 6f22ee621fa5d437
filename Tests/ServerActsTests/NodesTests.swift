import ClusterModel
import ServerActs
import TestSupport
import Testing
import TrustRules
import VirtualTime

@Suite("Nodes that are renamed, leave, and come back") struct NodesTests {
  @Test("Who is expected back is back in the settled servers, and nobody else")
  func settled() {
    var hq = TestCluster("12.5(1)")
    var law = Deliberation(hq.law)
    hq.servers[.pub].power = .away(until: hq.now + .minutes(5))
    hq.servers[.sub1].services[.tftp] = .away(until: hq.now + .minutes(1))
    hq.servers[.sub1].services[.tvs] = .away(until: nil)
    hq.servers[SiteID(0)].link = .away(until: hq.now + .minutes(1))
    let settled = hq.servers.settled(&law)
    #expect(settled[.pub].power == .running)
    #expect(settled[.sub1].services[.tftp] == .running)
    #expect(settled[.sub1].services[.tvs] == .away(until: nil))
    #expect(settled[SiteID(0)].link == .running)
    #expect(hq.servers[.pub].power == .away(until: hq.now + .minutes(5)), "a copy is settled")
  }

  @Test("A node that comes back has what changed meanwhile, before its TFTP builds a list")
  func boot() {
    var hq = TestCluster("11.5(1)SU3")
    var law = Deliberation(hq.law)
    hq.powerOff("sub1")
    let new = hq.servers.regenerate(.tvs, on: .pub, authority: nil, at: hq.now)
    hq.servers.boot(.sub1, &law)
    #expect(hq.servers[.sub1].power == .running)
    #expect(hq.published(by: "sub1").itl.records.contains { $0.certificate == new })
  }

  @Test("A rename tells which certificates are new, and System > Server follows the address still")
  func rename() {
    var hq = TestCluster("12.5(1)")
    var law = Deliberation(hq.law)
    let before = hq.servers[.pub].disk
    let name = hq.servers[.pub].serverName
    let changes = hq.servers.rename(.pub, namedBy: .address, at: hq.now, &law) { $0.host = "new" }
    let units = law.unitsRegenerated(byRenaming: hq.servers[.pub])
    #expect(changes.map(\.unit) == units)
    for change in changes {
      #expect(change.old == before[change.unit] && change.new == hq.servers[.pub].disk[change.unit])
    }
    #expect(hq.servers[.pub].serverName == name)
    hq.servers.nameServer(.pub, namedBy: .hostname, &law)
    #expect(hq.servers[.pub].serverName == "new")
  }

  @Test("A node that leaves is in no group, and a database that is told forgets its certificates")
  func leave() {
    var hq = TestCluster("12.5(1)")
    hq.servers.takeOut(.sub1)
    #expect(hq.servers[.sub1].power == .absent && hq.servers[.sub1].disk.isEmpty)
    #expect(hq.servers.groups.allSatisfy { !$0.nodes.contains(.sub1) })
    #expect(hq.servers[.pub].database.certificate(.tvs, of: .sub1) != nil)
    let units = hq.servers.forget(.sub1, on: .pub)
    #expect(units.contains(.tvs) && units.contains(.callManager))
    #expect(hq.servers[.pub].database.certificate(.tvs, of: .sub1) == nil)
  }
}
