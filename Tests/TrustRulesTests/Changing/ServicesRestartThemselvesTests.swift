import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ServicesRestartThemselvesTests {
  @Test(
    "From 14 on TVS and CAPF restart when their own certificate changes, or they do not",
    arguments: [
      ("12.5(1)", CertificateUnit.tvs, nil), ("14", .tvs, .tvs), ("14SU3", .capf, .capf),
      ("14", .callManager, nil), ("14", .itlRecovery, nil), ("14", .tomcat, nil),
    ] as [(String, CertificateUnit, Service?)])
  func restarts(_ release: String, unit: CertificateUnit, service: Service?) {
    var law = Deliberation(Law())
    let restarted = law.restartedService(by: unit, releaseName(release))
    #expect(restarted == service)
    #expect(law.tookPart.rules.contains(.servicesRestartThemselves) == (service != nil))
    for reading in [
      Law.reading(.servicesRestartThemselves), .reversing(.servicesRestartThemselves),
    ] {
      var other = Deliberation(reading)
      let restartedOtherwise = other.restartedService(by: unit, releaseName(release))
      #expect(restartedOtherwise == nil)
    }
  }

  @Test("A TVS that restarted itself has read the trust units anew, and presents the new one")
  func rereads() {
    var hq = TestCluster("14")
    let stranger = hq.foreignCertificate("another cluster")
    hq.upload(stranger, to: .phoneSASTTrust)
    let trusted = { (hq: TestCluster) in
      hq.servers[.pub].loadedTVS?.trust.filter { $0.store == .phoneSASTTrust }.map(\.certificate)
    }
    #expect(trusted(hq) == [])
    hq.regenerate(.tvs, of: "pub")
    #expect(trusted(hq) == [stranger])
    #expect(hq.servers[.pub].loadedTVS?.presented == hq.certificate(.tvs, of: "pub"))
  }

  @Test("So in 14 a TVS renewed alone is lost as an anchor at once")
  func anchor() {
    let story = Story(
      "TVS renewed, then CallManager and ITLRecovery, TFTP restarted", release: "14",
      group: ["pub"], ends: .refuses(.itl, .tvsMustBeHeld), otherwise: .behind(.tvs(.pub))
    ) { hq, _ in
      hq.regenerate(.tvs, of: "pub")
      hq.regenerate(.itlRecovery, of: "pub")
      hq.restart(.tftp)
    }
    #expect(Ending(story.standing()) == story.ends)
    #expect(Ending(story.standing(under: .reading(.servicesRestartThemselves))) == story.otherwise)
  }
}
