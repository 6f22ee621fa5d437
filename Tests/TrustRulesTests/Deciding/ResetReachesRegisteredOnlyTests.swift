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
}
