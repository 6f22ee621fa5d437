import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite("A file of an offer is judged and taken over in one place") struct JudgeFilesTests {
  private struct Case {
    var hq: TestCluster
    var phone: TestPhone
    var offer: Offer

    init(_ release: String = "12.5(1)", ctl: CTLSigning? = nil) throws {
      hq = TestCluster(release, ctl: ctl)
      phone = hq.healthyPhone()
      var law = Deliberation(hq.law)
      let offered = law.offer(at: .pub, to: phone.cohort, servers: hq.servers)
      offer = try #require(offered)
    }

    func judge(_ file: PhoneFile) -> Judgement? {
      var law = Deliberation(hq.law)
      let context = BootContext(
        held: phone.held, traits: phone.cohort.traits, wasOpen: false, now: hq.now)
      return law.judge(file, of: offer, context, hq.servers.certificates)
    }

    func settle(_ file: PhoneFile, isAccepted: Bool) -> (held: HeldState, replacedCTL: Bool) {
      var law = Deliberation(hq.law)
      return law.settle(file, of: offer, isAccepted: isAccepted, holding: phone.held)
    }
  }

  @Test("What an offer has is judged, what it has not is no refusal")
  func judged() throws {
    let plain = try Case()
    #expect(plain.judge(.ctl) == nil && plain.offer.signer(of: .ctl) == nil)
    #expect(plain.judge(.itl) == .accepted(.sameList))
    #expect(plain.judge(.configuration) != nil)
    let mixed = try Case(ctl: .tokenless)
    #expect(mixed.judge(.ctl) == .accepted(.sameList))
    #expect(mixed.offer.signer(of: .ctl) == mixed.offer.files.ctl?.signer)
    var before = try Case()
    before.offer.files.hasITL = false
    #expect(before.judge(.itl) == nil && before.offer.signer(of: .itl) == nil)
  }

  @Test("A list that is too large is refused by that rule, whoever signed it")
  func tooLarge() throws {
    var large = try Case()
    large.offer.files.isITLTooLarge = true
    #expect(large.judge(.itl) == .refused(.itlTooLarge))
  }

  @Test("An accepted file is held; a CTL that is not offered stays, and none is replaced by it")
  func accepted() throws {
    var mixed = try Case(ctl: .tokenless)
    let old = mixed.phone.held
    mixed.offer.files.ctl?.signer = mixed.hq.foreignCertificate("other")
    let ctl = mixed.settle(.ctl, isAccepted: true)
    #expect(ctl.held.ctl == mixed.offer.files.ctl && ctl.replacedCTL)
    mixed.offer.files.ctl = nil
    let kept = mixed.settle(.ctl, isAccepted: true)
    #expect(kept.held == old && !kept.replacedCTL)
    mixed.phone.forgetEverything()
    let first = mixed.settle(.itl, isAccepted: true)
    #expect(first.held.itl == mixed.offer.files.itl && !first.replacedCTL)
    let configured = mixed.settle(.configuration, isAccepted: true)
    #expect(configured.held.configuration == mixed.offer.configuration)
  }

  @Test("A refused configuration changes nothing, a refused list what its rule says")
  func refused() throws {
    let plain = try Case()
    #expect(plain.settle(.configuration, isAccepted: false).held == plain.phone.held)
    var law = Deliberation(plain.hq.law)
    let after = law.afterRefusing(.itl, holding: plain.phone.held)
    #expect(plain.settle(.itl, isAccepted: false).held == after)
  }
}
