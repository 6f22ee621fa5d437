import ClusterModel
import SimulationTrace
import Testing

/// A plan, and what the check before it says about it.
struct PreflightStory: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var release = "11.5(1)"
  var mode = "non-secure"
  var state = "p12 saved 2026-01-01"
  var plan: String
  /// `kind nodes: services`, in order.
  var findings: [String]
}

@Suite("Preflight")
struct PreflightTests {
  static let stories: [PreflightStory] = [
    PreflightStory(
      testDescription: "nothing is done, nothing is found", plan: "22:00 Manual: look on",
      findings: []),
    PreflightStory(
      testDescription: "the recovery key was never fetched", state: "",
      plan: "22:00 Manual: look on", findings: ["p12-not-saved pub"]),
    PreflightStory(
      testDescription: "a release without ITLRecovery has none to fetch", release: "9.1(2)",
      state: "", plan: "22:00 Manual: look on", findings: []),
    PreflightStory(
      testDescription: "TVS renewed and nothing restarted",
      plan: "22:00 sub1> set cert regen TVS",
      findings: [
        "forgotten-restart pub: Cisco Tftp",
        "forgotten-restart sub1: Cisco Tftp, Cisco Trust Verification Service",
      ]),
    PreflightStory(
      testDescription: "TVS renewed and everything on the list restarted",
      plan: """
        22:00 sub1> set cert regen TVS
        +1m sub1> utils service restart Cisco Trust Verification Service
        +1m GUI: restart service Cisco Tftp on pub sub1
        """,
      findings: []),
    PreflightStory(
      testDescription: "a restart before the change does not count",
      plan: """
        22:00 GUI: restart service Cisco Tftp on pub sub1
        +5m sub1> set cert regen TVS
        +1m sub1> utils service restart Cisco Trust Verification Service
        """,
      findings: ["forgotten-restart pub, sub1: Cisco Tftp"]),
    PreflightStory(
      testDescription: "a reboot restarts everything on its node",
      plan: """
        22:00 sub1> set cert regen TVS
        +1m sub1> utils system restart
        +1m pub> utils service restart Cisco Tftp
        """,
      findings: []),
    PreflightStory(
      testDescription: "a rename restarts its node by itself",
      plan: "22:00 sub1> set network hostname other", findings: []),
    PreflightStory(
      testDescription: "ITLRecovery renewed and TFTP forgotten", release: "12.5(1)",
      plan: "22:00 pub> set cert regen ITLRecovery",
      findings: [
        "forgotten-restart pub: Cisco Tftp, Cisco Trust Verification Service",
        "forgotten-restart sub1: Cisco Tftp",
      ]),
    PreflightStory(
      testDescription: "in mixed mode the CTL is to be updated, too", mode: "mixed",
      plan: """
        22:00 pub> set cert regen CAPF
        +1m GUI: restart service Cisco Certificate Authority Proxy Function on pub
        +1m GUI: restart service Cisco Trust Verification Service on pub
        +1m GUI: restart service Cisco Tftp on pub sub1
        """,
      findings: ["ctl-not-updated pub"]),
    PreflightStory(
      testDescription: "a refused regeneration wants nothing",
      plan: """
        22:00 sub1> set cert regen TVS
        +1m sub1> set cert regen CallManager
        +1m sub1> utils service restart Cisco Trust Verification Service
        +1m GUI: restart service Cisco Tftp on pub sub1
        """,
      findings: []),
  ]

  @Test("the check names what the plan leaves undone", arguments: stories)
  func named(_ story: PreflightStory) throws {
    let ran = try Ran(
      """
      mop 1
      starts 2026-01-10 21:45
      cluster hq  release \(story.release)  mode \(story.mode)
        node pub  publisher tftp callmanager
        node sub1  tftp callmanager
        group Default = sub1 pub
        phones 10  model 8861  group Default
        \(story.state)
      ## Implementation
      preflight
      \(story.plan)

      """)
    let findings = ran.trace.entries.compactMap {
      if case .preflight(let findings) = $0.event { findings } else { nil }
    }.joined()
    let estate = ran.scenario.estate
    let said = findings.map { finding in
      let (nodes, services) = Self.places(of: finding)
      return finding.kind.rawValue + " " + nodes.map { estate[$0].name }.joined(separator: ", ")
        + (services.isEmpty
          ? "" : ": " + services.map(\.rawValue).sorted().joined(separator: ", "))
    }
    #expect(said == story.findings)
  }

