import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ByHandTests {
  @Test(
    "An ITL is deleted at the phone only where the settings are enabled",
    arguments: PhoneTraits.SettingsAccess.allCases)
  func settings(_ access: PhoneTraits.SettingsAccess) {
    let opens = access == .enabled
    var traits = PhoneTraits(model: "8861")
    traits.settings = access
    var law = Deliberation(Law())
    #expect(law.opensSettings(traits) == opens)
    #expect(law.rulings == [.byHand])
    var reversed = Deliberation(.reversing(.byHand))
    #expect(reversed.opensSettings(traits) == !opens)
  }
}
