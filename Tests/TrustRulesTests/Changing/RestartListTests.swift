import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct RestartListTests {
  @Test(
    "What to restart by hand after a unit was renewed",
    arguments: [
      (CertificateUnit.callManager, [Service.callManager, .ctiManager, .tvs, .tftp]),
      (.callManagerECDSA, [.callManager, .ctiManager, .tvs, .tftp]),
      (.tvs, [.tvs, .tftp]), (.capf, [.capf, .tvs, .tftp]), (.itlRecovery, [.tvs, .tftp]),
      (.tomcat, [.tomcat]), (.tomcatECDSA, [.tomcat]), (.ipsec, []), (.authz, []),
    ])
  func services(_ unit: CertificateUnit, services: [Service]) {
    #expect(servicesToRestart(after: unit, releaseName("12.5(1)")) == services)
  }

  @Test(
    "From 14SU1 the proxy in front of Tomcat restarts after CallManager too",
    arguments: [
      ("14", false), ("14.0.1.10000-20", false), ("14SU1", true), ("14SU2", true), ("15", true),
    ])
  func proxy(_ name: String, restarts: Bool) {
    let services = servicesToRestart(after: .callManager, releaseName(name))
    #expect(services.prefix(4) == [.callManager, .ctiManager, .tvs, .tftp])
    #expect(services.dropFirst(4) == (restarts ? [.haproxy] : []))
    #expect(servicesToRestart(after: .tvs, releaseName(name)) == [.tvs, .tftp])
  }

  @Test("What runs on something old is named until it is started anew")
  func stale() {
    var hq = TestCluster("9.1(2)", ctl: .tokens(["a", "b"]))
    #expect(hq.servers.staleServices(on: .pub).isEmpty)
    hq.issue(.callManager, to: .pub)
    #expect(hq.servers.staleServices(on: .pub) == [.callManager, .tftp])
    hq.restart(.callManager)
    #expect(hq.servers.staleServices(on: .pub) == [.tftp])
    hq.restart(.tftp)
    #expect(hq.servers.staleServices(on: .pub).isEmpty)
    hq.writeCTL()
    #expect(hq.servers.staleServices(on: .sub1) == [.tftp], "its CTL is not the written one")
    hq.restart(.tftp)
    for (unit, service) in [
      (CertificateUnit.tvs, Service.tvs), (.capf, .capf), (.tomcat, .tomcat),
    ] {
      hq.issue(unit, to: .pub)
      #expect(hq.servers.staleServices(on: .pub) == [service])
      hq.restart(service)
      #expect(hq.servers.staleServices(on: .pub).isEmpty)
    }
  }

  @Test("TVS is old where it does not vouch for what its database trusts, issuers left out")
  func staleTrust() {
    var hq = TestCluster("12.5(1)")
    hq.upload(hq.foreignCertificate("issuer"), to: .callManagerTrust)
    #expect(hq.servers.staleServices(on: .pub).isEmpty)
    hq.upload(hq.foreignCertificate("other"), to: .phoneSASTTrust)
    #expect(hq.servers.staleServices(on: .pub) == [.tvs])
  }

  @Test("CallManager is worth a restart while its certificate or its cluster's mode is another")
  func callManager() {
    var hq = TestCluster("12.5(1)")
    #expect(!hq.servers.restartChangesCallManager(on: .pub))
    hq.issue(.callManager, to: .pub)
    #expect(hq.servers.restartChangesCallManager(on: .pub))
    #expect(!hq.servers.restartChangesCallManager(on: .sub1))
    hq.restart(.callManager)
    #expect(!hq.servers.restartChangesCallManager(on: .pub))
    hq.servers[hq.id].isMixedMode = true
    #expect(hq.servers.restartChangesCallManager(on: .sub1))
    hq.restart(.callManager)
    #expect(!hq.servers.restartChangesCallManager(on: .sub1))
  }

  @Test("TVS presents what its node has until that is renewed under it")
  func presents() throws {
    var hq = TestCluster("12.5(1)")
    #expect(hq.servers.presentsCurrentTVS(.pub))
    let old = try #require(hq.servers[.pub].disk[.tvs])
    #expect(hq.servers.unit(ofCurrent: old).map { $0 == (.tvs, .pub) } == true)
    hq.issue(.tvs, to: .pub)
    #expect(!hq.servers.presentsCurrentTVS(.pub) && hq.servers.presentsCurrentTVS(.sub1))
    #expect(hq.servers.unit(ofCurrent: old) == nil)
    hq.restart(.tvs)
    #expect(hq.servers.presentsCurrentTVS(.pub))
  }

  @Test("In mixed mode the CTL is updated first for what stands in it, so never for TVS")
  func ctlFirst() {
    let first = CertificateUnit.allCases.filter(updatesCTLFirst)
    #expect(first == [.callManager, .callManagerECDSA, .capf, .itlRecovery])
  }
}
