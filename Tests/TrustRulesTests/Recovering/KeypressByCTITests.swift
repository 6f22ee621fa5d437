import ClusterModel
import Testing
import TrustRules

@Suite struct KeypressByCTITests {
  @Test(
    "With a secured authentication URL only CTI presses keys, if anything does",
    arguments: [false, true])
  func byCTI(_ isRefuted: Bool) {
    let law = isRefuted ? Law().flipping(.keypressByCTI) : Law()
    var deliberation = Deliberation(law)
    let traits = PhoneTraits(model: "8861")
    #expect(deliberation.keyPressesReach(traits, securedURLs: .publisher) == !isRefuted)
    #expect(deliberation.tookPart == UndecidedRules(.keypressByCTI))
  }

  @Test("Where plain HTTP does, nobody asks about CTI")
  func notAsked() {
    var deliberation = Deliberation(Law())
    _ = deliberation.keyPressesReach(PhoneTraits(model: "8861"), securedURLs: .http)
    #expect(deliberation.tookPart == [])
  }
}
