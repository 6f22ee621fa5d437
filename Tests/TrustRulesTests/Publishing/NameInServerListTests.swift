import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct NameInServerListTests {
  @Test(
    "System > Server names a node by address, hostname or FQDN",
    arguments: [
      (Node.NamedBy.address, "10.1.1.1"), (.hostname, "pub"), (.fqdn, "pub.example.test"),
    ])
  func name(_ way: Node.NamedBy, text: String) {
    let hq = TestCluster("11.5(1)", nodes: .alone.named(by: way))
    #expect(hq.healthyPhone().held.configuration?.servers.map(\.text) == [text])
    let reversed = TestCluster(
      "11.5(1)", nodes: .alone.named(by: way), law: .reversing(.nameInServerList))
    #expect(reversed.healthyPhone().held.configuration?.servers.map(\.text) == ["pub"])
  }

  @Test("A node without a domain has no FQDN: its hostname stands for it")
  func withoutDomain() {
    var law = Deliberation(Law())
    let name = law.serverName(namedBy: .fqdn, address: "10.1.1.1", host: "pub", domain: nil)
    #expect(name == "pub")
  }

  @Test(
    "A rename leaves phones registered by address; by name, the old one has no answer",
    arguments: [
      (Node.NamedBy.address, Standing.Registration.old), (.hostname, .none), (.fqdn, .none),
    ])
  func rename(_ way: Node.NamedBy, registration: Standing.Registration) {
    var hq = TestCluster("11.5(1)", nodes: .alone.named(by: way))
    let phone = hq.healthyPhone()
    hq.rename("pub", to: "pub-new")
    #expect(hq.standing(of: phone).registration == registration)
  }
}