  /// The nodes and services that a finding names.
  private static func places(of finding: PreflightFinding) -> ([NodeID], [Service]) {
    switch finding {
    case .authoritySignedOverwritten(let nodes), .recoveryKeyNotSaved(let nodes): (nodes, [])
    case .forgottenRestart(let services, let nodes, _): (nodes, services)
    case .oldCertificateLoaded(let services, let node, _): ([node], services)
    case .oldCertificateListed(_, let owner, let nodes, _): (nodes + [owner], [])
    case .ctlNotUpdated(let node, _), .certificateExpired(_, let node, _),
      .certificateExpiresSoon(_, let node, _):
      ([node], [])
    case .rollbackParameterSet, .groupOfOneServer, .anchorsInOneWindow, .lscUsers, .alreadyLost,
      .alreadyOutOfService, .wouldBeUnserved, .wouldBeOutOfService, .oneAnchorLeft:
      ([], [])
    }
  }

  // MARK: What the plan would do to phones

  /// Kind and count of each finding that counts phones.
  private func losses(_ plan: String, lone: String = "phones 5  model 8861  group Lobby") throws
    -> [String]
  {
    let ran = try Ran(
      """
      mop 1
      starts 2026-01-10 21:45
      cluster hq  release 12.5(1)SU6  mode mixed
        node pub  publisher tftp callmanager
        node sub1  tftp callmanager
        group Default = pub
        group Lobby = sub1
        site campus  option150 pub
        phones 90  model 8861  group Default  site campus
        phones 10  model 8861  group Default  site campus  security encrypted  lsc yes
        \(lone)  site campus
        p12 saved 2026-01-01
      ## Implementation
      \(plan)

      """)
    return ran.trace.entries.compactMap { entry -> [PreflightFinding]? in
      if case .preflight(let findings) = entry.event { findings } else { nil }
    }.joined().filter { ["would", "alrea", "two-a"].contains($0.kind.rawValue.prefix(5)) }.map {
      "\($0.kind.rawValue) \($0.count)\($0.losesPhones ? "!" : "")"
    }
  }

  private static let renewed = """
    22:00 pub> set cert regen CallManager
    +1m pub> utils service restart Cisco CallManager
    """

  @Test("phones that would accept every file and that no server would register are counted")
  func outOfService() throws {
    #expect(
      try losses("preflight\n" + Self.renewed) == ["would-be-out-of-service 10!"],
      "they are encrypted, and the CTL has the old certificate")
    #expect(
      try losses(
        "preflight\n" + Self.renewed + """

          +6m pub> utils ctl update CTLFile
          +1m GUI: restart service Cisco Tftp on pub sub1
          +1m GUI: restart service Cisco CallManager on pub sub1
          +1m GUI: reset phones
          """) == [])
  }

  @Test("what was so before the check is none of the plan's, and is said apart")
  func outAlready() throws {
    #expect(
      try losses(Self.renewed + "\npreflight\n+1h Note: look on")
        == ["already-out-of-service 10"])
    #expect(
      try losses(Self.renewed + "\npreflight\n+1h sub1> utils service stop Cisco CallManager")
        == ["already-out-of-service 10", "would-be-out-of-service 5!"],
      "each phone is compared with itself")
  }

  @Test("phones that no TFTP server would answer any more are counted")
  func unserved() throws {
    #expect(
      try losses("preflight\n22:00 pub> utils service stop Cisco Tftp")
        == ["would-be-unserved 105!"])
  }

  @Test("what a plan has done when it is left for its back-out counts, too")
  func leftForBackOut() throws {
    let plan = """
      preflight
      22:00 sub1> utils service stop Cisco CallManager
      expect at +20m phones of group Lobby registered = 5  else back-out
      ## Back-out
      sub1> utils service start Cisco CallManager
      """
    #expect(try losses(plan) == ["would-be-out-of-service 5!"])
  }
}
