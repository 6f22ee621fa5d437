import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct TVSRolesTests {
  @Test("TVS vouches by the role of the unit, or for every certificate", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .tvsRoles) }

  static let stories: [Story] = [
    Story(
      "another cluster's certificate was put into CallManager-trust only",
      ends: .refuses(.itl, .tvsRoles), otherwise: .behind(.tvs(.pub))
    ) { hq, _ in
      let stranger = hq.foreignCertificate("another cluster")
      hq.upload(stranger, to: .callManagerTrust)
      hq.restart(.tvs)
      hq.offerFiles(signedBy: stranger)
    },
    Story("another cluster's certificate is nowhere", ends: .refuses(.itl, .tvsKnows)) { hq, _ in
      hq.offerFiles(signedBy: hq.foreignCertificate("another cluster"))
    },
    Story(
      "another cluster's certificate is in Phone-SAST-trust, which carries lists and "
        + "configurations",
      ends: .behind(.tvs(.pub))
    ) { hq, _ in
      let stranger = hq.foreignCertificate("another cluster")
      hq.upload(stranger, to: .phoneSASTTrust)
      hq.restart(.tvs)
      hq.offerFiles(signedBy: stranger)
    },
    Story("a configuration signed by it is carried as well", ends: .trusting) { hq, _ in
      let stranger = hq.foreignCertificate("another cluster")
      hq.upload(stranger, to: .phoneSASTTrust)
      hq.restart(.tvs)
      hq.signConfigurations(with: stranger)
    },
    Story(
      "a configuration signed with ITLRecovery: TVS gives that SAST alone",
      release: "12.5(1)", ends: .refuses(.configuration, .tvsRoles), otherwise: .trusting
    ) { hq, _ in
      let recovery = hq.certificate(.itlRecovery, of: "pub")
      hq.signConfigurations(with: recovery)
    },
  ]

  @Test("Of all trust units Phone-SAST-trust alone vouches", arguments: TrustStore.allCases)
  func store(_ store: TrustStore) {
    let story = Story("uploaded to \(store.rawValue)", ends: .trusting) { hq, _ in
      let stranger = hq.foreignCertificate("another cluster")
      hq.upload(stranger, to: store)
      hq.restart(.tvs)
      hq.offerFiles(signedBy: stranger)
    }
    let vouches = store == .phoneSASTTrust
    #expect(
      Ending(story.standing()) == (vouches ? .behind(.tvs(.pub)) : .refuses(.itl, .tvsRoles)))
    #expect(Ending(story.standing(under: .reading(.tvsRoles))) == .behind(.tvs(.pub)))
  }

  @Test(
    "Of all own units those of CallManager and ITLRecovery may sign a list",
    arguments: [
      (CertificateUnit.callManager, true), (.callManagerECDSA, true), (.itlRecovery, true),
      (.tvs, false), (.capf, false), (.tomcat, false), (.tomcatECDSA, false), (.ipsec, false),
    ])
  func unit(_ unit: CertificateUnit, vouches: Bool) {
    let story = Story("a list signed with \(unit.rawValue) of sub1", ends: .trusting) { hq, _ in
      hq.offerFiles(signedBy: hq.certificate(unit, of: "sub1"))
    }
    #expect(
      Ending(story.standing()) == (vouches ? .behind(.tvs(.pub)) : .refuses(.itl, .tvsRoles)))
    #expect(Ending(story.standing(under: .reading(.tvsRoles))) == .behind(.tvs(.pub)))
  }
}
