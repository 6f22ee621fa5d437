import ClusterModel
import TestSupport
import Testing
import TrustRules
import VirtualTime

@Suite struct TVSCacheTests {
  private func reply(
    _ hq: TestCluster, _ phone: TestPhone, after wait: VirtualTime.Duration, _ law: Law = Law()
  ) -> ServiceReply {
    var deliberation = Deliberation(law)
    return deliberation.openService(
      holding: phone.held, phone.cohort, servers: hq.servers, now: hq.now + wait)
  }

  private func remembering(_ hq: TestCluster, _ law: Law = Law()) -> TestPhone {
    var phone = hq.healthyPhone()
    var deliberation = Deliberation(law)
    phone.held = deliberation.remembering(
      hq.certificate(.tomcat, of: "pub"), phone.held, now: hq.now)
    return phone
  }

  @Test("A good answer carries services without TVS for 86,400 s, and not a moment longer")
  func kept() {
    var hq = TestCluster("11.5(1)")
    let phone = remembering(hq)
    hq.stop(.tvs)
    #expect(reply(hq, phone, after: .zero) == .works)
    #expect(reply(hq, phone, after: .seconds(86_399)) == .works)
    #expect(reply(hq, phone, after: .seconds(86_400)) == .fails(.tvsMustAnswer))
    let reversed = Law.reversing(.tvsCache)
    #expect(reply(hq, phone, after: .zero, reversed) == .fails(.tvsMustAnswer))
    #expect(remembering(hq, reversed).held.cached == nil)
  }

  @Test("It is about one certificate: a renewed tomcat is asked about anew")
  func otherCertificate() {
    var hq = TestCluster("11.5(1)")
    let phone = remembering(hq)
    hq.regenerate(.tomcat, of: "pub")
    hq.restart(.tomcat)
    let renewed = hq.certificate(.tomcat, of: "pub")
    #expect(reply(hq, phone, after: .zero) == .vouched(renewed))
    hq.stop(.tvs)
    #expect(reply(hq, phone, after: .zero) == .fails(.tvsMustAnswer))
  }

  @Test("The answer outlives the certificate's place in the database, not the certificate")
  func replacedAndExpired() {
    var hq = TestCluster("11.5(1)")
    let phone = remembering(hq)
    var renewed = hq
    renewed.regenerate(.tomcat, of: "pub")
    #expect(reply(renewed, phone, after: .zero) == .works, "Tomcat still presents the old one")
    hq.expire(.tomcat, of: "pub")
    #expect(reply(hq, phone, after: .zero) == .fails(.expiredCertificate))
  }

  @Test("A boot that asks about a signature empties it, also in vain; one that does not, does not")
  func flushed() {
    for law in [Law(), .reversing(.tvsCache)] {
      let isKept = law != Law()
      var hq = TestCluster("9.1(2)", law: law)
      var phone = hq.healthyPhone()
      let answer = CachedAnswer(
        certificate: hq.certificate(.tomcat, of: "pub"), until: hq.now + .days(1))
      phone.held.cached = answer
      hq.boot(&phone)
      #expect(phone.held.cached == answer, "nothing had to be asked")
      hq.regenerate(.callManager, of: "pub")
      hq.restart(.tftp)
      var silent = hq
      silent.stop(.tvs)
      var another = phone
      hq.boot(&phone)
      #expect((phone.held.cached == answer) == isKept, "TVS was asked about the new signer")
      silent.boot(&another)
      #expect((another.held.cached == answer) == isKept, "TVS was asked in vain")
    }
  }
}
