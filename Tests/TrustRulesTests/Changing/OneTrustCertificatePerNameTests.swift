import ClusterModel
import TestSupport
import Testing
import TrustRules
import VirtualTime

@Suite struct OneTrustCertificatePerNameTests {
  /// What becomes of the second of two certificates in a trust unit.
  private func second(
    named name: String = "cucm-pub", issuedAfter days: Int64 = 10, expired: Bool = false,
    unit: CertificateUnit = .callManager, store: TrustStore = .phoneSASTTrust, law: Law = Law()
  ) -> (upload: TrustUpload, first: CertificateID) {
    var hq = TestCluster("12.5(1)")
    func make(_ unit: CertificateUnit, _ name: String, _ issued: Instant, _ ends: Instant)
      -> CertificateID
    {
      hq.servers.certificates.issue(
        to: .unit(unit, of: .sub1), commonName: name, issued: issued, expires: ends)
    }
    let later = hq.now.addingYears(5)
    let first = make(.callManager, "cucm-pub", hq.now - .days(30), later)
    let new = make(
      unit, name, hq.now - .days(30) + .days(days), expired ? hq.now : later)
    hq.upload(first, to: .phoneSASTTrust)
    var deliberation = Deliberation(law)
    let upload = deliberation.outcome(
      of: TrustDelivery(certificate: new, store: store), into: hq.servers[.pub].database,
      hq.servers.certificates, now: hq.now)
    return (upload, first)
  }

  @Test("The newer certificate of the same subject takes the place of the one that is there")
  func replaced() {
    let (upload, first) = second()
    #expect(upload == .added(replacing: first))
    #expect(second(issuedAfter: 0).upload == .added(replacing: first), "as old is not older")
  }

  @Test("Another subject, an ECDSA certificate and another trust unit stand beside it")
  func others() {
    #expect(second(named: "cucm-sub").upload == .added(replacing: nil))
    #expect(second(unit: .callManagerECDSA).upload == .added(replacing: nil))
    #expect(second(store: .callManagerTrust).upload == .added(replacing: nil))
  }

  @Test("An older one, and one that has expired, are refused")
  func refused() {
    #expect(second(issuedAfter: -1).upload == .refusedAsOlder)
    #expect(second(named: "cucm-sub", expired: true).upload == .refusedAsExpired)
  }

  @Test("The same file a second time changes nothing")
  func again() {
    var hq = TestCluster("12.5(1)")
    let stranger = hq.foreignCertificate("another cluster")
    hq.upload(stranger, to: .phoneSASTTrust)
    var law = Deliberation(Law())
    let upload = law.outcome(
      of: TrustDelivery(certificate: stranger, store: .phoneSASTTrust),
      into: hq.servers[.pub].database, hq.servers.certificates, now: hq.now)
    #expect(upload == .isThere)
  }

  @Test(
    "Reversed, everything is added and nothing makes room",
    arguments: [(10, false), (-1, false), (10, true)] as [(Int64, Bool)])
  func reversed(_ days: Int64, expired: Bool) {
    let law = Law.reversing(.oneTrustCertificatePerName)
    let upload = second(issuedAfter: days, expired: expired, law: law).upload
    #expect(upload == .added(replacing: nil))
  }
}
