import ClusterModel
import ClusterSimulation
import SimulationTrace
import Testing
import TrustRules
import VirtualTime

@Suite("What is done to whole servers")
struct ServerWorkTests {
  private func ran(_ lines: String, _ release: String = "11.5(1)SU3", more: [String] = []) throws
    -> Ran
  {
    try Ran(twoNodes(release, more: more) + "## Implementation\n" + lines)
  }

  /// `CallManager 2 TVS 1`: which certificate of each unit a node has at the end.
  private func units(of node: Int, _ ran: Ran) -> String {
    let servers = ran.world.servers
    return [CertificateUnit.callManager, .tvs, .itlRecovery].compactMap { unit in
      servers.nodes[node].disk[unit].map { "\(unit.rawValue) \(servers.certificates[$0].number)" }
    }.joined(separator: " ")
  }

  // MARK: Backups and restores

  @Test("a restored node has the keys of the backup, an hour later, and so have all databases")
  func restore() throws {
    let ran = try ran(
      """
      22:00 pub> utils disaster_recovery backup evening
      +1m sub1> set cert regen TVS
      +10m pub> utils disaster_recovery restore sub1 from evening
      +2m Manual: look on

      """)
    #expect(ran.steps.contains("22:11 began 3"))
    #expect(ran.steps.contains("23:11 done 3"))
    #expect(units(of: 1, ran) == "CallManager 1 TVS 1 ITLRecovery 1")
    let servers = ran.world.servers
    let tvs = try #require(servers.nodes[1].disk[.tvs])
    for node in servers.nodes {
      #expect(node.database.certificate(.tvs, of: NodeID(1)) == tvs)
      #expect(node.published?.itl.names(tvs, as: [.tvs]) == true)
    }
    #expect(servers.nodes[1].loadedTVS?.presented == tvs)
  }

  @Test("a restore neither starts nor obeys the five-minute hold")
  func noHold() throws {
    let ran = try ran(
      """
      22:00 pub> utils disaster_recovery backup evening
      +1m sub1> set cert regen TVS
      +1m pub> utils disaster_recovery restore sub1 from evening
      +0s sub1> set cert regen CallManager

      """)
    #expect(!ran.steps.contains { $0.contains("refused") })
    let resets = ran.trace.entries.count {
      if case .phonesReset = $0.event { true } else { false }
    }
    #expect(resets == 2, "by the two regenerations, not by the restore between them")
  }

  @Test("trust units, parameters and the CTL of the publisher come back with it")
  func clusterState() throws {
    let ran = try Ran(
      twoNodes(mode: "mixed") + """
        ## Implementation
        22:00 pub> utils disaster_recovery backup evening
        +1m GUI: parameter rollback True
        +1m pub> utils ctl set-cluster non-secure-mode
        +1m pub> utils disaster_recovery restore pub from evening
        +2m Manual: look on

        """)
    let servers = ran.world.servers
    #expect(servers.clusters[0].isMixedMode)
    #expect(servers.clusters[0].ctlFile?.isBlank == false)
    #expect(servers.nodes.map(\.database.rollback.value) == [false, false])
  }

  @Test(
    "what cannot be restored is refused",
    arguments: [
      ("sub1> utils disaster_recovery backup evening", "drs-backup"),
      ("sub1> utils disaster_recovery restore sub1 from old", "drs-restore"),
      ("pub> utils disaster_recovery restore sub1 from later", "drs-backup"),
    ])
  func refused(_ line: String, _ rule: String) throws {
    let ran = try ran(
      "22:00 \(line)\n+1m pub> utils disaster_recovery backup later\n",
      more: ["backup old on 2026-01-01"])
    let refusals = ran.trace.entries.compactMap { entry -> String? in
      if case .stepRefused(1, let why) = entry.event { why.rule?.rawValue } else { nil }
    }
    #expect(refusals == [rule])
  }

  @Test("a backup of before the start has the state of its day")
  func statedBackup() throws {
    for (day, number) in [("2026-01-01", 1), ("2026-01-09", 2)] {
      let ran = try Ran(
        twoNodes(more: ["backup old on \(day)"]) + """
          ## What has happened
          -5d sub1> set cert regen TVS
          ## Implementation
          22:00 sub1> set cert regen TVS
          +1m pub> utils disaster_recovery restore sub1 from old

          """)
      #expect(units(of: 1, ran) == "CallManager 1 TVS \(number) ITLRecovery 1")
    }
  }

