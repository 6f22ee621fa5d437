import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ReleaseTests {
  @Test(
    "What each release brings",
    arguments: [
      ("8.0(3)", [.securityByDefault, .capfEverywhere, .tokenCTL]),
      ("8.6(2)", [.securityByDefault, .capfEverywhere, .tokenCTL]),
      ("9.1(2)", [.securityByDefault, .capfEverywhere, .tokenCTL]),
      ("10.0(1)", [.securityByDefault, .capfEverywhere, .tokenCTL, .recovery, .tokenless]),
      ("10.5(2)", [.securityByDefault, .capfEverywhere, .tokenCTL, .recovery, .tokenless]),
      (
        "11.0(1)",
        [.securityByDefault, .capfEverywhere, .tokenCTL, .recovery, .tokenless, .ecdsa]
      ),
      (
        "11.5(1)SU3",
        [.securityByDefault, .capfEverywhere, .tokenCTL, .recovery, .tokenless, .ecdsa]
      ),
      (
        "12.0(1)",
        [
          .securityByDefault, .capfEverywhere, .tokenCTL, .recovery, .tokenless, .ecdsa,
          .recoverySigns,
        ]
      ),
      (
        "12.5(1)",
        [
          .securityByDefault, .capfEverywhere, .tokenCTL, .recovery, .tokenless, .ecdsa,
          .recoverySigns, .oneRecovery,
        ]
      ),
      (
        "14",
        [
          .securityByDefault, .tokenCTL, .recovery, .tokenless, .ecdsa, .recoverySigns,
          .oneRecovery, .phoneInteraction,
        ]
      ),
      (
        "14SU3",
        [
          .securityByDefault, .recovery, .tokenless, .ecdsa, .recoverySigns, .oneRecovery,
          .phoneInteraction,
        ]
      ),
    ] as [(String, Set<Trait>)])
  func traits(_ name: String, traits: Set<Trait>) {
    let release = Release(releaseName(name))
    for trait in Trait.allCases {
      #expect(trait.holds(in: release) == traits.contains(trait), "\(trait)")
    }
  }

  enum Trait: CaseIterable, Sendable {
    case securityByDefault, capfEverywhere, tokenCTL, recovery, tokenless, ecdsa, recoverySigns
    case oneRecovery, phoneInteraction

    func holds(in release: Release) -> Bool {
      switch self {
      case .securityByDefault: release.hasSecurityByDefault
      case .capfEverywhere: release.hasCAPFOnEveryNode
      case .tokenCTL: release.hasTokenCTL
      case .recovery: release.hasITLRecovery
      case .tokenless: release.hasTokenlessCTL
      case .ecdsa: release.hasECDSA
      case .recoverySigns: release.itlRecoverySignsITL
      case .oneRecovery: release.hasOneITLRecovery
      case .phoneInteraction: release.hasPhoneInteraction
      }
    }
  }

  @Test(
    "Years an ITLRecovery is valid",
    arguments: [("10.0(1)", 5), ("11.5(1)SU9", 5), ("12.0(1)", 20), ("14", 20)])
  func years(_ name: String, years: Int) {
    #expect(Release(releaseName(name)).itlRecoveryYears == years)
  }

  @Test(
    "What is known, and what an undecided rule says, release by release",
    arguments: [
      ("8.5(1)", [.no, .no, .no, .no]), ("8.6(2)", [.no, .no, .no, .undecided]),
      ("9.1(2)", [.no, .no, .no, .undecided]),
      ("10.0(1)", [.yes, .undecided, .no, .yes]),
      ("11.5(1)", [.yes, .undecided, .no, .yes]),
      ("12.0(1)", [.undecided, .undecided, .no, .yes]),
      ("14", [.undecided, .undecided, .undecided, .yes]),
    ] as [(String, [Release.Provision])])
  func provisions(_ name: String, provisions: [Release.Provision]) {
    let release = Release(releaseName(name))
    let found = [
      release.regenerationHold, release.notifiesCertificateChange,
      release.restartsChangedServices, release.resetsPhones,
    ]
    #expect(found == provisions)
  }

  @Test(
    "A tokenless CTL has two SAST from 10.5(2), their order turns at 12.0",
    arguments: [
      ("9.1(2)", []), ("10.0(1)", [.callManager]), ("10.5(1)", [.callManager]),
      ("10.5(1)SU1", [.callManager]), ("10.5(2)", [.callManager, .itlRecovery]),
      ("11.5(1)", [.callManager, .itlRecovery]), ("12.0(1)", [.itlRecovery, .callManager]),
    ] as [(String, [CertificateUnit])])
  func tokenless(_ name: String, units: [CertificateUnit]) {
    #expect(Release(releaseName(name)).tokenlessSAST == units)
  }

  @Test(
    "A full build is the release it belongs to",
    arguments: [
      ("10.5.1.10000-7", "10.5(1)"), ("10.5.2.10000-5", "10.5(2)"),
      ("10.5.2.13900-12", "10.5(2)SU3"), ("11.5.1.10000-6", "11.5(1)"),
      ("12.0.1.10000-10", "12.0(1)"), ("12.5.1.10000-22", "12.5(1)"),
      ("12.5.1.13900-152", "12.5(1)SU3"), ("14.0.1.10000-20", "14"),
      ("14.0.1.12900-161", "14SU2"), ("14.0.1.13900-155", "14SU3"), ("15.0.1.11900-23", "15SU1"),
    ])
  func build(_ build: String, name: String) {
    #expect(Release(releaseName(build)) == Release(releaseName(name)))
  }

  @Test(
    "Service updates are told apart: the CTL client left with 14SU3",
    arguments: [
      ("14", true), ("14SU1", true), ("14SU2", true), ("14SU3", false), ("14SU4", false),
      ("14.0.1.10000-20", true), ("14.0.1.12900-161", true), ("14.0.1.13900-155", false),
      ("15", false), ("15SU1", false),
    ])
  func serviceUpdate(_ name: String, hasTokenCTL: Bool) {
    #expect(Release(releaseName(name)).hasTokenCTL == hasTokenCTL)
  }

  @Test(
    "The proxy in front of Tomcat came with 14SU1",
    arguments: [
      ("12.5(1)SU9", false), ("14", false), ("14.0.1.10000-20", false), ("14SU1", true),
      ("14.0.1.11900-132", true), ("15", true),
    ])
  func proxy(_ name: String, hasHAProxy: Bool) {
    #expect(Release(releaseName(name)).hasHAProxy == hasHAProxy)
  }

  @Test("A service update of an old release is not the next release")
  func order() {
    #expect(!Release(releaseName("11.5(1)SU12")).itlRecoverySignsITL)
    #expect(Release(releaseName("9.1(2)SU4")).regenerationHold == .no)
    #expect(Release(releaseName("10.5(1)SU9")).tokenlessSAST == [.callManager])
  }
}
