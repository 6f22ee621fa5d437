import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct SignerInHeldListTests {
  @Test("A signer that a held list names in the right role needs no TVS", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .signerInHeldList) }

  static let stories: [Story] = [
    Story(
      "a TVS was renewed while no TVS answers: the held CallManager signed the new list",
      ends: .behind(.heldList(.itl)), otherwise: .refuses(.itl, .tvsMustAnswer)
    ) { hq, _ in
      hq.regenerate(.tvs, of: "sub1")
      hq.stop(.tvs)
    },
    Story(
      "the signer stands in CTL and ITL: the CTL is looked at first",
      ctl: .tokenless, ends: .behind(.heldList(.ctl)), otherwise: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.regenerate(.tvs, of: "sub1")
    },
    Story(
      "the held ITL names the signer of the list, but as TVS only",
      ends: .refuses(.itl, .tvsRoles)
    ) { hq, _ in
      hq.offerFiles(signedBy: hq.certificate(.tvs, of: "sub1"))
    },
    Story(
      "the held ITL names the signer of the configuration, but as SAST only",
      release: "12.5(1)", ends: .refuses(.configuration, .tvsRoles)
    ) { hq, _ in
      let recovery = hq.certificate(.itlRecovery, of: "pub")
      hq.signConfigurations(with: recovery)
    },
    Story(
      "a node with TFTP alone signs its configurations with what its ITL names as TFTP",
      nodes: [TestNode("pub", isPublisher: true, [.callManager]), TestNode("tftp1", [.tftp])],
      group: ["pub"], ends: .trusting, otherwise: .trusting
    ),
  ]
}
