import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct HTTPSServiceTests {
  struct Row: Sendable, CustomStringConvertible {
    var description: String
    var model = "8861"
    var ends: ServiceReply
    var history: Story.History = { _, _ in }

    func reply(under law: Law = Law()) -> ServiceReply {
      var hq = TestCluster("11.5(1)", law: law)
      var phone = hq.healthyPhone(model: model)
      history(&hq, &phone)
      var deliberation = Deliberation(law)
      return deliberation.openService(
        holding: phone.held, phone.cohort, servers: hq.servers, now: hq.now)
    }
  }

  @Test("What becomes of a secured URL", arguments: rows)
  func row(_ row: Row) {
    #expect(row.reply() == row.ends)
    #expect(row.reply(under: .reversing(.httpsService)) == .works)
  }

  /// The first tomcat certificate of pub and of sub1 in every test cluster of this release.
  static let tomcat = TestCluster("11.5(1)").certificate(.tomcat, of: "pub")
  static let tomcatOfSub1 = TestCluster("11.5(1)").certificate(.tomcat, of: "sub1")

  static let rows: [Row] = [
    Row(description: "TVS vouches for the publisher's tomcat", ends: .vouched(tomcat)),
    Row(
      description: "the first TVS is silent, the second vouches", ends: .vouched(tomcat)
    ) { hq, _ in hq.stop(.tvs, on: "pub") },
    Row(description: "no TVS answers", ends: .fails(.tvsMustAnswer)) { hq, _ in hq.stop(.tvs) },
    Row(description: "the scenario names another host", ends: .vouched(tomcatOfSub1)) { hq, _ in
      hq.servers[hq.id].securedURLs = .host(.sub1)
    },
    Row(description: "Tomcat is stopped", ends: .fails(.httpsService)) { hq, _ in
      hq.stop(.tomcat, on: "pub")
    },
    Row(description: "the host is down", ends: .fails(.httpsService)) { hq, _ in
      hq.powerOff("pub")
    },
    Row(description: "the site is cut off", ends: .fails(.httpsService)) { hq, _ in hq.cut() },
    Row(
      description: "tomcat is renewed, and the running Tomcat presents what TVS has forgotten",
      ends: .fails(.oldCertificateLeaves)
    ) { hq, _ in hq.regenerate(.tomcat, of: "pub") },
    Row(description: "tomcat has expired", ends: .fails(.expiredCertificate)) { hq, _ in
      hq.expire(.tomcat, of: "pub")
    },
    Row(
      description: "a held list names tomcat", ends: .works
    ) { hq, phone in
      let record = TrustListRecord(
        role: .applicationServer, certificate: hq.certificate(.tomcat, of: "pub"))
      phone.held.itl?.records.append(record)
      hq.stop(.tvs)
    },
    Row(
      description: "TVS is renewed: none is one that the phone holds",
      ends: .fails(.tvsMustBeHeld)
    ) { hq, _ in
      hq.regenerate(.tvs, of: "pub")
      hq.regenerate(.tvs, of: "sub1")
      hq.restart(.tvs)
    },
    Row(description: "the phone holds a blank list", ends: .fails(.tvsMustBeHeld)) { hq, phone in
      hq.setRollback(true)
      hq.restart(.tftp)
      hq.boot(&phone)
    },
    Row(
      description: "the phone holds no list: no TVS is one it knows", ends: .fails(.tvsMustBeHeld)
    ) { _, phone in phone.held.itl = nil },
    Row(description: "plain HTTP needs no list", ends: .works) { hq, phone in
      hq.servers[hq.id].securedURLs = .http
      phone.held.itl = nil
      hq.stop(.tvs)
    },
    Row(description: "plain HTTP needs a server", ends: .fails(.httpsService)) { hq, _ in
      hq.servers[hq.id].securedURLs = .http
      hq.stop(.tomcat, on: "pub")
    },
    Row(description: "old models use plain HTTP", model: "7940", ends: .works) { hq, _ in
      hq.stop(.tvs)
    },
    Row(description: "without a configuration there is no URL", ends: .fails(.httpsService)) {
      _, phone in phone.forgetEverything()
    },
    Row(
      description: "the default configuration names no URL", ends: .fails(.httpsService)
    ) { _, phone in phone.held.configuration?.isDefault = true },
  ]

  @Test("tomcat in tomcat-trust is vouched for, in CallManager-trust it is not")
  func trustUnits() {
    for (store, vouches) in [(TrustStore.tomcatTrust, true), (.callManagerTrust, false)] {
      var hq = TestCluster("11.5(1)", nodes: .alone)
      let phone = hq.healthyPhone()
      let foreign = hq.foreignCertificate("web server of another company")
      hq.servers[.pub].loadedTomcat = foreign
      hq.upload(foreign, to: store)
      hq.restart(.tvs)
      var law = Deliberation(Law())
      let reply = law.openService(
        holding: phone.held, phone.cohort, servers: hq.servers, now: hq.now)
      #expect(reply == (vouches ? .vouched(foreign) : .fails(.tvsRoles)))
    }
  }
}
