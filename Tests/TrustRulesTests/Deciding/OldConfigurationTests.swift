import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct OldConfigurationTests {
  @Test("A phone that refuses the configuration served now works with the last accepted one")
  func keepsTheOldOne() {
    var hq = TestCluster("11.5(1)", group: ["pub"])
    let phone = hq.healthyPhone()
    hq.regenerate(.callManager, of: "pub")
    hq.regenerate(.tvs, of: "pub")
    hq.restart(.tvs)
    hq.servers.groups[0].nodes = [.pub, .sub1]

    let standing = hq.standing(of: phone)
    #expect(standing.registration == .old)
    #expect(standing.rulings.contains(.oldConfiguration))
    #expect(standing.held.configuration?.servers.map(\.node) == [.pub], "sub1 has not arrived")

    let reversed = hq.standing(of: phone, law: .reversing(.oldConfiguration))
    #expect(reversed.registration == .current)
  }

  @Test("A phone that accepts its configuration works with it")
  func takesTheNewOne() {
    var hq = TestCluster("11.5(1)", group: ["pub"])
    let phone = hq.healthyPhone()
    hq.servers.groups[0].nodes = [.pub, .sub1]
    let standing = hq.standing(of: phone)
    #expect(standing.registration == .current)
    #expect(!standing.rulings.contains(.oldConfiguration))
    #expect(standing.held.configuration?.servers.map(\.node) == [.pub, .sub1])
  }
}
