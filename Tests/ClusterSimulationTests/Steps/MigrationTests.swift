import ClusterModel
import ClusterSimulation
import SimulationTrace
import Testing
import TrustRules
import TrustVerdicts
import VirtualTime

@Suite("Phones that move between clusters") struct MigrationTests {
  /// Lines above the first heading: `ams` with ten phones, and two clusters they might move to.
  private static let estate = """
    mop 1
    starts 2026-01-10 21:45
    seed 7
    cluster ams  release 11.5(1)SU3  mode non-secure
      node ams-pub  publisher tftp callmanager  address 10.1.0.1
      group Office = ams-pub
      group Lobby = ams-pub
      site canal  option150 ams-pub  latency 1ms
      phones 10  model 8861  group Office  site canal
    cluster fra  release 11.5(1)SU3  mode non-secure
      node fra-pub  publisher tftp callmanager  address 10.2.0.1
      group Main = fra-pub
      group Hall = fra-pub
    cluster mil  release 11.5(1)SU3  mode non-secure
      node mil-pub  publisher tftp callmanager  address 10.3.0.1
      group Uno = mil-pub

    ## Implementation

    """

  private static let exchange = """
    22:00 GUI@ams: upload CallManager of fra-pub as Phone-SAST-trust
    +1m GUI@ams: restart service Cisco Trust Verification Service on ams-pub

    """

  private static func run(_ lines: String) throws -> Ran { try Ran(estate + lines) }

  private static func remarks(_ ran: Ran) -> [String] {
    ran.trace.entries.compactMap {
      if case .stepRemark(_, let remark) = $0.event { remark.words } else { nil }
    }
  }

  private static func refusals(_ ran: Ran) -> [String] {
    ran.trace.entries.compactMap {
      if case .stepRefused(_, let why) = $0.event { why.words } else { nil }
    }
  }

  @Test("Both databases know a phone that was inserted in the second")
  func bothKnow() throws {
    let ran = try Self.run(
      """
      22:00 GUI@fra: move phones of first 4 to fra group Main
      expect phones of group Office registered = 10
      expect phones of group Main registered = 4
      expect phones of cluster ams registered = 10
      expect phones of registered-at fra-pub registered = 0
      """)
    let verdicts = judge(ran.trace, of: ran.scenario).map { "\($0.result)" }
    #expect(verdicts.prefix(3) == ["met", "met", "met"])
    #expect(Self.remarks(ran) == ["4 phones inserted in fra; they fetch it when they boot next."])
    #expect(ran.registered == 10)
  }

