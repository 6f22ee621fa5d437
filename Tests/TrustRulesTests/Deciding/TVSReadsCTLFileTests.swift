import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct TVSReadsCTLFileTests {
  @Test("TVS answers from the current CTL file, or does not", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .tvsReadsCTLFile) }

  static let stories: [Story] = [
    Story(
      "the CTL was signed anew with eTokens that no phone holds",
      release: "9.1(2)", ctl: .tokens(["a", "b"]),
      ends: .behind(.tvs(.pub)), otherwise: .refuses(.ctl, .tvsKnows)
    ) { hq, _ in
      hq.hold(tokensOf: .tokens(["c", "d"]))
      hq.writeCTL()
      hq.restart(.tftp)
    },
    Story(
      "one of the new eTokens' fellows is held: no TVS is asked",
      release: "9.1(2)", ctl: .tokens(["a", "b"]), ends: .behind(.heldList(.ctl))
    ) { hq, _ in
      hq.hold(tokensOf: .tokens(["b", "c"]))
      hq.writeCTL()
      hq.restart(.tftp)
    },
    Story(
      "TFTP still signs with the CallManager that was replaced: the CTL file still names it",
      release: "9.1(2)", group: ["pub"], option150: ["sub1", "pub"],
      ends: .behind(.tvs(.pub)), otherwise: .refuses(.itl, .oldCertificateLeaves)
    ) { hq, _ in
      hq.enterMixedMode(.tokens(["a", "b"]))
      hq.regenerate(.callManager, of: "pub")
      hq.powerOff("sub1")
    },
  ]
}
