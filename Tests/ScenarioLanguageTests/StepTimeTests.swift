import ClusterModel
import ScenarioLanguage
import Testing
import VirtualTime

@Suite("Times of steps")
struct StepTimeTests {
  private func times(_ lines: String) -> [String] {
    readSteps(lines).steps.map { step in
      switch step.time {
      case .at(let instant): instant.text
      case .after(let length): "+\(length.text)"
      case .withPrevious: "with previous"
      }
    }
  }

  @Test("no time is +0s, and each form is read")
  func forms() {
    #expect(
      times(
        """
        pub> show itl
        +90s pub> show itl
        with previous sub1> show itl
        22:00:05 pub> show itl
        2026-01-12 01:30 pub> show itl
        """) == [
          "+0s", "+1m30s", "with previous", "2026-01-10 22:00:05", "2026-01-12 01:30",
        ])
  }

  @Test("a clock lies on the date of the last date above it")
  func dates() {
    #expect(
      times(
        """
        23:00 pub> show itl
        2026-01-11 00:30 pub> show itl
        02:00 pub> show itl
        expect at 2026-01-14 08:00 phones locked = 0
        09:00 pub> show itl
        """) == [
          "2026-01-10 23:00", "2026-01-11 00:30", "2026-01-11 02:00", "2026-01-14 09:00",
        ])
  }

  @Test("a clock before one above on its date is an error that proposes the next date")
  func goesBack() {
    let outcome = readSteps("22:00 pub> show itl\n01:00 sub1> show itl\n21:59 pub> show ctl")
    #expect(outcome.places == ["E085 15:1", "E085 16:1"])
    #expect(outcome.diagnostics.map(\.suggestion) == ["2026-01-11 01:00", "2026-01-11 21:59"])
  }

  @Test("the clock of starts counts as written above")
  func beforeStart() {
    let outcome = readSteps("21:00 pub> show itl")
    #expect(outcome.diagnostics.map(\.suggestion) == ["2026-01-11 21:00"])
  }

  @Test("a date lets a step go back; before the start it does not")
  func explicitDates() {
    #expect(
      times("2026-01-12 22:00 pub> show itl\n2026-01-11 22:00 pub> show itl")
        == ["2026-01-12 22:00", "2026-01-11 22:00"])
    #expect(
      readSteps("2025-01-10 22:00 pub> show itl").diagnostics.map(\.code) == [.timeOutOfPlace])
  }

  @Test("what has happened lies before the start, and leaves the clock of the runbook alone")
  func happened() throws {
    let outcome = read(
      twoServers + """
        ## What has happened
        -3h  pub> set cert regen TVS
        20:00 pub> set cert regen CallManager
        2026-01-09 08:00 sub1> utils system restart
        ## Implementation
        22:00 pub> show itl
        """)
    #expect(outcome.rendered(color: false) == "")
    let items = try #require(outcome.scenario?.happened).items
    let times = stepLines(items).map { step in
      if case .at(let instant) = step.time { instant.text } else { "" }
    }
    #expect(times == ["2026-01-10 18:45", "2026-01-10 20:00", "2026-01-09 08:00"])
    #expect(
      outcome.steps.map(\.time) == [
        .at(
          try #require(
            CivilTime(
              year: 2026, month: 1, day: 10, hour: 22)
          ).instant)
      ])
  }

  @Test(
    "times on the wrong side of the start are refused",
    arguments: [
      ("## What has happened\n22:00 pub> show itl", "E086 14:1"),
      ("## What has happened\n2026-01-11 08:00 pub> show itl", "E086 14:1"),
      ("## Implementation\n-5m pub> show itl", "E086 14:1"),
      ("## Implementation\n2100-01-10 22:00 pub> show itl", "E105 14:1"),
      ("## Implementation\n+60000d pub> show itl", "E105 14:1"),
      ("## Back-out\nwith previous pub> show itl", "E090 14:1"),
    ])
  func wrongSide(_ lines: String, _ place: String) {
    #expect(read(twoServers + lines).places == [place])
  }
}
