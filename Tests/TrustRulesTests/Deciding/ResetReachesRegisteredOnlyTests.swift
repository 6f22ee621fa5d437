import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ResetReachesRegisteredOnlyTests {
  @Test("A reset travels over the registration", arguments: [true, false])
  func reach(_ isRegistered: Bool) {
    var law = Deliberation(Law())
    let reaches = law.resetReaches(isRegistered: isRegistered)
    #expect(reaches == isRegistered)
    #expect(law.rulings == [.resetReachesRegisteredOnly])
    var reversed = Deliberation(.reversing(.resetReachesRegisteredOnly))
    let reachesThen = reversed.resetReaches(isRegistered: isRegistered)
    #expect(reachesThen == !isRegistered)
  }

  @Test("It means phones that are registered at the cluster or in its database, and no others")
  func means() {
    var pair = Neighbours("11.5(1)", far: "11.5(1)")
    func isMeant(in cluster: ClusterID, isRegistered: Bool) -> Bool {
      Deliberation(Law()).resetMeans(
        pair.phone.cohort, isRegistered: isRegistered, in: cluster, servers: pair.home.servers)
    }
    #expect(isMeant(in: pair.home.id, isRegistered: false))
    #expect(!isMeant(in: Neighbours.other, isRegistered: false))
    #expect(isMeant(in: Neighbours.other, isRegistered: true), "it came by itself")
    pair.insert()
    #expect(isMeant(in: Neighbours.other, isRegistered: false))
  }
}