  @Test("phones that a restore will bring back count as lost no longer once it runs")
  func settled() throws {
    let ran = try Ran(
      oneNode("9.1(2)", phones: 5, more: ["backup old on 2026-01-01"]) + """
        ## Implementation
        22:00 pub> set cert regen CallManager
        +0s pub> set cert regen TVS
        +0s pub> utils service restart Cisco Trust Verification Service
        +0s pub> utils service restart Cisco Tftp
        expect phones lost-trust = all
        +1m pub> utils disaster_recovery restore pub from old
        expect at 22:20 phones lost-trust = 0

        """)
    #expect(ran.measured(0) == [5])
    #expect(ran.measured(1) == [0])
  }

  // MARK: Rebuilds

  @Test("a rebuilt node has new keys after two hours; the publisher asks for a copy of its key")
  func rebuild() throws {
    let ran = try ran(
      "22:00 pub> file get tftp ITLRecovery.p12\n+1m GUI: rebuild pub\n+2m Manual: look on\n")
    #expect(ran.steps.contains("2026-01-11 00:01 done 2") || ran.steps.contains("00:01 done 2"))
    #expect(units(of: 0, ran) == "CallManager 2 TVS 2 ITLRecovery 2")
    #expect(units(of: 1, ran) == "CallManager 1 TVS 1 ITLRecovery 1")
    #expect(ran.world.servers.clusters[0].securityPassword == 1)
    #expect(!ran.world.servers.clusters[0].isRecoveryKeySaved)
    #expect(ran.world.servers.clusters[0].phoneKeys == 0, "sub1 had the database")
    let subscriber = try self.ran("22:00 GUI: rebuild sub1\n")
    #expect(subscriber.world.servers.clusters[0].securityPassword == 0)
    let same = try self.ran("22:00 GUI: rebuild pub security-password same\n")
    #expect(same.world.servers.clusters[0].securityPassword == 0)
  }

  @Test("without another copy of the database the phones' keys and the CTL are gone")
  func databaseLost() throws {
    for (lines, lost) in [
      ("22:00 GUI: rebuild pub\n", 0),
      ("22:00 sub1> utils system shutdown\n+1m GUI: rebuild pub\n", 1),
      ("22:00 GUI: rebuild pub\nwith previous GUI: rebuild sub1\n", 1),
    ] {
      let ran = try Ran(twoNodes(mode: "mixed") + "## Implementation\n" + lines)
      let cluster = ran.world.servers.clusters[0]
      #expect(cluster.phoneKeys == lost)
      #expect((cluster.ctlFile == nil) == (lost == 1))
      #expect(cluster.isMixedMode == (lost == 0))
    }
  }

  @Test("a rebuild brings a node back that was down for good")
  func rebuildOfDeadNode() throws {
    let ran = try ran(
      "22:00 sub1> utils system shutdown\n+1h GUI: rebuild sub1\n+1m Manual: look\n")
    #expect(ran.timeline.contains("01:00 node-up n1"))
  }

  // MARK: Upgrades

