import ClusterModel
import ServerActs
import TestSupport
import Testing
import TrustRules
import VirtualTime

@Suite("Certificates that are made, installed and deleted") struct CertificatesTests {
  @Test(
    "A new certificate is valid as long as its release says",
    arguments: [("11.5(1)SU3", 5), ("12.5(1)SU4", 20)])
  func validity(_ release: String, _ years: Int) {
    var hq = TestCluster(release)
    let certificate = hq.servers.regenerate(.itlRecovery, on: .pub, authority: nil, at: hq.now)
    let entry = hq.servers.certificates[certificate]
    #expect(entry.expires == hq.now.addingYears(years))
    #expect(hq.servers[.pub].disk[.itlRecovery] == certificate)
  }

  @Test("Only the node's own database knows a new certificate until the others catch up")
  func replication() {
    var hq = TestCluster("12.5(1)")
    let new = hq.servers.regenerate(.tvs, on: .pub, authority: nil, at: hq.now)
    #expect(hq.servers[.pub].database.certificate(.tvs, of: .pub) == new)
    #expect(hq.servers[.sub1].database.certificate(.tvs, of: .pub) != new)
    let takes = hq.servers.catchUp(.sub1)
    #expect(takes && hq.servers[.sub1].database.certificate(.tvs, of: .pub) == new)
    let takesMore = hq.servers.catchUp(.sub1)
    #expect(!takesMore)
  }

  @Test("A CallManager certificate that is installed has its key again")
  func key() {
    var hq = TestCluster("12.5(1)")
    hq.servers[.pub].lacksCallManagerKey = true
    hq.servers.install(hq.certificate(.callManager, of: "pub"), as: .callManager, on: .pub)
    #expect(!hq.servers[.pub].lacksCallManagerKey)
  }

  @Test("CAPF of the publisher becomes an issuer that is trusted, the older one stays one")
  func issuers() {
    var hq = TestCluster("12.5(1)")
    let old = hq.certificate(.capf, of: "pub")
    let new = hq.servers.regenerate(.capf, on: .pub, authority: nil, at: hq.now)
    for store in TrustStore.ofIssuers {
      let trusted = hq.servers[.pub].database.trust.filter {
        $0.store == store && $0.isPresent.value
      }.map(\.certificate)
      #expect(trusted.contains(old) && trusted.contains(new))
    }
  }

  @Test("A certificate takes the place of another in a trust unit, and is taken out again")
  func trust() {
    var hq = TestCluster("12.5(1)")
    let (one, other) = (hq.foreignCertificate("one"), hq.foreignCertificate("other"))
    func present() -> [CertificateID] {
      hq.servers[.pub].database.trust.filter {
        $0.store == .phoneSASTTrust && $0.isPresent.value
      }.map(\.certificate)
    }
    let delivery = TrustDelivery(certificate: one, store: .phoneSASTTrust)
    hq.servers.addTrust(delivery, replacing: nil, on: .pub)
    #expect(present() == [one])
    let next = TrustDelivery(certificate: other, store: .phoneSASTTrust)
    hq.servers.addTrust(next, replacing: one, on: .pub)
    #expect(present() == [other])
    let places = hq.servers[.pub].database.trust.indices.filter {
      hq.servers[.pub].database.trust[$0].certificate == other
    }
    hq.servers.removeTrust(at: places, on: .pub)
    #expect(present().isEmpty)
  }

  @Test("An eToken keeps its certificate")
  func tokens() {
    var hq = TestCluster("9.1(2)")
    hq.servers.addToken("a", at: hq.now)
    let first = hq.servers.eTokens["a"]
    hq.servers.addToken("a", at: hq.now)
    #expect(first != nil && hq.servers.eTokens["a"] == first)
  }

  @Test("A renewal with its restarts leaves TFTP and TVS of all nodes with the new certificate")
  func renewal() {
    var hq = TestCluster("11.5(1)SU3")
    var law = Deliberation(hq.law)
    hq.servers.renew(.tvs, on: .pub, at: hq.now, &law)
    let new = hq.certificate(.tvs, of: "pub")
    #expect(hq.servers[.pub].loadedTVS?.presented == new)
    for name in ["pub", "sub1"] {
      #expect(hq.published(by: name).itl.records.contains { $0.certificate == new })
    }
  }
}
