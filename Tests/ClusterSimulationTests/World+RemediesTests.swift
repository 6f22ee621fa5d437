import ClusterModel
import ClusterSimulation
import SimulationTrace
import Testing

/// What the whole answer says about an emergency: whom each remedy saves and harms, and what must
/// be left alone.
@Suite("Rescue")
struct RemediesTests {
  /// Phones of b lose their ITL by hand, and with it trust, while no server changes.
  private static let oneAfterTheOther = """
    mop 1
    starts 2026-01-10 21:45
    cluster a release 11.5(1)SU3 mode non-secure
      node pub0 publisher tftp callmanager
      node sub0 tftp callmanager
      group G0 = sub0 pub0
      site s0 option150 sub0 pub0
      phones 2 model 8861 group G0 site s0
    cluster b release 11.5(1)SU3 mode mixed
      node pub1 publisher tftp callmanager
      group G1 = pub1
      site s1 option150 pub1
      phones 2 model 8861 group G1 site s1
    ## Implementation
    22:00 pub0> set network hostname new-pub0
    with previous sub0> set network hostname new-sub0
    +5m pub1> set cert regen CallManager
    +5m pub1> utils service restart Cisco Tftp
    +40m GUI@a: reset phones
    +2h Manual: look
    expect phones of cluster a locked = 2
    +1m Manual: delete ITL on phones of cluster b
    +0s Manual: look
    expect phones of cluster b locked = 2
    """

  @Test("Phones that come into trouble while no server changes have their recoveries tried, too")
  func troubleWithoutServers() throws {
    let ran = try Ran(Self.oneAfterTheOther)
    #expect(ran.atEnd.map(\.word) == [.locked, .locked])
    var world = ran.world
    let known = world.state(ofPhone: 2).remedies
    world.forgetWhatIsSettled()
    #expect(world.state(ofPhone: 2).remedies == known && !known.isEmpty)
  }

  /// A TVS that nobody restarted still presents the certificate that the old lists name.
  private static let forgotten = """
    mop 1
    starts 2026-03-07 09:00
    cluster hq  release 11.5(1)  mode non-secure
      node pub  publisher callmanager
      node sub1  callmanager
      node tftp1  tftp
      group Default = sub1 pub
      group Lobby = sub1
      site campus  option150 tftp1
      phones 90  model 8861  group Default  site campus
      phones 6  model 8861  group Lobby  site campus
      away 30 of group Default  from -20h to +2d
    ## What has happened
    -11h tftp1> set cert regen CallManager
    with previous sub1> set cert regen TVS
    with previous pub> set cert regen TVS
    +1m tftp1> utils service restart Cisco Tftp
    with previous sub1> utils service restart Cisco Trust Verification Service
    ## Implementation
    09:00 Manual: look on

    """

  private func rescue(_ text: String) throws -> (Rescue, Ran) {
    var ran = try Ran(text)
    return (ran.world.rescue(), ran)
  }

  @Test("The TVS that still presents the old certificate comes first: nobody may restart it")
  func doNotTouch() throws {
    let (rescue, ran) = try rescue(Self.forgotten)
    let first = try #require(rescue.hazards.first)
    #expect(ran.scenario.estate[first.node].name == "pub")
    #expect(first.act == .restart(.tvs))
    #expect(first.lost == 30)
    #expect(first.firstPhone == 0)
  }

