import ClusterModel
import SimulationTrace
import TestSupport
import Testing

@Suite("Faults that meet")
struct FaultsTests {
  private func ran(_ lines: String) throws -> Ran {
    try Ran(twoNodes() + "## Implementation\n" + lines)
  }

  /// Overlapping ways to be away, what tells that the thing is back, and when that is due.
  static let overlaps: [(String, String, String)] = [
    (
      "22:00 fault site campus cut for 1h\n+10m fault site campus cut for 5m\n",
      "link 0 true", "23:00"
    ),
    (
      "22:00 sub1> utils system restart\nwith previous fault node sub1 down for 1m\n",
      "node-up n1", "22:15"
    ),
    (
      "22:00 fault node sub1 down for 1h\n+10m fault node sub1 down for 5m\n",
      "node-up n1", "23:00"
    ),
    (
      "22:00 fault service Cisco Tftp on sub1 stopped for 1h\n"
        + "+10m fault service Cisco Tftp on sub1 stopped for 5m\n",
      "service-started n1 Cisco Tftp", "23:00"
    ),
    (
      "22:00 fault replication of sub1 stopped for 1h\n"
        + "+10m fault replication of sub1 stopped for 5m\n",
      "replication n1 true", "23:00"
    ),
  ]

  @Test("of two absences that overlap the longer holds", arguments: overlaps)
  func longerHolds(_ lines: String, _ event: String, _ due: String) throws {
    let ran = try ran(lines + "+3h Manual: look on\n")
    #expect(ran.timeline.filter { $0.hasSuffix(event) } == ["\(due) \(event)"])
  }

  @Test("a fault brings no node back that was shut down")
  func shutDown() throws {
    let ran = try ran(
      "22:00 sub1> utils system shutdown\n+1m fault node sub1 down for 5m\n+1h Manual: look on\n")
    #expect(!ran.timeline.contains { $0.hasSuffix("node-up n1") })
  }

  @Test("a command waits for its node also when that goes down again")
  func waitsLonger() throws {
    let ran = try ran(
      """
      22:00 sub1> utils system restart
      with previous sub1> set cert regen TVS
      with previous fault node sub1 down for 30m

      """)
    #expect(ran.steps.contains("22:30 done 2"))
  }

  @Test("a service that is starting counts as one that returns by itself")
  func starting() throws {
    let ran = try Ran(
      oneNode(phones: 5) + """
        ## Implementation
        22:00 pub> utils service stop Cisco Tftp
        +5m pub> utils service start Cisco Tftp
        with previous Manual: look on
        ## Post-checks
        expect at 22:30 phones unserved = 0

        """)
    #expect(ran.measured(0) == [0])
    let during = try Ran(
      oneNode(phones: 5, assume: ["tftp-restart 10m"]) + """
        ## Implementation
        22:00 pub> utils service stop Cisco Tftp
        expect phones unserved = all
        expect at +6m phones unserved = 0
        +5m pub> utils service start Cisco Tftp

        """)
    #expect(during.measured(0) == [5])
    #expect(during.measured(1) == [0])
  }

  @Test("the servers of a boot are those it began with, whatever DHCP says meanwhile")
  func optionDuringBoot() throws {
    let ran = try Ran(
      twoNodes(assume: ["tftp-rate 1", "tftp-limit 10000", "retry-after 30m"]) + """
        ## Implementation
        22:00 sub1> utils service stop Cisco Tftp
        +0s Switch: power-cycle phones
        +112s DHCP: option 150 of site campus = sub1
        +20m Manual: look on
        expect phones registered = all

        """)
    // pub serves them all within a minute or two; who asked sub1 would wait half an hour.
    #expect(ran.measured(0) == [15])
  }

  @Test("what has happened may happen to nodes in turn")
  func happenedInFor() throws {
    let ran = try Ran(
      twoNodes() + """
        ## What has happened
        for all
          -2d each> utils service restart Cisco Tomcat
        ## Implementation
        22:00 Manual: look on

        """)
    #expect(!ran.steps.contains { $0.contains("late 2d") })
  }

  @Test("a list of three hundred silent servers is a long boot, not the end of the program")
  func manyServers() async {
    await #expect(processExitsWith: .success) {
      let text = """
        mop 1
        starts 2026-01-10 21:45
        cluster hq  release 11.5(1)  mode non-secure
          node pub  publisher tftp callmanager
          node sub1..sub300  tftp
          group Default = pub
          site campus  option150 sub1..sub300
          phones 2  model 8861  group Default  site campus
        ## Implementation
        22:00 Switch: power-cycle phones
        +0s fault site campus cut for 20h
        +21h Manual: look on

        """
      _ = try Ran(text)
    }
  }

  @Test("an absurd slowness is refused, and the slowest there is ends no program")
  func absurdSlowness() throws {
    func steps(_ factor: String) -> String {
      "## Implementation\n22:00 fault tftp pub slow \(factor)\nGUI: reset phones\n"
    }
    #expect(throws: UnreadableRunbook.self) {
      try scenario(oneNode(phones: 3) + steps("99999999999999999"))
    }
    #expect(throws: UnreadableRunbook.self) { try scenario(oneNode(phones: 3) + steps("1000001")) }
    let ran = try Ran(oneNode(phones: 3) + steps("1000000"))
    #expect(ran.steps.contains { $0.hasSuffix("done 2") })
  }
}
