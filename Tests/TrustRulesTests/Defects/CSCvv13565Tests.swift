import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CSCvv13565Tests {
  @Test(
    "ITLRecovery is regenerated between these releases, or where the scenario has the defect",
    arguments: [
      ("9.1(2)", "12.5(1)", false, false), ("10.0(1)", "12.5(1)", true, true),
      ("11.5(1)SU3", "12.5(1)SU2", true, true), ("12.0(1)", "12.5(1)SU1", true, true),
      ("11.5(1)SU3", "12.5(1)SU3", false, true), ("11.5(1)SU3", "12.0(1)", false, true),
      ("12.5(1)", "12.5(1)SU2", false, true), ("11.5(1)SU3", "14", false, true),
    ])
  func pairs(_ from: String, _ to: String, byRelease: Bool, byDefect: Bool) {
    func regenerates(_ law: Law) -> Bool {
      var deliberation = Deliberation(law)
      return deliberation.upgradeRegeneratesITLRecovery(
        from: releaseName(from), to: releaseName(to))
    }
    var law = Law()
    #expect(regenerates(law) == byRelease)
    law.defects = [.cscvv13565]
    #expect(regenerates(law) == byDefect)
    law.reversed = .cscvv13565
    #expect(!regenerates(law))
  }
}
