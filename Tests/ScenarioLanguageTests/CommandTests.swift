import ClusterModel
import ScenarioLanguage
import Testing

@Suite("Commands")
struct CommandTests {
  static let commands: [(String, Command)] = [
    ("set cert regen CallManager", .setCertRegen(.callManager)),
    ("set cert regen tomcat-ECDSA", .setCertRegen(.tomcatECDSA)),
    ("set csr gen TVS", .setCsrGen(.tvs)),
    ("set cert import own CallManager", .setCertImportOwn(.callManager, signedBy: nil)),
    (
      "set cert import own tomcat signed-by \"Corp CA 1\"",
      .setCertImportOwn(.tomcat, signedBy: "Corp CA 1")
    ),
    (
      "set cert delete Phone-SAST-trust old.pem",
      .setCertDelete(.phoneSASTTrust, name: "old.pem")
    ),
    ("set network hostname cucm-new", .setNetworkHostname("cucm-new")),
    ("set network domain example.com", .setNetworkDomain("example.com")),
    ("set network ip eth0 10.2.3.4", .setNetworkAddress("10.2.3.4")),
    ("utils service restart Cisco Tftp", .utilsService(.restart, .tftp)),
    (
      "utils service stop Cisco Trust Verification Service", .utilsService(.stop, .tvs)
    ),
    (
      "utils service start Cisco Certificate Authority Proxy Function",
      .utilsService(.start, .capf)
    ),
    ("utils service restart Cisco HAProxy", .utilsService(.restart, .haproxy)),
    ("utils service restart Cisco CTIManager", .utilsService(.restart, .ctiManager)),
    ("utils service restart Cisco Tomcat", .utilsService(.restart, .tomcat)),
    ("utils service restart Cisco CallManager", .utilsService(.restart, .callManager)),
    (
      "utils service restart Cisco DRF Master",
      .withoutEffect("utils service restart Cisco DRF Master")
    ),
    ("utils system restart", .utilsSystemRestart),
    ("utils system shutdown", .utilsSystemShutdown),
    ("utils itl reset localkey", .utilsITLResetLocalKey),
    (
      "utils itl reset remotekey 10.1.1.9 admin /backup/ITLRecovery.p12",
      .utilsITLResetRemoteKey(path: "/backup/ITLRecovery.p12")
    ),
    ("utils ctl set-cluster mixed-mode", .utilsCTLSetCluster(mixed: true)),
    ("utils ctl set-cluster non-secure-mode", .utilsCTLSetCluster(mixed: false)),
    ("utils ctl update CTLFile", .utilsCTLUpdate),
    ("utils ctl reset localkey", .utilsCTLResetLocalKey),
    ("file get tftp ITLRecovery.p12", .fileGetRecoveryKey(path: "ITLRecovery.p12")),
    ("file get tftp ITLRecovery.p12 to safe/key.p12", .fileGetRecoveryKey(path: "safe/key.p12")),
    ("set password user security", .setSecurityPassword),
    ("utils disaster_recovery backup weekly", .backup(name: "weekly")),
    ("utils dbreplication stop", .replicationStop),
    ("utils dbreplication reset all", .replicationReset),
    ("utils fips enable", .fipsEnable),
    ("show itl", .showITL),
    ("show ctl", .showCTL),
    ("show cert list own", .showCertificates(trust: false)),
    ("show cert list trust", .showCertificates(trust: true)),
    ("show version active", .withoutEffect("show version active")),
    ("utils network ping 10.1.1.6", .withoutEffect("utils network ping 10.1.1.6")),
  ]

  @Test("each form is read word for word", arguments: commands)
  func form(_ text: String, _ command: Command) {
    let outcome = readSteps("pub> \(text)")
    #expect(outcome.rendered(color: false) == "")
    #expect(outcome.steps.map(\.act) == [.command(NodeID(0), command, answers: [])])
    #expect(outcome.steps.map(\.text) == ["pub> \(text)"])
  }

  @Test("a restore names its nodes and a backup that the file has or makes")
  func restore() {
    let outcome = readSteps(
      """
      pub> utils disaster_recovery backup weekly
      pub> utils disaster_recovery restore pub sub1 from weekly
      """)
    #expect(outcome.rendered(color: false) == "")
    #expect(
      outcome.steps.last?.act
        == .command(NodeID(0), .restore([NodeID(0), NodeID(1)], from: "weekly"), answers: []))
    let unknown = readSteps("pub> utils disaster_recovery restore pub from weakly")
    #expect(unknown.places == ["E050 14:47"])
  }

  @Test("answers stand behind a bar, parted by commas, quoted where they have one")
  func answers() {
    let outcome = readSteps("pub> set password user security | old, \"new, and long\", yes please")
    #expect(
      outcome.steps.map(\.act) == [
        .command(
          NodeID(0), .setSecurityPassword, answers: ["old", "new, and long", "yes please"])
      ])
    #expect(readSteps("pub> set password user security |").places == ["E030 14:34"])
  }

  @Test(
    "a command that is answered no is none to simulate", arguments: ["n", "no", "No", "yes, NO"])
  func declined(_ answers: String) {
    let outcome = readSteps("pub> set cert regen TVS | \(answers)")
    #expect(outcome.diagnostics.map(\.code) == [.declinedAnswer])
    #expect(outcome.diagnostics.first?.suggestion == "yes")
    // A password in quotes may be that word.
    #expect(readSteps("pub> set password user security | \"no\"").diagnostics.isEmpty)
  }

  @Test(
    "abbreviations are refused with the full spelling",
    arguments: [
      ("utils ser restart Cisco Tftp", "utils service restart Cisco Tftp"),
      ("ut itl res local", "utils itl reset localkey"),
      ("set cert re TVS | yes", "set cert regen TVS | yes"),
      ("sh itl", "show itl"),
    ])
  func abbreviation(_ typed: String, _ full: String) {
    let outcome = readSteps("pub> \(typed)")
    #expect(outcome.diagnostics.map(\.code) == [.abbreviatedCommand])
    #expect(outcome.diagnostics.first?.suggestion == full)
  }

  @Test(
    "what is misspelt is suggested",
    arguments: [
      ("set cert regen callmanager", "CallManager"),
      ("set cert regn TVS", "set cert regen"),
      ("utils service restart Tftp", "Cisco Tftp"),
      ("utils service restart Cisco TVS", "Cisco Tftp"),
      ("utils service restart Cisco DRF Mister", "Cisco DRF Master"),
      ("set cert delete Phone-SAST-Trust x", "Phone-SAST-trust"),
      ("utils ctl set-cluster mixed", "mixed-mode"),
    ])
  func suggestion(_ typed: String, _ meant: String) {
    let outcome = readSteps("pub> \(typed)")
    #expect(outcome.errorCount == 1)
    #expect(outcome.diagnostics.first?.suggestion == meant)
  }
}
