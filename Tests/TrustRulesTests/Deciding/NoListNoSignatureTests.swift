import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct NoListNoSignatureTests {
  @Test("A phone without lists takes any configuration", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .noListNoSignature) }

  static let stories: [Story] = [
    Story(
      "only a blank ITL is published: whatever signed the configuration, it is taken",
      ends: .open, otherwise: .refuses(.configuration, .askTVS)
    ) { hq, phone in
      hq.setRollback(true)
      hq.restart(.tftp)
      hq.signConfigurations(with: hq.foreignCertificate("anybody"))
      phone.forgetEverything()
    },
    Story(
      "the full ITL of the same boot judges the configuration",
      ends: .refuses(.configuration, .askTVS)
    ) { hq, phone in
      hq.signConfigurations(with: hq.foreignCertificate("anybody"))
      phone.forgetEverything()
    },
    Story(
      "a phone with lists refuses it", ends: .refuses(.configuration, .tvsKnows)
    ) { hq, _ in
      hq.signConfigurations(with: hq.foreignCertificate("anybody"))
    },
  ]
}
