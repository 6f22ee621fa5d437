import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct RegenerationResetsPhonesTests {
  @Test(
    "A renewed TVS resets the phones, release by release",
    arguments: [
      ("8.0(3)", false, false), ("8.5(1)", false, false), ("8.6(2)", true, false),
      ("9.1(2)", true, false), ("10.0(1)", true, true), ("11.5(1)", true, true),
      ("14", true, true),
    ])
  func byRelease(_ release: String, resets: Bool, resetsOtherwise: Bool) {
    let hq = TestCluster(release)
    for (reading, expected) in [
      (Law(), resets), (.reading(.regenerationResetsPhones), resetsOtherwise),
    ] {
      var law = Deliberation(reading)
      let found = law.resetsPhones(.tvs, of: hq.servers[.sub1], in: hq.servers[hq.id])
      #expect(found == expected)
      #expect(
        law.tookPart.rules.contains(.regenerationResetsPhones) == (resets != resetsOtherwise))
    }
    var reversed = Deliberation(.reversing(.regenerationResetsPhones))
    let resetsReversed = reversed.resetsPhones(.tvs, of: hq.servers[.sub1], in: hq.servers[hq.id])
    #expect(!resetsReversed, "also where the release settles the rule")
  }

  @Test(
    "Which unit resets phones when it is renewed on the publisher, and on a subscriber",
    arguments: [
      (CertificateUnit.callManager, true, true), (.callManagerECDSA, true, true),
      (.tvs, true, true), (.capf, true, false), (.itlRecovery, false, false),
      (.tomcat, false, false), (.tomcatECDSA, false, false), (.ipsec, false, false),
      (.authz, false, false),
    ])
  func byUnit(_ unit: CertificateUnit, onPublisher: Bool, onSubscriber: Bool) {
    let hq = TestCluster("11.5(1)")
    var law = Deliberation(Law())
    let found = [NodeID.pub, .sub1].map {
      law.resetsPhones(unit, of: hq.servers[$0], in: hq.servers[hq.id])
    }
    #expect(found == [onPublisher, onSubscriber])
  }

  @Test(
    "Phone Interaction on Certificate Update set to manual keeps phones in peace from 14 on",
    arguments: [("12.5(1)", true), ("14", false), ("15", false)])
  func manual(_ release: String, resets: Bool) {
    var hq = TestCluster(release)
    hq.servers[hq.id].phoneInteractionAutomatic = false
    var law = Deliberation(Law())
    let found = law.resetsPhones(.callManager, of: hq.servers[.pub], in: hq.servers[hq.id])
    #expect(found == resets)
  }
}
