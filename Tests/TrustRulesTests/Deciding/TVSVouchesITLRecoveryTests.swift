import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct TVSVouchesITLRecoveryTests {
  @Test("TVS vouches for ITLRecovery, or gives it no role", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .tvsVouchesITLRecovery) }

  static let stories: [Story] = [
    Story(
      "ITLRecovery was renewed and TFTP restarted: the list has a signer that no phone holds",
      release: "12.5(1)", ends: .behind(.tvs(.pub)),
      otherwise: .refuses(.itl, .tvsVouchesITLRecovery)
    ) { hq, _ in
      hq.regenerate(.itlRecovery, of: "pub")
      hq.restart(.tftp)
    },
    Story(
      "ITLRecovery was renewed, but nothing rebuilt the list",
      release: "12.5(1)", ends: .trusting
    ) { hq, _ in
      hq.regenerate(.itlRecovery, of: "pub")
    },
    Story(
      "before 12.0 CallManager signs the list that has the new ITLRecovery",
      release: "11.5(1)", ends: .behind(.heldList(.itl))
    ) { hq, _ in
      hq.regenerate(.itlRecovery, of: "pub")
      hq.restart(.tftp)
    },
  ]
}
