import TestSupport
import Testing
import TrustRules
import VirtualTime

@Suite struct UnregisteredPhoneRetriesTests {
  @Test("An unregistered phone tries its call control servers every 120 s, with jitter")
  func interval() {
    var law = Deliberation(Law())
    let interval = law.retryInterval()
    #expect(interval?.0 == .seconds(120))
    #expect(interval.map { (1..<100).contains($0.spreadPercent) } == true)
    #expect(law.rulings == [.unregisteredPhoneRetries])
    var reversed = Deliberation(.reversing(.unregisteredPhoneRetries))
    let never = reversed.retryInterval() == nil
    #expect(never)
  }
}
