import ClusterModel
import Testing
import TrustRules

@Suite struct KeypressRemovalTests {
  private func reach(
    _ settings: PhoneTraits.SettingsAccess, _ urls: Cluster.SecuredURLs, _ law: Law = Law()
  ) -> (reaches: Bool, rules: [RuleID]) {
    var traits = PhoneTraits(model: "8861")
    traits.settings = settings
    var deliberation = Deliberation(law)
    let reaches = deliberation.keyPressesReach(traits, securedURLs: urls)
    return (reaches, deliberation.rulings)
  }

  @Test("Over plain HTTP keys are pressed where the settings are accessible, and nowhere else")
  func overHTTP() {
    #expect(reach(.enabled, .http) == (true, [.keypressRemoval]))
    #expect(reach(.restricted, .http) == (false, []))
    #expect(reach(.disabled, .http) == (false, []))
  }

  @Test("Reversed, no key is pressed")
  func reversed() {
    var law = Law()
    law.reversed = .keypressRemoval
    #expect(!reach(.enabled, .http, law).reaches)
  }
}
