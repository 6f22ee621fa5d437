import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct FirstListIsTrustedTests {
  @Test(
    "A phone without lists, or with blank ones, takes the first it is offered",
    arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .firstListIsTrusted) }

  static let stories: [Story] = [
    Story(
      "the phone comes from the factory", ends: .open, otherwise: .refuses(.itl, .askTVS)
    ) { _, phone in
      phone.forgetEverything()
    },
    Story(
      "a phone that took the blank ITL of the rollback parameter moves to another cluster",
      ends: .open, otherwise: .refuses(.itl, .tvsMustBeHeld)
    ) { hq, phone in
      hq.setRollback(true)
      hq.restart(.tftp)
      hq.boot(&phone)
      hq.offerFiles(signedBy: hq.foreignCertificate("another cluster"))
    },
    Story(
      "the same in mixed mode: the CTL was not blanked, and judges",
      release: "9.1(2)", ctl: .tokens(["a", "b"]), ends: .refuses(.ctl, .tvsMustBeHeld)
    ) { hq, phone in
      hq.setRollback(true)
      hq.restart(.tftp)
      hq.boot(&phone)
      hq.offerFiles(signedBy: hq.foreignCertificate("another cluster"))
    },
    Story(
      "a phone with a full ITL does not take another cluster's",
      ends: .refuses(.itl, .tvsKnows)
    ) { hq, _ in
      hq.offerFiles(signedBy: hq.foreignCertificate("another cluster"))
    },
  ]
}
