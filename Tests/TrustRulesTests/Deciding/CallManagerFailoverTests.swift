import TestSupport
import Testing
import TrustRules
import VirtualTime

@Suite struct CallManagerFailoverTests {
  @Test(
    "Over at once where the connection was closed, after three keepalives where nothing comes",
    arguments: [(ConnectionLoss.closed, 0, 2), (.silent, 60, 90)])
  func delay(_ loss: ConnectionLoss, least: Int64, most: Int64) {
    var law = Deliberation(Law())
    let times = TimeConstants()
    let delay = law.failover(
      after: loss, failover: times.duration(.failover), keepalive: times.duration(.keepalive))
    #expect(delay?.least == .seconds(least))
    #expect(delay.map { $0.least + $0.spread } == .seconds(most))
    #expect(law.rulings == [.callManagerFailover])
    var reversed = Deliberation(.reversing(.callManagerFailover))
    let never =
      reversed.failover(after: loss, failover: .seconds(2), keepalive: .seconds(30)) == nil
    #expect(never)
  }
}