  @Test("A group within the cluster is changed at once and fetched at the next boot")
  func withinCluster() throws {
    let ran = try Self.run(
      """
      22:00 GUI@ams: move phones of first 3 to group Lobby
      expect phones of group Office registered = 7
      expect phones of group Lobby registered = 3
      """)
    #expect(ran.measured(0) == [7])
    #expect(ran.measured(1) == [3])
    #expect(
      Self.remarks(ran) == ["3 phones have group Lobby now; they fetch it when they boot next."])
  }

  @Test("Two databases a phone are kept; of a third the reader is told")
  func third() throws {
    let ran = try Self.run(
      """
      22:00 GUI@fra: move phones to fra group Main
      +1m GUI@mil: move phones to mil group Uno
      +1m GUI@mil: move phones of first 2 to fra group Hall
      """)
    #expect(
      Self.remarks(ran) == [
        "10 phones inserted in fra; they fetch it when they boot next.",
        "10 phones inserted in mil; two databases a phone are simulated, a third forgets 10 of"
          + " them; they fetch it when they boot next.",
        "2 phones have group Hall now; they fetch it when they boot next.",
      ])
  }

  @Test("A reset at one cluster's GUI reaches the phones registered there, wherever they are known")
  func resets() throws {
    let ran = try Self.run(
      Self.exchange + """
        +1m GUI@fra: move phones to fra group Main
        +1m DHCP: option 150 of site canal = fra-pub
        +1m Switch: power-cycle phones of first 4
        wait until phones registered = all within 20m
        expect phones of registered-at fra-pub registered = 4
        +1m GUI@fra: reset phones
        """)
    #expect(ran.measured(0) == [4])
    #expect(ran.resets == [[4, 6]])
    #expect(ran.registered == 10)
  }

  @Test("A reset at one cluster's GUI does not speak of phones that only others know")
  func resetOfOthers() throws {
    let ran = try Self.run(
      """
      22:00 GUI@fra: reset phones
      +1m GUI@ams: reset phones
      """)
    #expect(ran.resets == [[0, 0], [10, 0]])
  }

  @Test("Phones that lost trust and are inserted later lost it when they did, not when inserted")
  func causeBeforeInsertion() throws {
    let ran = try Self.run(
      """
      22:00 DHCP: option 150 of site canal = fra-pub
      +1m GUI@ams: reset phones
      wait until phones registered = all within 20m
      +1m GUI@fra: move phones to fra group Main
      """)
    let causes = causes(of: .trust, in: ran.trace)
    #expect(causes.map(\.moment) == [.step(1)])
    #expect(causes.map(\.count) == [10])
  }

  @Test("Phones that go on trying get the configuration they were inserted for")
  func insertedLate() throws {
    let ran = try Self.run(
      Self.exchange + """
        +1m DHCP: option 150 of site canal = fra-pub
        +1m GUI@ams: reset phones
        +4h GUI@ams: move phones to fra group Main
        expect phones registered = 0
        wait until phones registered = all within 20m
        """)
    #expect(ran.measured(0) == [0])
    #expect(ran.registered == 10)
    #expect(ran.world.brokenInvariants() == [])
  }

  @Test("TFTP takes longer to start the more phones its database knows, inserted ones too")
  func restartOfTFTP() throws {
    let restart = "+1m fra-pub> utils service restart Cisco Tftp\n"
    let without = try Self.run("22:00 GUI@fra: move phones to group Main\n" + restart)
    let with = try Self.run("22:00 GUI@ams: move phones to group Lobby\n" + restart)
    // 2 ms a phone: the seconds of the prompt are the same, so the instants are compared.
    func prompt(_ ran: Ran) -> Int64? {
      ran.trace.entries.last {
        if case .stepDone(2) = $0.event { true } else { false }
      }?.time.microseconds
    }
    let (slow, fast) = (try #require(prompt(without)), try #require(prompt(with)))
    #expect(slow - fast == 10 * 2_000)
  }

  @Test("What the certificate pages refuse is refused in the run, in order")
  func refused() throws {
    let ran = try Self.run(
      """
      22:00 GUI@ams: bulk certificate consolidate sftp moves
      +1m GUI@ams: bulk certificate export sftp moves
      +1m GUI@ams: bulk certificate consolidate sftp moves
      +1m GUI@ams: bulk certificate import sftp moves
      +1m GUI@ams: upload token lost as Phone-SAST-trust
      +1m fra-pub> utils system shutdown
      +1m GUI@fra: bulk certificate export sftp moves
      """)
    #expect(
      Self.refusals(ran) == [
        "Nothing to consolidate: of the exports of two clusters or more, none is in directory"
          + " moves.",
        "Nothing to consolidate: of the exports of two clusters or more, only that of ams is in"
          + " directory moves.",
        "There is no consolidated file in directory moves.", "Nobody has an eToken lost.",
        "The publisher does not answer: it is down.",
      ])
  }

  @Test("An export that came after the consolidation is not in what is imported")
  func lateExport() throws {
    let ran = try Self.run(
      """
      22:00 GUI@ams: bulk certificate export sftp moves
      +1m GUI@fra: bulk certificate export sftp moves
      +1m GUI@fra: bulk certificate consolidate sftp moves
      +1m GUI@mil: bulk certificate export sftp moves
      +1m GUI@mil: bulk certificate import sftp moves
      +1m GUI@ams: bulk certificate import sftp moves
      """)
    let remarks = Self.remarks(ran)
    #expect(remarks[3].hasPrefix("4 certificates of mil exported"))
    #expect(remarks[4].hasPrefix("From ams, fra: "))
    #expect(remarks[4].hasSuffix("mil itself is not in the consolidated file."))
    #expect(remarks[5].hasPrefix("From fra: "))
  }

  @Test("A certificate of the same subject that is older than the one there is refused")
  func older() throws {
    let ran = try Self.run(
      """
      22:00 GUI@fra: bulk certificate export sftp moves
      +0s GUI@mil: bulk certificate export sftp moves
      +0s GUI@mil: bulk certificate consolidate sftp moves
      +1m fra-pub> set cert regen CallManager
      +1m GUI@ams: upload CallManager of fra-pub as Phone-SAST-trust
      +1m GUI@ams: bulk certificate import sftp moves
      """)
    #expect(Self.remarks(ran).last?.contains("1 refused as expired or older") == true)
  }
}
