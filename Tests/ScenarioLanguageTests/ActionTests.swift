import ClusterModel
import ScenarioLanguage
import Testing
import VirtualTime

@Suite("Actions and faults")
struct ActionTests {
  static let lobby = Selection(parts: [Selection.Part(term: .group(GroupID(1)))])
  static let gui = Place.gui(ClusterID(0))

  static let actions: [(String, Place, Action)] = [
    ("GUI: reset phones", gui, .resetPhones(.all, nil)),
    (
      "GUI: reset phones of group Lobby batch 200 every 5m", gui,
      .resetPhones(lobby, Batch(size: 200, every: .minutes(5)))
    ),
    ("GUI@hq: restart phones of group Lobby", gui, .resetPhones(lobby, nil)),
    ("GUI@\"hq\": restart phones", gui, .resetPhones(.all, nil)),
    ("GUI: parameter rollback True", gui, .rollbackParameter(true)),
    ("GUI: parameter rollback False", gui, .rollbackParameter(false)),
    ("GUI: parameter phone-interaction manual", gui, .phoneInteraction(automatic: false)),
    (
      "GUI: bulk certificate consolidate sftp share1", gui,
      .bulkCertificate(.consolidate, sftp: "share1")
    ),
    (
      "GUI: upload CallManager of sub1 as Phone-SAST-trust, CallManager-trust", gui,
      .upload(.unit(.callManager, of: NodeID(1)), as: [.phoneSASTTrust, .callManagerTrust])
    ),
    (
      "GUI: upload token eToken1 as Phone-SAST-trust", gui,
      .upload(.token("eToken1"), as: [.phoneSASTTrust])
    ),
    (
      "GUI: CTL client update with eToken1, eToken2", gui,
      .ctlClientUpdate(tokens: ["eToken1", "eToken2"])
    ),
    (
      "GUI: restart service Cisco Tftp on all except pub", gui,
      .restartService(.tftp, on: [NodeID(1)])
    ),
    ("GUI: rename server sub1 to 10.1.1.9", gui, .renameServer(NodeID(1), to: "10.1.1.9")),
    ("GUI: rebuild sub1", gui, .rebuild(NodeID(1), newSecurityPassword: true)),
    (
      "GUI: rebuild sub1 security-password same", gui,
      .rebuild(NodeID(1), newSecurityPassword: false)
    ),
    (
      "GUI: upgrade to 12.5.1.13900-152", gui,
      .upgrade(
        to: ReleaseName(
          text: "12.5.1.13900-152", major: 12, minor: 5, maintenance: 1, serviceUpdate: 0,
          build: [13900, 152]))
    ),
    ("GUI: remove node sub1", gui, .removeNode(NodeID(1))),
    ("GUI: group Lobby = sub1 pub", gui, .setGroup(GroupID(1), nodes: [NodeID(1), NodeID(0)])),
    (
      "GUI: move phones of group Lobby to group Default", gui,
      .movePhones(lobby, toGroup: GroupID(0))
    ),
    ("GUI: move phones to hq group Lobby", gui, .movePhones(.all, toGroup: GroupID(1))),
    ("GUI: install LSC on phones of group Lobby", gui, .installLSC(lobby)),
    ("GUI: change setting on phones", gui, .changeSetting(.all)),
    (
      "DHCP: option 150 of site branch = sub1 pub", .dhcp,
      .option150(SiteID(1), nodes: [NodeID(1), NodeID(0)])
    ),
    (
      "Switch: power-cycle phones batch 50 every 30s", .switch,
      .powerCycle(.all, Batch(size: 50, every: .seconds(30)))
    ),
    ("Switch: power off phones of group Lobby", .switch, .powerOff(lobby)),
    ("Switch: power on phones of group Lobby", .switch, .powerOn(lobby)),
    ("Manual: delete ITL on phones of group Lobby", .manual, .deleteITL(lobby)),
    ("Manual: factory reset phones of group Lobby", .manual, .factoryReset(lobby)),
    ("Manual: press Directories on phones", .manual, .pressDirectories(.all)),
    (
      "Manual: call the night desk, then wait", .manual,
      .notSimulated("call the night desk, then wait")
    ),
  ]

