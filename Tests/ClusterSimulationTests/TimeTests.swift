import ClusterModel
import SimulationTrace
import Testing
import VirtualTime

@Suite("Time: queues, resets, retries, power")
struct TimeTests {
  /// Since 22:00, when the first wait was met.
  private func minutesUntilMet(_ ran: Ran) -> Int64? {
    for entry in ran.trace.entries {
      if case .waitEnded(_, true, _) = entry.event {
        return (entry.time - ran.scenario.starts).microseconds / 60_000_000 - 15
      }
    }
    return nil
  }

  private let allBack = "wait until phones registered = all  within 20h\n"

  @Test(
    "phones that boot at once on one TFTP node all come back, with so much work for each",
    arguments: ["GUI: reset phones", "Switch: power-cycle phones"], [3_000, 6_000, 12_000])
  func storm(_ step: String, _ phones: Int) throws {
    let ran = try Ran(oneNode(phones: phones) + "## Implementation\n22:00 \(step)\n" + allBack)
    #expect(ran.registered == phones)
    #expect(ran.trace.bootCount == phones)
    // Three files, each asked for four times at most, and the reset, the start, the registration.
    #expect(ran.trace.eventCount <= phones * 15 + 10)
    #expect(ran.trace.ends < ran.scenario.starts + .hours(1))
  }

  @Test("a TFTP that takes few requests turns phones away; they end as they were, registered")
  func queueLimit() throws {
    let steps = "## Implementation\n22:00 Manual: delete ITL on phones\n+6h Manual: look on\n"
    let few = try Ran(
      oneNode(phones: 300, assume: ["tftp-limit 2", "tftp-rate 1"]) + steps)
    let usual = try Ran(oneNode(phones: 300) + steps)
    #expect(few.atEnd.contains { $0.word == .open })
    #expect(few.registered == 300)
    #expect(usual.word(ofGroup: "Default") == .trusting)
  }

  @Test("a request is repeated four times, the last about 75 s after the first")
  func repeats() throws {
    let ran = try Ran(
      oneNode(phones: 50, assume: ["boot-88xx 1s", "dhcp 1s"]) + """
        ## Implementation
        22:00 fault service Cisco Tftp on pub stopped for 50s
        +0s Manual: delete ITL on phones
        +6h Manual: look on

        """)
    // The third repeat comes 26 to 44 s after the first request: only the fourth meets the server.
    #expect(ran.word(ofGroup: "Default") == .trusting)
  }

  @Test("after the repeats the boot begins again with the next server of the list")
  func nextServer() throws {
    let ran = try Ran(
      twoNodes() + """
        ## Implementation
        22:00 pub> utils service stop Cisco Tftp
        +0s Manual: delete ITL on phones
        +1h Manual: look on

        """)
    #expect(ran.atEnd.allSatisfy { $0.word == .trusting && $0.holdsCurrentLists })
  }

  @Test("a restart voids the requests under way: phones ask again and lose nothing")
  func restartVoids() throws {
    let plain = try Ran(
      oneNode(phones: 500, assume: ["tftp-rate 5", "tftp-limit 10000", "retry-after 60s"])
        + "## Implementation\n22:00 Switch: power-cycle phones\n" + allBack)
    let restarted = try Ran(
      oneNode(phones: 500, assume: ["tftp-rate 5", "tftp-limit 10000", "retry-after 60s"])
        + "## Implementation\n22:00 Switch: power-cycle phones\n"
        + "22:02 pub> utils service restart Cisco Tftp\n" + allBack)
    #expect(restarted.registered == 500)
    #expect(restarted.word(ofGroup: "Default") == .trusting)
    #expect(restarted.trace.eventCount > plain.trace.eventCount + 10)
  }

