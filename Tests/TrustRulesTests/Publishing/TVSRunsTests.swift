import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct TVSRunsTests {
  @Test(
    "TVS runs beside CallManager and where it is named, or on every node",
    arguments: [
      (TestNode.sub1, true), (TestNode("cm", [.callManager]), true),
      (TestNode("tftp1", [.tftp]), false), (named(TestNode("tvs1", [.tftp])), true),
      (TestNode("cups", []), false),
    ])
  func runs(_ node: TestNode, runs: Bool) {
    let hq = TestCluster("11.5(1)", nodes: [.pub, node], group: ["pub"])
    #expect(hq.servers[.sub1].has(.tvs) == runs)
    for law in [Law.reading(.tvsRuns), .reversing(.tvsRuns)] {
      let other = TestCluster("11.5(1)", nodes: [.pub, node], group: ["pub"], law: law)
      #expect(other.servers[.sub1].has(.tvs))
    }
  }

  @Test("It takes part only where a node without CallManager is not named")
  func tookPart() {
    var node = Node(name: "a", cluster: ClusterID(0), host: "a", address: "10.1.1.1")
    node.runsCallManager = true
    var law = Deliberation(Law())
    let runs = law.runsTVS(node, releaseName("11.5(1)"))
    #expect(runs && law.tookPart.rules.isEmpty)
    node.runsCallManager = false
    let runsAlone = law.runsTVS(node, releaseName("11.5(1)"))
    #expect(!runsAlone && law.tookPart.rules == [.tvsRuns])
  }

  @Test("Before 8.0 there is no TVS, and nobody asks where it would run")
  func before() {
    var node = Node(name: "a", cluster: ClusterID(0), host: "a", address: "10.1.1.1")
    node.runsCallManager = false
    for law in [Law(), Law.reading(.tvsRuns)] {
      var asked = Deliberation(law)
      let runs = asked.runsTVS(node, releaseName("7.1(5)"))
      #expect(!runs && asked.tookPart.rules.isEmpty && asked.rulings.isEmpty)
    }
  }

  private static func named(_ node: TestNode) -> TestNode {
    var node = node
    node.isNamedTVS = true
    return node
  }
}
