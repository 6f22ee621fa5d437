import Testing
import TrustRules

@Suite struct CSCts01319Tests {
  @Test("The list before stays on the server where the scenario says so")
  func previousList() {
    var law = Law()
    var healthy = Deliberation(law)
    law.defects = [.cscts01319]
    var ill = Deliberation(law)
    law.reversed = .cscts01319
    var reversed = Deliberation(law)
    let keeps = [healthy.keepsPreviousITL(), ill.keepsPreviousITL(), reversed.keepsPreviousITL()]
    #expect(keeps == [false, true, false])
  }
}