  @Test("resets are spread over the time that the scenario says")
  func spread() throws {
    let steps = "## Implementation\n22:00 GUI: reset phones\n" + allBack
    let narrow = try #require(minutesUntilMet(Ran(oneNode(phones: 100) + steps)))
    let wide = try #require(
      minutesUntilMet(Ran(oneNode(phones: 100, assume: ["reset-spread 1h"]) + steps)))
    #expect(narrow < 5)
    #expect((55...65).contains(wide))
  }

  @Test("a node takes so many registrations a second")
  func registrationRate() throws {
    let steps = "## Implementation\n22:00 Switch: power-cycle phones\n" + allBack
    let usual = try #require(minutesUntilMet(Ran(oneNode(phones: 1_200) + steps)))
    let slow = try #require(
      minutesUntilMet(Ran(oneNode(phones: 1_200, assume: ["registration-rate 1"]) + steps)))
    #expect(usual < 4)
    #expect((20...24).contains(slow))
  }

  @Test("a reset reaches registered phones only")
  func resetReachesRegistered() throws {
    let ran = try Ran(
      twoNodes(more: ["phones of group Lobby unregistered"])
        + "## Implementation\n21:45 GUI: reset phones\n")
    #expect(ran.timeline.contains("21:45 phones-reset 0 10 5 -"))
  }

  @Test("a phone that lost its registration regains it without fetching anything")
  func regains() throws {
    let ran = try Ran(
      oneNode(phones: 20) + """
        ## Implementation
        22:00 pub> utils service restart Cisco CallManager
        +1h Manual: look on

        """)
    #expect(ran.registered == 20)
    #expect(ran.trace.bootCount < 20, "the first retries may come before the service is back")
  }

  @Test("the run goes on until phones that will be taken back have been")
  func settles() throws {
    let ran = try Ran(
      oneNode(phones: 5) + "## Implementation\n22:00 pub> utils service restart Cisco CallManager\n"
    )
    #expect(ran.registered == 5)
  }

  @Test("batches that the plan ordered are carried out, however long they take")
  func longBatches() throws {
    let ran = try Ran(
      oneNode(phones: 5) + "## Implementation\n22:00 GUI: reset phones batch 1 every 1h\n")
    #expect(ran.registered == 5)
  }

  @Test("phones that nobody takes wait in peace: a month of it is no more work than a day")
  func idleDays() throws {
    func events(_ days: Int) throws -> Int {
      try Ran(
        oneNode(phones: 50) + """
          ## Implementation
          22:00 pub> utils service stop Cisco CallManager
          +\(days)d pub> utils service start Cisco CallManager
          +1h Manual: look on
          expect phones registered = all

          """
      ).trace.eventCount
    }
    #expect(try events(1) == events(30))
    let ran = try Ran(
      oneNode(phones: 50)
        + "## Implementation\n22:00 pub> utils service stop Cisco CallManager\n"
        + "+30d pub> utils service start Cisco CallManager\n+1h Manual: look on\n")
    #expect(ran.registered == 50, "and they come back when it does")
  }

  @Test("phones turned away by a busy TFTP try again until they are served")
  func overload() throws {
    let ran = try Ran(
      """
      mop 1
      starts 2026-01-10 21:45
      assume tftp-rate 5
      cluster hq  release 11.5(1)  mode non-secure
        node pub  publisher tftp  address 10.1.1.5
        node sub1  callmanager  address 10.1.1.6
        group Default = sub1
        site campus  option150 pub  latency 1ms
        phones 3000  model 8861  group Default  site campus
      ## Implementation
      22:00 sub1> set network ip eth0 10.9.9.9
      +24h Manual: look on

      """)
    // Their configuration names the old address; one of the many boots of a day brings the new.
    #expect(ran.registered == 3_000)
  }

  @Test("power lost in the middle of a boot ends the boot; power back begins a new one")
  func powerLost() throws {
    let ran = try Ran(
      twoNodes() + """
        ## Implementation
        22:00 Switch: power-cycle phones
        +100s Switch: power off phones
        +1h Manual: look on
        expect phones registered = none
        Switch: power on phones
        +1h Manual: look on
        expect phones registered = all

        """)
    #expect(ran.measured(0) == [0])
    #expect(ran.measured(1) == [15])
    #expect(ran.trace.bootCount == 30)
  }
}

@Suite("Phones that are away")
struct AbsenceTests {
  @Test("away phones are off from and to the time that is written")
  func away() throws {
    let ran = try Ran(
      twoNodes(more: ["away 3 of group Lobby  from -2d to +3h"]) + """
        ## Implementation
        22:00 Manual: look on
        expect phones of group Lobby registered = 2
        +5h Manual: look on
        expect phones of group Lobby registered = all

        """)
    #expect(ran.measured(0) == [2])
    #expect(ran.measured(1) == [5])
  }

  @Test("of two absences that overlap a phone keeps the longer")
  func overlap() throws {
    let ran = try Ran(
      twoNodes(more: [
        "away 1 of group Lobby  from -1h to +1h", "away 2 of group Lobby  from -1h to +3d",
      ]) + "## Implementation\n22:00 Manual: look on\n+5h Manual: look on\n")
    #expect(ran.registered == 13)
  }

  @Test("an absence is one of phones of the cluster under which it stands")
  func ofTheCluster() throws {
    let ran = try Ran(
      """
      mop 1
      starts 2026-01-10 21:45
      cluster hq  release 11.5(1)  mode non-secure
        node pub  publisher tftp callmanager
        group Default = pub
        phones 5  model 8861  group Default
      cluster lab  release 11.5(1)  mode non-secure
        node pub2  publisher tftp callmanager
        group Bench = pub2
        phones 5  model 8861  group Bench
        away 3 of model 8861  from -1h to +2d
      ## Implementation
      22:00 Manual: look on

      """)
    let off = ran.atEnd.filter { !$0.isPowered }
    #expect(off.map { ran.group(of: $0) } == ["Bench"])
    #expect(off.map(\.count) == [3])
  }

  @Test("a phone that has been away for years makes no certificate older")
  func longAway() throws {
    let ran = try Ran(
      twoNodes(more: ["away 1 of group Lobby  from -3000d to +1d"])
        + "## Implementation\n22:00 Manual: look on\n")
    #expect(ran.word(ofGroup: "Default") == .trusting)
  }
}
