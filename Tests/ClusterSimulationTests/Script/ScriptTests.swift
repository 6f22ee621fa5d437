import ClusterModel
import SimulationTrace
import Testing
import VirtualTime

@Suite("The runbook's steps and times")
struct ScriptTests {
  private func steps(_ lines: String) throws -> [String] {
    try Ran(twoNodes() + "## Implementation\n" + lines).steps
  }

  @Test("+D counts from the prompt of the step before")
  func afterPrompt() throws {
    #expect(
      try steps("22:00 sub1> utils service restart Cisco Tomcat\n+5m pub> show version active\n")
        == ["22:00 began 1", "22:01 done 1", "22:06 began 2", "22:06 done 2"])
  }

  @Test("+D counts from the last prompt of all steps joined by with previous")
  func afterJoined() throws {
    #expect(
      try steps(
        """
        22:00 pub> utils system restart
        with previous sub1> utils service restart Cisco Tomcat
        +5m GUI: reset phones

        """) == [
          "22:00 began 1", "22:00 began 2", "22:01 done 2", "22:15 done 1", "22:20 began 3",
          "22:20 done 3",
        ])
  }

  @Test("a clock that virtual time has passed runs the step at once, late")
  func late() throws {
    #expect(
      try steps("22:00 pub> utils system restart\n22:05 sub1> show version active\n")
        == ["22:00 began 1", "22:15 done 1", "22:15 began 2 late 10m", "22:15 done 2"])
  }

  @Test("a command to a rebooting node waits for it; the next +D counts from its prompt")
  func waitsForNode() throws {
    #expect(
      try steps(
        """
        22:00 fault node sub1 down for 20m
        +1m sub1> utils service restart Cisco Tomcat
        +1m pub> show version active

        """) == [
          "22:00 began 1", "22:00 done 1", "22:01 began 2", "22:21 done 2", "22:22 began 3",
          "22:22 done 3",
        ])
  }

  @Test("a command to a node that was shut down is refused")
  func shutDown() throws {
    #expect(
      try steps("22:00 sub1> utils system shutdown\n+1m sub1> show version active\n")
        == ["22:00 began 1", "22:00 done 1", "22:01 began 2", "22:01 refused 2"])
  }

  @Test("for, one at a time: the next node when the one before has its prompt")
  func oneAtATime() throws {
    #expect(
      try steps(
        """
        for all one at a time
          22:00 each> utils service restart Cisco Tomcat
        +2m pub> show version active

        """) == [
          "22:00 began 1", "22:01 done 1", "22:01 began 2 late 1m", "22:02 done 2",
          "22:04 began 3", "22:04 done 3",
        ])
  }

  @Test("for, every D: start to start, never before the previous prompt")
  func every() throws {
    let everyTen = try steps(
      "for all one at a time every 10m\n  each> utils service restart Cisco Tomcat\n")
    #expect(everyTen == ["21:45 began 1", "21:46 done 1", "21:55 began 2", "21:56 done 2"])
    let tooOften = try steps(
      "for all one at a time every 10s\n  each> utils service restart Cisco Tomcat\n")
    #expect(tooOften == ["21:45 began 1", "21:46 done 1", "21:46 began 2", "21:47 done 2"])
  }

  @Test("for, all at once: +D afterwards counts from the last prompt")
  func allAtOnce() throws {
    #expect(
      try steps(
        """
        for all all at once
          each> utils service restart Cisco Tomcat
          +1m each> show version active
        +1m pub> show version active

        """) == [
          "21:45 began 1", "21:45 began 3", "21:46 done 1", "21:46 done 3", "21:47 began 2",
          "21:47 done 2", "21:47 began 4", "21:47 done 4", "21:48 began 5", "21:48 done 5",
        ])
  }

  @Test("steps are counted in the plan; what has happened counts down to nought")
  func numbers() throws {
    let ran = try Ran(
      twoNodes() + """
        ## What has happened
        -2h pub> show version active
        +1m GUI: reset phones
        ## Implementation
        for all
          each> show version active
        fault tftp pub slow 2
        ## Post-checks
        Manual: look at the panels

        """)
    #expect(ran.trace.steps.map(\.number) == [-1, 0, 1, 2, 3, 4])
    #expect(ran.trace.steps[3].text == "sub1> show version active")
  }

  @Test("step N = done|refused")
  func outcomes() throws {
    let ran = try Ran(
      twoNodes() + """
        ## Implementation
        22:00 pub> set cert regen TVS
        +1m   pub> set cert regen CallManager
        ## Post-checks
        expect step 1 = done
        expect step 2 = refused
        expect step 2 = done

        """)
    #expect((0...2).map { ran.measured($0) } == [[1], [1], [0]])
  }

  /// A step, and how long after its beginning the prompt is back.
  static let prompts: [(String, String)] = [
    ("pub> show version active", "22:00 done 1"),
    ("pub> set cert regen TVS", "22:00 done 1"),
    ("pub> set csr gen TVS", "22:00 done 1"),
    ("pub> set cert import own TVS", "22:00 refused 1"),
    ("pub> set network hostname other", "22:15 done 1"),
    ("pub> set network domain example.com", "22:15 done 1"),
    ("pub> set network ip eth0 10.9.9.9", "22:15 done 1"),
    ("pub> utils service restart Cisco Trust Verification Service", "22:01 done 1"),
    ("pub> utils service restart Cisco Tftp", "22:01:00.03 done 1"),
    ("pub> utils service stop Cisco Tftp", "22:00 done 1"),
    ("pub> utils service start Cisco Tftp", "22:00 done 1"),
    ("pub> utils service restart Cisco HAProxy", "22:00 refused 1"),
    ("pub> utils system restart", "22:15 done 1"),
    ("sub1> utils system shutdown", "22:00 done 1"),
    ("pub> utils itl reset localkey", "22:01:00.03 done 1"),
    ("sub1> utils itl reset localkey", "22:00 refused 1"),
    ("pub> utils ctl set-cluster mixed-mode", "22:00 done 1"),
    ("pub> utils ctl update CTLFile", "22:00 refused 1"),
    ("pub> utils dbreplication stop", "22:00 done 1"),
    ("pub> utils dbreplication reset all", "22:00 done 1"),
    ("GUI: reset phones", "22:00 done 1"),
    ("GUI: parameter rollback True", "22:00 done 1"),
    ("GUI: restart service Cisco Tftp on pub sub1", "22:01:00.03 done 1"),
    ("GUI: CTL client update with TokenA, TokenB", "22:00 done 1"),
    ("DHCP: option 150 of site campus = sub1", "22:00 done 1"),
    ("Switch: power-cycle phones", "22:00 done 1"),
    ("Switch: power off phones", "22:00 done 1"),
    ("Switch: power on phones of group Lobby", "22:00 done 1"),
    ("Manual: delete ITL on phones", "22:00 done 1"),
    ("Manual: factory reset phones", "22:00 done 1"),
    ("Manual: ring the night desk", "22:00 done 1"),
    ("fault node sub1 down for 1h", "22:00 done 1"),
    ("fault service Cisco Tftp on pub stopped for 1h", "22:00 done 1"),
    ("fault site campus cut for 1h", "22:00 done 1"),
    ("fault replication of sub1 stopped for 1h", "22:00 done 1"),
    ("fault tftp pub slow 3", "22:00 done 1"),
  ]

  @Test("when a step gives the prompt back", arguments: prompts)
  func prompt(_ step: String, _ end: String) throws {
    #expect(try steps("22:00 \(step)\n") == ["22:00 began 1", end])
  }
}

