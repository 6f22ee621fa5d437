import ClusterModel
import ClusterSimulation
import SimulationTrace
import Testing
import TrustRules

@Suite("Phones in a secure mode, and HTTPS services, in a run")
struct SecurityTests {
  /// One node in mixed mode; group Default is in clear, Lobby has encrypted configurations.
  private func mixed(_ lines: String, more: [String] = []) -> String {
    let secure = "phones 20  model 8861  group Lobby  site campus  security encrypted  lsc yes"
    return twoNodes("12.5(1)", mode: "mixed", lobby: 5, more: [secure + "  encrypted-config yes"])
      + more.map { "  \($0)\n" }.joined() + "## Implementation\n" + lines
  }

  private func remarks(_ ran: Ran) -> [String] {
    ran.trace.entries.compactMap {
      guard case .stepRemark(_, let remark) = $0.event else { return nil }
      let words = remark.words
      return words
    }
  }

  private func refusal(_ ran: Ran) -> RuleID? {
    for entry in ran.trace.entries {
      if case .stepRefused(_, let why) = entry.event { return why.rule }
    }
    return nil
  }

  @Test("Everybody is registered at the start, and after a power cut")
  func healthy() throws {
    let ran = try Ran(mixed("22:00 Switch: power-cycle phones\n"))
    #expect(ran.registered == 35)
    #expect(ran.trace.censuses.first?.rows.allSatisfy { $0.registeredAt != nil } == true)
  }

  @Test("In a cluster that is not in mixed mode secure phones register non-secure")
  func nonSecureCluster() throws {
    let secure = "phones 20  model 8861  group Lobby  site campus  security encrypted  lsc yes"
    let ran = try Ran(
      twoNodes(more: [secure]) + "## Implementation\n22:00 Switch: power-cycle phones\n")
    #expect(ran.registered == 35)
  }

  @Test(
    "CAPF issues certificates while it runs and has not expired",
    arguments: [
      ("22:00 GUI: install LSC on phones\n", [String](), RuleID?.none),
      (
        "22:00 pub> utils service stop Cisco Certificate Authority Proxy Function\n"
          + "GUI: install LSC on phones\n", [], .secureRegistration
      ),
      (
        "22:00 GUI: install LSC on phones\n", ["certificate pub CAPF  expires 2026-01-01"],
        .expiredCertificate
      ),
    ])
  func issues(_ lines: String, _ more: [String], refused rule: RuleID?) throws {
    let ran = try Ran(mixed(lines, more: more))
    #expect(refusal(ran) == rule)
    #expect(
      remarks(ran) == (rule == nil ? ["of 35 phones 35 take a certificate of this CAPF"] : []))
    #expect(ran.registered == 35)
  }

  @Test("Who is not registered, or holds no list with this CAPF, takes no certificate")
  func notInstalled() throws {
    let ran = try Ran(
      mixed(
        """
        22:00 pub> set cert regen CAPF
        wait until phones registered = all within 30m
        +1m pub> utils service restart Cisco Certificate Authority Proxy Function
        +1m GUI: install LSC on phones of group Lobby
        wait until phones of security non-secure registered = all within 30m
        +1m sub1> utils service stop Cisco CallManager
        +0s pub> utils service stop Cisco CallManager
        +1m GUI: install LSC on phones of group Lobby

        """))
    // The ITL that TFTP offers since the notification names the new CAPF.
    #expect(
      remarks(ran) == [
        "of 25 phones 25 take a certificate of this CAPF",
        "of 25 phones 25 are not registered here, and take none",
      ])
  }

  @Test("A new certificate brings the key of the configuration along")
  func keyComesAlong() throws {
    let reset = "22:00 Manual: factory reset phones of group Lobby and security encrypted\n"
    let without = try Ran(mixed(reset))
    #expect(without.atEnd.contains { $0.refusals.map(\.rule) == [.encryptedConfig] })
    #expect(without.registered == 15)
  }

  @Test("A setting arrives where the configuration is accepted")
  func setting() throws {
    let ran = try Ran(
      twoNodes("9.1(2)", lobby: 5)
        + """
        ## What has happened
        -2h pub> set network hostname cucm-pub-new
        ## Implementation
        22:00 GUI: change setting on phones
        wait until phones registered = all within 30m
        +1m Switch: power off phones of group Lobby
        +1m GUI: change setting on phones

        """)
    #expect(
      remarks(ran) == [
        "of 15 phones 10 restart and take the setting, 5 restart and refuse the configuration"
          + " that has it",
        "of 10 phones 10 restart and take the setting",
      ])
  }

  @Test("Of phones that are booting nobody presses a key")
  func pressing() throws {
    let ran = try Ran(
      twoNodes()
        + """
        ## Implementation
        22:00 GUI: reset phones of group Lobby
        Manual: press Directories on phones
        +1h fault service Cisco Tomcat on pub stopped
        Manual: press Directories on phones

        """)
    #expect(
      remarks(ran) == [
        "of 10 phones 10 open their directory", "of 15 phones 15 show \"Host not found\"",
      ])
  }

  @Test("A wait sees the end of the answers that phones keep, to the second")
  func expiry() throws {
    let ran = try Ran(
      twoNodes()
        + """
        ## Implementation
        22:00 Manual: press Directories on phones of group Lobby
        23:00 pub> utils service stop Cisco Trust Verification Service
        sub1> utils service stop Cisco Trust Verification Service
        wait until phones services-failing >= 10 within 1m
        wait until phones services-failing = all within 24h
        expect phones services-failing = all
        expect always phones of first 3 services-failing <= 3

        """)
    #expect(ran.steps.filter { $0.contains("wait") } == ["23:00 wait 0 met", "22:00 wait 1 met"])
    #expect(ran.measured(0) == [15])
    #expect(ran.always(1)?.measurement.value == 3)
    #expect(ran.always(1)?.isMet == true)
  }

  @Test("Answers add one state of phones for each time they are asked for, not for each phone")
  func kinds() throws {
    func kept(_ phones: Int) throws -> KeptAnswers {
      try Ran(
        twoNodes(phones: phones)
          + """
          ## Implementation
          22:00 Manual: press Directories on phones
          +1h Manual: press Directories on phones
          +25h Manual: press Directories on phones

          """
      ).world.keptAnswers
    }
    #expect(try kept(2_000) == kept(200))
  }

  @Test("Only powered phones can fail to open a service")
  func powered() throws {
    let ran = try Ran(
      twoNodes()
        + """
        ## Implementation
        22:00 Switch: power off phones of group Lobby
        fault service Cisco Tomcat on pub stopped
        expect phones services-failing = 10
        expect phones of first 12 services-failing = 10

        """)
    #expect(ran.measured(0) == [10])
    #expect(ran.measured(1) == [10])
  }
}