  @Test("the publisher restarts into the new release, then the others; keys are kept")
  func upgrade() throws {
    let ran = try ran("22:00 GUI: upgrade to 10.5(2)\n+1m Manual: look on\n", "9.1(2)")
    #expect(ran.world.servers.clusters[0].release.text == "10.5(2)")
    let nodes = ran.timeline.filter { $0.contains("node-up") || $0.contains("node-down") }
    #expect(nodes.map { String($0.prefix(5)) } == ["00:00", "00:15", "00:15", "00:30"])
    #expect(ran.steps.contains("00:30 done 1"))
    for node in 0...1 { #expect(units(of: node, ran) == "CallManager 1 TVS 1 ITLRecovery 1") }
  }

  @Test("an upgrade that does not lead to a later release is refused")
  func notLater() throws {
    let ran = try ran(
      "22:00 GUI: upgrade to 12.5(1)\n+1m GUI: upgrade to 12.0(1)\n+1m GUI: upgrade to 14\n")
    #expect(ran.steps.filter { $0.hasSuffix(" 2") } == ["00:31 began 2", "00:31 refused 2"])
    #expect(ran.world.servers.clusters[0].release.text == "14")
  }

  // MARK: Nodes, groups and names

  @Test("an added node is in every list once it is there, and a removed one in none")
  func addAndRemove() throws {
    let ran = try ran(
      """
      22:00 GUI: add node sub2 tftp callmanager
      expect at +1m phones behind = all
      +5m GUI: add node sub2b callmanager
      with previous GUI: remove node sub1
      +5m Manual: look on

      """)
    let servers = ran.world.servers
    #expect(servers.nodes[1].power == .absent)
    let tvs = servers.nodes[0].published?.itl.records.filter { $0.role == .tvs } ?? []
    let owners = tvs.map { servers.certificates[$0.certificate].owner }
    #expect(owners == [0, 2, 3].map { .unit(.tvs, of: NodeID($0)) })
    #expect(servers.nodes[2].published?.itl.records.count { $0.role == .tvs } == 3)
    #expect(servers.groups[0].nodes == [NodeID(0)], "the group lost its first node")
    #expect(ran.measured(0) == [15])
  }

  @Test(
    "what cannot be done to a node is refused",
    arguments: [
      "GUI: remove node pub", "GUI: rebuild sub1", "GUI: remove node sub1",
      "GUI: rename server sub1 to x", "GUI: group Lobby = sub1",
    ])
  func refusedForNode(_ line: String) throws {
    let ran = try ran("22:00 GUI: remove node sub1\n+1m \(line)\n")
    #expect(ran.steps.contains { $0.hasSuffix("refused 2") })
  }

  @Test("a name written in System > Server follows the node if it is one of the node's own")
  func serverName() throws {
    for (name, after) in [("cucm-sub1", "east"), ("10.1.1.6", "10.1.1.6"), ("alias", "alias")] {
      let ran = try ran(
        "22:00 GUI: rename server sub1 to \(name)\n+1m sub1> set network hostname east\n")
      #expect(ran.world.servers.nodes[1].serverName == after)
    }
  }

  @Test(
    "a trust certificate leaves every database; the TVS that loaded it knows it until it starts")
  func deleteTrust() throws {
    let ran = try ran(
      """
      22:00 GUI: upload CallManager of sub1 as Phone-SAST-trust, CallManager-trust
      +1m pub> set cert delete Phone-SAST-trust nobody
      +1m pub> utils service restart Cisco Trust Verification Service
      +1m pub> set cert delete Phone-SAST-trust cucm-sub1.pem
      +2m Manual: look on

      """)
    #expect(ran.steps.contains { $0.hasSuffix("refused 2") })
    for node in ran.world.servers.nodes {
      let uploaded = node.database.trust.filter {
        $0.isPresent.value
          && ran.world.servers.certificates[$0.certificate].owner
            == .unit(.callManager, of: NodeID(1))
      }
      #expect(uploaded.map(\.store) == [.callManagerTrust])
    }
    let loaded = ran.world.servers.nodes[0].loadedTVS?.trust.filter(\.isPresent.value) ?? []
    #expect(loaded.map(\.store).contains(.phoneSASTTrust))
  }

  // MARK: The past

  @Test("a service that was not restarted runs with the predecessor, which no database has")
  func loadedOld() throws {
    let ran = try ran(
      "22:00 Manual: look on\n",
      more: ["certificate sub1 TVS loaded old", "certificate pub CallManager loaded old"])
    let servers = ran.world.servers
    let presented = try #require(servers.nodes[1].loadedTVS?.presented)
    #expect(servers.certificates[presented].number == 1)
    #expect(units(of: 1, ran) == "CallManager 1 TVS 2 ITLRecovery 1")
    for node in servers.nodes { #expect(node.database.unitsHolding(presented).isEmpty) }
    let loaded = try #require(servers.nodes[0].loadedCallManager)
    #expect(servers.certificates[loaded].number == 1)
    let signer = try #require(servers.nodes[0].published?.configurationSigner)
    #expect(servers.certificates[signer].number == 2, "TFTP learnt of it at the notification")
  }

  @Test("a list of before has the old certificate where it is said so, and nowhere else")
  func listedOld() throws {
    let ran = try ran(
      "22:00 Manual: look on\n",
      more: ["certificate sub1 TVS listed old by pub", "certificate pub TVS loaded old"])
    let servers = ran.world.servers
    let listed = { (node: Int) in
      (servers.nodes[node].published?.itl.records ?? []).filter { $0.role == .tvs }.map {
        "\(servers.certificates[$0.certificate].number)"
      }.joined(separator: " ")
    }
    #expect(listed(0) == "2 1", "pub lists its own new one, and that of sub1 of before")
    #expect(listed(1) == "2 2")
    let presented = try #require(servers.nodes[1].loadedTVS?.presented)
    #expect(servers.certificates[presented].number == 2, "TVS on sub1 was restarted")
    #expect(units(of: 1, ran) == "CallManager 1 TVS 2 ITLRecovery 1")
  }

  @Test("a recovery key that lists do not know yet signs none of them")
  func recoveryKeyListedOld() throws {
    let ran = try ran(
      "22:00 Manual: look on\n", "12.5(1)SU3",
      more: ["certificate pub ITLRecovery listed old by pub sub1"])
    let servers = ran.world.servers
    for node in 0...1 {
      let list = try #require(servers.nodes[node].published?.itl)
      #expect(servers.certificates[list.signer].number == 1)
    }
    let current = try #require(servers.nodes[0].disk[.itlRecovery])
    #expect(servers.certificates[current].number == 2)
  }

  @Test("before 10.0 TFTP does not learn of it either")
  func loadedOldBeforeNotification() throws {
    let ran = try ran(
      "22:00 Manual: look on\n", "9.1(2)", more: ["certificate pub CallManager loaded old"])
    let servers = ran.world.servers
    let files = try #require(servers.nodes[0].published)
    #expect(servers.certificates[files.itl.signer].number == 1)
    #expect(servers.certificates[files.configurationSigner].number == 1)
    #expect(units(of: 0, ran) == "CallManager 2 TVS 1")
  }

  @Test("phones hold the list of just before the instant, at the start and not earlier")
  func holdITL() throws {
    let happened = """
      ## What has happened
      -5d pub> set network hostname cucm-two
      -2d pub> set network hostname cucm-three
      -1d GUI: reset phones
      ## Pre-checks
      expect phones of group Lobby itl-current = 0
      expect phones of group Default itl-current = all
      expect phones of group Lobby lost-trust = all

      """
    for instant in ["-5d", "-2d"] {
      let ran = try Ran(
        twoNodes(more: ["phones of group Lobby hold itl of pub before \(instant)"]) + happened)
      #expect(ran.measured(0) == [0])
      #expect(ran.measured(1) == [10])
      #expect(ran.measured(2) == [5])
    }
    // The list of today is that of before an instant at which nothing has changed since.
    let current = try Ran(
      twoNodes(more: ["phones of group Lobby hold itl of pub before -1h"]) + happened)
    #expect(current.measured(0) == [5])
  }

  @Test("where nothing is simulated so early, it is the list of the node's predecessors")
  func predecessors() throws {
    let ran = try ran(
      "22:00 Manual: look on\nexpect phones of group Lobby lost-trust = all\n",
      more: ["phones of group Lobby hold itl of pub before 2025-06-01"])
    #expect(ran.measured(0) == [5])
    #expect(units(of: 0, ran) == "CallManager 2 TVS 2 ITLRecovery 1")
    let other = try self.ran(
      "22:00 Manual: look on\nexpect phones of group Default lost-trust = 0\n",
      more: ["phones of group Default hold itl of pub before 2025-06-01"])
    #expect(other.measured(0) == [0], "sub1 was not renamed")
  }

  @Test("a CA-signed certificate that is overwritten is worth a remark")
  func overwritten() throws {
    for (state, count) in [("signed-by \"A CA\"", 1), ("bits 1024", 0)] {
      for line in ["set cert regen TVS", "set network hostname x"] {
        let ran = try ran("22:00 pub> \(line)\n", more: ["certificate pub TVS \(state)"])
        let remarks = ran.trace.entries.filter {
          if case .stepRemark(1, let remark) = $0.event {
            remark.words.contains("A CA")
          } else {
            false
          }
        }
        #expect(remarks.count == count)
      }
    }
  }
}