  @Test("each form is read", arguments: actions)
  func form(_ text: String, _ place: Place, _ action: Action) {
    let outcome = readSteps("22:00  \(text)  # as agreed")
    #expect(outcome.rendered(color: false) == "")
    #expect(outcome.steps.map(\.act) == [.action(place, action)])
    #expect(outcome.steps.map(\.text) == [text])
  }

  @Test("an added node can be named by any line, also one above")
  func addNode() throws {
    let outcome = readSteps(
      """
      GUI: group Lobby = sub9
      22:00 GUI: add node sub9 tftp callmanager host cucm9
      sub9> show itl
      """)
    #expect(outcome.rendered(color: false) == "")
    let estate = try #require(outcome.scenario).estate
    #expect(estate.nodes.map(\.joinsLater) == [false, false, true])
    #expect(estate.nodes[2].host == "cucm9")
    #expect(estate.nodes[2].runsTFTP && estate.nodes[2].runsCallManager)
    #expect(estate.clusters[0].nodes == [NodeID(0), NodeID(1), NodeID(2)])
    #expect(
      outcome.steps.map(\.act) == [
        .action(Self.gui, .setGroup(GroupID(1), nodes: [NodeID(2)])),
        .action(Self.gui, .addNode(NodeID(2))),
        .command(NodeID(2), .showITL, answers: []),
      ])
  }

  @Test("all nodes are those that are there at the start")
  func allNodes() {
    let outcome = readSteps(
      "GUI: add node sub9 tftp\nGUI: restart service Cisco Tftp on tftp nodes")
    #expect(
      outcome.steps.last?.act
        == .action(Self.gui, .restartService(.tftp, on: [NodeID(0), NodeID(1)])))
  }

  @Test("with two clusters the GUI says which, and groups belong to it")
  func twoClusterGUI() {
    let outcome = readSteps("GUI@lab: group lab.Default = pub", on: twoClusters)
    #expect(outcome.rendered(color: false) == "")
    #expect(
      outcome.steps.map(\.act) == [
        .action(.gui(ClusterID(1)), .setGroup(GroupID(1), nodes: [NodeID(1)]))
      ])
    #expect(
      readSteps("GUI@hq: group Other = hq.pub", on: twoClusters).diagnostics.map(\.code)
        == [.otherCluster])
    #expect(
      readSteps("GUI@ho: reset phones", on: twoClusters).diagnostics.first?.suggestion == "hq")
  }

  @Test(
    "a server is changed at the GUI of its own cluster",
    arguments: ["rebuild lab.pub", "remove node lab.pub", "rename server lab.pub to x"])
  func otherCluster(_ text: String) {
    #expect(readSteps("GUI@lab: " + text, on: twoClusters).diagnostics.isEmpty)
    #expect(
      readSteps("GUI@hq: " + text, on: twoClusters).diagnostics.map(\.code) == [.otherCluster])
  }

  @Test(
    "what is wrong with a move between clusters is located, and what was meant is named",
    arguments: [
      ("GUI@hq: move phones to lob group Other", "no cluster is called lob", "lab"),
      ("GUI@hq: move phones to group Other", "group Other belongs to cluster lab", nil),
      ("GUI@hq: move phones to group lab.Other", "group lab.Other belongs to another cluster", nil),
      ("GUI@lab: move phones to hq group Other", "group Other belongs to cluster lab", nil),
      (
        "GUI@hq: upload TVS of pub as Phone-SAST-trust", "more than one cluster has a node pub", nil
      ),
      (
        "GUI@hq: bulk certificate export sftp moves\nGUI@lab: bulk certificate import sftp mooves",
        "nothing is exported to directory mooves", "moves"
      ),
    ] as [(String, String, String?)])
  func betweenClusters(_ text: String, _ message: String, _ meant: String?) {
    let found = readSteps(text, on: twoClusters).diagnostics
    #expect(found.count == 1)
    #expect(found.first?.message.hasPrefix(message) == true)
    if let meant { #expect(found.first?.suggestion == meant) }
  }

  @Test("A node's release says which of its certificates can be uploaded")
  func unitNotThere() {
    let upload = "GUI@hq: upload ITLRecovery of hq.pub as Phone-SAST-trust"
    let early = twoClusters.replacing("hq  release 14", with: "hq  release 9.1(2)")
    #expect(readSteps(upload, on: twoClusters).diagnostics.isEmpty)
    #expect(readSteps(upload, on: early).diagnostics.map(\.code) == [.unknownName])
    let later = "GUI@hq: upgrade to 11.5(1)\n" + upload
    #expect(readSteps(later, on: early).diagnostics.isEmpty)
  }

  @Test("A directory that nobody fills is left to the run, unless another is nearly called so")
  func emptyDirectory() {
    let text = "GUI@hq: bulk certificate export sftp hq\nGUI@hq: bulk certificate import sftp moves"
    #expect(readSteps(text, on: twoClusters).diagnostics.isEmpty)
  }

  @Test(
    "what is wrong with an action is located",
    arguments: [
      ("GUI: power off phones", DiagnosticCode.wrongPlace),
      ("Switch: reset phones", .wrongPlace),
      ("GUI: resett phones", .unknownAction),
      ("Manual: Factory Reset phones", .unknownAction),
      ("Gui: reset phones", .unknownWord),
      ("GUI: reset phones batch 0 every 5m", .badNumber),
      ("GUI: reset", .unexpected),
      ("GUI: reset phones of group Lobby now", .leftOver),
      ("GUI: upload CallManager of sub1 as Phone-SAST", .unknownWord),
      ("GUI: restart service Cisco DRF Master on pub", .unknownWord),
      ("DHCP@hq: option 150 of site branch = pub", .unexpected),
      ("GUI: add node sub1 tftp", .duplicateName),
      ("GUI: add node sub8..sub9 tftp", .conflictingKeys),
      ("GUI: group Default = pub sub1 sub2", .unknownName),
      ("GUI: upgrade to 11.5(1)SU3", .badRelease),
      ("GUI: upgrade to 10.5(2)", .badRelease),
      ("GUI: rebuild sub9", .unknownName),
      ("GUI: rebuild sub1 security-password old", .unknownWord),
      ("pub> utils disaster_recovery restore sub1 from nightly", .unknownName),
      ("pub> utils disaster_recovery restore sub9 from nightly", .unknownName),
    ])
  func mistakes(_ text: String, _ code: DiagnosticCode) {
    #expect(readSteps(text).diagnostics.map(\.code) == [code])
  }

  static let faults: [(String, Fault)] = [
    ("fault node sub1 down for 2h", .nodeDown(NodeID(1), for: .hours(2))),
    ("fault service Cisco Tftp on pub stopped", .serviceStopped(.tftp, NodeID(0), for: nil)),
    (
      "fault service Cisco Trust Verification Service on pub stopped for 5m",
      .serviceStopped(.tvs, NodeID(0), for: .minutes(5))
    ),
    ("fault site branch cut for 90s", .siteCut(SiteID(1), for: .seconds(90))),
    ("fault replication of sub1 stopped", .replicationStopped(NodeID(1), for: nil)),
    (
      "fault replication of sub1 stopped for 1d",
      .replicationStopped(NodeID(1), for: .days(1))
    ),
    ("fault tftp pub slow 10", .slowTFTP(NodeID(0), factor: 10)),
  ]

  @Test("each fault is read", arguments: faults)
  func fault(_ text: String, _ fault: Fault) {
    let outcome = readSteps("+5m \(text)")
    #expect(outcome.rendered(color: false) == "")
    #expect(outcome.steps.map(\.act) == [.fault(fault)])
    #expect(outcome.steps.map(\.time) == [.after(.minutes(5))])
  }
}
