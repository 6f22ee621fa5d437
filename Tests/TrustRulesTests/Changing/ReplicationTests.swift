import ClusterModel
import TestSupport
import Testing
import TrustRules
import VirtualTime

@Suite struct ReplicationTests {
  @Test("Databases follow after the delay, and after a stop at the next resync")
  func delay() {
    var times = TimeConstants()
    times.set(.replication, to: Duration.seconds(7).microseconds)
    var law = Deliberation(Law())
    let delays = [false, true].map { law.replicationDelay(times, afterStop: $0) }
    #expect(delays == [.seconds(7), .seconds(1_800)])
    #expect(law.rulings == [.replication])
    var reversed = Deliberation(.reversing(.replication))
    let never = [false, true].map { reversed.replicationDelay(times, afterStop: $0) }
    #expect(never == [nil, nil])
  }

  @Test("Until then the TVS of another node does not know the new certificate")
  func meanwhile() {
    var hq = TestCluster("11.5(1)", group: ["sub1"])
    let phone = hq.healthyPhone()
    hq.regenerate(.callManager, of: "pub", replicating: false)
    #expect(hq.standing(of: phone).word == .refusing)
    hq.replicate()
    #expect(Ending(hq.standing(of: phone)) == .behind(.tvs(.sub1)))
  }
}