  @Test("What is uploaded signs what the cluster's own phones are offered, not what any phone is")
  func unrelatedClusters() throws {
    func cluster(_ name: String, _ number: Int) -> String {
      """
      cluster \(name)  release 11.5(1)SU3  mode non-secure
        node \(name)-pub  publisher tftp callmanager  address 10.\(number).0.1
        group \(name)-G = \(name)-pub
        site \(name)-site  option150 \(name)-pub  latency 1ms
        phones 10  model 8861  group \(name)-G  site \(name)-site

      """
    }
    let estate =
      "mop 1\nstarts 2026-03-07 09:00\n"
      + ["ams", "fra", "mil"].enumerated().map { cluster($0.element, $0.offset + 1) }.joined()
    let (rescue, _) = try rescue(
      estate + """
        ## Implementation
        09:10 DHCP: option 150 of site ams-site = fra-pub
        +1m GUI@ams: reset phones
        """)
    let upload = try #require(rescue.remedies.first { $0.action == .uploadToPhoneSASTTrust })
    #expect(upload.saved == 10)
    #expect(
      upload.lines == [
        "GUI@ams: upload CallManager of ams-pub as Phone-SAST-trust",
        "GUI@ams: upload CallManager of fra-pub as Phone-SAST-trust",
        "ams-pub> utils service restart Cisco Trust Verification Service",
      ])
  }

  @Test("A renewal is named only for what it does beside its restarts")
  func renewals() throws {
    let (rescue, ran) = try rescue(Self.forgotten)
    let named = rescue.hazards.map { hazard in
      "\(ran.scenario.estate[hazard.node].name) \(hazard.act) \(hazard.spoils?.words ?? "-")"
    }
    #expect(
      named == [
        "pub restart(ClusterModel.Service.tvs) -",
        "pub renew(ClusterModel.CertificateUnit.itlRecovery) utils itl reset localkey",
      ])
    #expect(rescue.hazards.map(\.lost) == [30, 6])
  }

  @Test("Acted as a step, what must not be touched loses just those phones")
  func touched() throws {
    let ran = try Ran(
      Self.forgotten + """
        +1m pub> utils service restart Cisco Trust Verification Service
        expect at +10m phones lost-trust = 36

        """)
    #expect(ran.measured(0) == [36])
  }

  @Test("The check warns of that restart, and asks for it nowhere else")
  func checked() throws {
    let ran = try Ran(
      Self.forgotten.replacing("## Implementation", with: "## Implementation\npreflight"))
    let findings = ran.trace.entries.compactMap {
      if case .preflight(let findings) = $0.event { findings } else { nil }
    }.joined()
    let old = findings.filter { $0.kind == .oldCertificateLoaded }
    #expect(old.map(\.count) == [30])
    #expect(
      old.allSatisfy {
        if case .oldCertificateLoaded(let by, _, _) = $0 { by == [.tvs] } else { false }
      })
    #expect(!findings.contains { $0.kind == .forgottenRestart })
  }

  @Test("The check says which lists have an older certificate, and what a restart would lose")
  func listedOld() throws {
    let text = """
      mop 1
      starts 2026-01-10 21:45
      cluster hq  release 12.5(1)SU3  mode non-secure
        node pub   publisher tftp callmanager
        node sub1  tftp callmanager
        group Default = sub1 pub
        group Lobby   = sub1
        site campus  option150 pub sub1  latency 1ms
        phones 30  model 8861  group Default  site campus
        phones 6   model 8861  group Lobby    site campus
        certificate sub1 TVS  listed old by pub
        certificate pub ITLRecovery  listed old by pub sub1
      ## Implementation
      preflight

      """
    let all: [PreflightFinding] = try Ran(text).trace.entries.flatMap { entry in
      if case .preflight(let findings) = entry.event { findings } else { [PreflightFinding]() }
    }
    let findings = all.filter { $0.kind == .oldCertificateListed }
    // Their only TVS is one that their list does not know.
    #expect(
      findings == [
        .oldCertificateListed(
          .itlRecovery, of: NodeID(0), by: [NodeID(0), NodeID(1)], restart: .init(lost: 6)),
        .oldCertificateListed(.tvs, of: NodeID(1), by: [NodeID(0)], restart: .init(lost: 6)),
      ])
  }

  @Test("Each remedy says whom it saves and whom it harms")
  func savedAndHarmed() throws {
    let (rescue, _) = try rescue(Self.forgotten)
    #expect(rescue.troubles.map(\.count) == [6])
    let trouble = try #require(rescue.troubles.first)
    let saving = trouble.remedies.map { rescue.remedies[$0] }
    #expect(saving.first?.action == .resetITLWithLocalKey)
    #expect(saving.first?.lines == ["pub> utils itl reset localkey"])
    #expect(saving.allSatisfy { $0.saved == 6 })
    #expect(saving.first?.harmed == 0)
  }

  @Test("What would put phones out of service must be left alone, too")
  func outOfService() throws {
    let text = """
      mop 1
      starts 2026-03-07 21:45
      cluster hq  release 12.5(1)SU6  mode mixed
        node pub  publisher tftp callmanager
        node sub1  tftp callmanager
        group Default = pub
        phones 90  model 8861  group Default
        phones 10  model 8861  group Default  security encrypted  lsc yes
      ## Implementation
      22:00 pub> set cert regen CallManager
      +10m Note: nothing is restarted yet

      """
    let (rescue, ran) = try rescue(text)
    let hazards = rescue.hazards.map { hazard in
      "\(ran.scenario.estate[hazard.node].name) \(hazard.act) \(hazard.lost) \(hazard.outOfService)"
    }
    #expect(
      hazards.contains("pub restart(ClusterModel.Service.callManager) 0 10"), "\(hazards)")
    #expect(hazards.contains("pub renew(ClusterModel.CertificateUnit.callManager) 0 10"))
    #expect(!hazards.contains { $0.hasPrefix("sub1 restart(ClusterModel.Service.callManager)") })
  }

  /// Renewed twice with the CTL once: every phone that missed it refuses the CTL until it boots.
  private static let missed = """
    +1m pub> set cert regen CallManager
    +1m pub> utils ctl update CTLFile
    +1m pub> utils service restart Cisco Tftp
    +6m pub> set cert regen CallManager
    +1h Note: look on

    """

  private func named(_ lines: String, away: String = "") throws -> [String] {
    let head = """
      mop 1
      starts 2026-03-07 21:45
      cluster hq  release 11.5(1)  mode mixed
        node pub  publisher tftp callmanager
        group Default = pub
        phones 10  model 8861  group Default
        \(away)
      ## Implementation

      """
    let (rescue, _) = try rescue(head + lines + Self.missed)
    return rescue.troubles.flatMap {
      $0.remedies.prefix(1).map { rescue.remedies[$0].action.words }
    }
  }

  @Test("Phones whose ports are off are switched on; those that are away boot when they are back")
  func withoutPower() throws {
    #expect(try named("22:00 Switch: power off phones\n") == ["power on"])
    #expect(
      try named("22:00 Note: begin\n", away: "away 10 of group Default  from +5m to +3h")
        == ["own retry"])
  }

  @Test("A healthy cluster of two servers has nothing that must not be touched")
  func healthy() throws {
    let (rescue, _) = try rescue(
      """
      mop 1
      starts 2026-03-07 09:00
      cluster hq  release 11.5(1)  mode non-secure
        node pub  publisher tftp callmanager
        node sub1  tftp callmanager
        group Default = sub1 pub
        phones 10  model 8861  group Default
      ## Implementation
      09:00 Manual: look on

      """)
    #expect(rescue == Rescue())
  }
}