@Suite("Waits, expectations and ways out")
struct OutcomeTests {
  private let hopeless =
    "## Implementation\n22:00 sub1> utils service stop Cisco Tomcat\n"
    + "wait until phones registered = none within 10m"

  @Test("a wait that runs out skips the steps that remain, and judges the expectations")
  func stop() throws {
    let ran = try Ran(
      twoNodes() + hopeless + "\n+1h pub> show version active\n## Post-checks\n"
        + "expect phones registered = all\n")
    #expect(
      ran.steps == [
        "22:00 began 1", "22:00 done 1", "22:10 wait 0 ran out", "22:10 stopped",
        "22:10 skipped 2",
      ])
    #expect(ran.measured(0) == [15])
  }

  @Test("else continue goes on as if it had been met")
  func goOn() throws {
    let ran = try Ran(
      twoNodes() + hopeless + "  else continue\n+1m pub> show version active\n")
    #expect(ran.steps.suffix(2) == ["22:11 began 2", "22:11 done 2"])
  }

  @Test("else back-out leaves the plan; then only the back-out's expectations are judged")
  func backOut() throws {
    let ran = try Ran(
      twoNodes() + hopeless + "  else back-out\n+1m pub> show version active\n"
        + "## Post-checks\nexpect phones registered = none\n"
        + "## Back-out\nsub1> utils service start Cisco Tomcat\nexpect phones registered = all\n")
    #expect(
      ran.steps.suffix(4)
        == ["22:10 wait 0 ran out", "22:10 back-out", "22:10 began 3", "22:11 done 3"])
    #expect(ran.measured(0).isEmpty)
    #expect(ran.judged(1) == ["22:11"])
  }

  @Test("an expectation of the back-out is judged at its time, however late")
  func lateBackOut() throws {
    let ran = try Ran(
      twoNodes() + """
        ## Implementation
        22:00 pub> show version active
        expect phones registered = none else back-out
        ## Back-out
        pub> show version active
        expect at +4h phones registered = all

        """)
    #expect(ran.judged(1) == ["02:00"])
  }

  @Test("expectations here, after, at a clock, and always")
  func whens() throws {
    let ran = try Ran(
      twoNodes() + """
        ## Implementation
        22:00 sub1> utils service restart Cisco Tomcat
        expect phones registered = all
        expect at +10m phones registered = all
        expect at 23:00 phones registered = all
        expect always phones registered = all
        +1m pub> show version active

        """)
    #expect(ran.judged(0) == ["22:01"])
    #expect(ran.judged(1) == ["22:11"])
    #expect(ran.judged(2) == ["23:00"])
    // At every census: start, both prompts, three expectations and the end.
    #expect(
      ran.trace.censuses.map { CivilTime($0.time).clock }
        == ["21:45", "22:01", "22:01", "22:02", "22:11", "23:00", "23:00"])
    #expect(ran.always(3)?.times == 7)
    #expect(ran.steps.last == "22:02 done 2", "an expectation delays nobody")
  }

  @Test("before is measured at the first step of the implementation")
  func before() throws {
    let ran = try Ran(
      twoNodes() + """
        ## Pre-checks
        21:50 Switch: power off phones of group Lobby
        ## Implementation
        22:00 Switch: power-cycle phones
        wait until phones registered >= 99% of before  within 30m

        """)
    #expect(ran.steps.last?.hasSuffix("met") == true)
    let before = ran.trace.entries.compactMap { entry -> Int64? in
      if case .waitEnded(_, _, let measurement) = entry.event { measurement.before } else { nil }
    }
    #expect(before == [10], "the five of the lobby were off by then")
  }

  @Test("before is measured ahead of the first step also inside a for")
  func beforeFor() throws {
    let ran = try Ran(
      twoNodes() + """
        ## Implementation
        for all
          each> utils service stop Cisco CallManager
        ## Post-checks
        Manual: look on
        expect phones registered >= 99% of before

        """)
    let measured = ran.trace.entries.compactMap { entry -> Int64?? in
      if case .measured(0, let measurement) = entry.event { measurement.before } else { nil }
    }
    #expect(measured == [15])
  }

  @Test("phones whose reset was ordered count as not registered until they are back")
  func orderedResets() throws {
    let ran = try Ran(
      twoNodes() + """
        ## Implementation
        22:00 GUI: reset phones
        expect phones registered = none
        wait until phones registered = all  within 30m

        """)
    #expect(ran.measured(0) == [0])
    #expect(ran.steps.last?.hasSuffix("wait 0 met") == true)
  }

  @Test("nodes in turn at once may each have a wait")
  func waitsAtOnce() throws {
    let ran = try Ran(
      twoNodes() + """
        ## Implementation
        for all all at once
          each> utils service restart Cisco CallManager
          wait until phones registered = all  within 30m
        +1m pub> show version active

        """)
    #expect(ran.steps.filter { $0.contains("wait") }.count == 2)
    #expect(ran.steps.last?.hasSuffix("done 3") == true)
    #expect(ran.trace.ends < ran.scenario.starts + .hours(3))
  }

  @Test("once the back-out has begun no step of the plan begins")
  func backOutOfFor() throws {
    let ran = try Ran(
      twoNodes() + """
        ## Implementation
        for all all at once
          each> show version active
          expect phones registered = none else back-out
        ## Back-out
        pub> show version active

        """)
    #expect(!ran.steps.contains { $0.hasSuffix("began 2") })
  }

  @Test("a node's turn begins with its first step, also when that waited for its time")
  func everyAfterClock() throws {
    let ran = try Ran(
      twoNodes() + """
        ## Implementation
        for all one at a time every 30m
          22:00 each> utils service restart Cisco Tomcat

        """)
    let began = ran.steps.filter { $0.contains("began") }
    #expect(began == ["22:00 began 1", "22:30 began 2 late 30m"])
  }
}
