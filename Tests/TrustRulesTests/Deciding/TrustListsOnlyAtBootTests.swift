import TestSupport
import Testing
import TrustRules

@Suite struct TrustListsOnlyAtBootTests {
  @Test("A phone in service does not fetch lists, whatever TFTP publishes")
  func inService() {
    var law = Deliberation(Law())
    let fetches = law.fetchesListsInService()
    #expect(!fetches)
    #expect(law.rulings == [.trustListsOnlyAtBoot])
    var reversed = Deliberation(.reversing(.trustListsOnlyAtBoot))
    let fetchesThen = reversed.fetchesListsInService()
    #expect(fetchesThen)
  }
}
