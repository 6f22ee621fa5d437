import ClusterModel
import Foundation
import SimulationTrace
import Testing

/// How phones lose trust, what the world names as the cheapest remedy, and the same done as steps.
struct RemedyStory: Sendable, CustomTestStringConvertible {
  var remedy: String
  var head: String
  var damage: String
  /// nil: no step of a runbook does it yet.
  var cure: String?
  var testDescription: String { remedy }
}

@Suite("Remedies")
struct RemedyTrialsTests {
  private static func one(
    _ release: String, mode: String = "non-secure", settings: String = "enabled"
  ) -> String {
    """
    mop 1
    starts 2026-01-10 21:45
    cluster hq  release \(release)  mode \(mode)
      node pub  publisher tftp callmanager
      group Default = pub
      site campus  option150 pub
      phones 10  model 8861  group Default  site campus  settings \(settings)

    """
  }

  private static func two(
    _ release: String, group: String = "sub1", option150: String = "pub"
  ) -> String {
    """
    mop 1
    starts 2026-01-10 21:45
    cluster hq  release \(release)  mode non-secure
      node pub  publisher tftp callmanager
      node sub1  tftp callmanager
      group Default = \(group)
      site campus  option150 \(option150)
      phones 10  model 8861  group Default  site campus

    """
  }

  /// CallManager and TVS renewed and in use before any phone comes back.
  private static let bothAtOnce = """
    22:00 Switch: power off phones
    +1m pub> set cert regen CallManager
    +6m pub> set cert regen TVS
    +1m pub> utils service restart Cisco Trust Verification Service
    +0s pub> utils service restart Cisco Tftp
    +1m Switch: power on phones
    +1h Manual: look on

    """

  static let stories: [RemedyStory] = [
    RemedyStory(
      remedy: "start Cisco Trust Verification Service", head: one("11.5(1)"),
      damage: """
        22:00 pub> utils service stop Cisco Trust Verification Service
        +1m pub> set cert regen CallManager
        +1h Manual: look on

        """,
      cure: "pub> utils service start Cisco Trust Verification Service\n"
        + "Switch: power-cycle phones"),
    RemedyStory(
      remedy: "start sub1", head: two("11.5(1)"),
      damage: """
        22:00 sub1> utils system shutdown
        +1m pub> set cert regen CallManager
        +1h Manual: look on

        """),
    RemedyStory(
      remedy: "repair replication", head: two("11.5(1)"),
      damage: """
        22:00 sub1> utils dbreplication stop
        +1m pub> set cert regen CallManager
        +1h Manual: look on

        """,
      cure: "sub1> utils dbreplication reset all\n+1h Switch: power-cycle phones"),
    RemedyStory(
      remedy: "restart Cisco Trust Verification Service", head: one("11.5(1)"),
      damage: """
        22:00 pub> set cert regen TVS
        +10m pub> set cert regen CallManager
        +1h Manual: look on

        """,
      cure: "pub> utils service restart Cisco Trust Verification Service\n"
        + "Switch: power-cycle phones"),
    RemedyStory(
      remedy: "parameter rollback False", head: one("9.1(2)", mode: "mixed  ctl token A B"),
      damage: """
        22:00 pub> set cert regen CallManager
        +0s pub> utils service restart Cisco Tftp
        +0s Switch: power-cycle phones
        +1h GUI: parameter rollback True
        +0s pub> utils service restart Cisco Tftp
        +0s Switch: power-cycle phones
        +1h Manual: look on

        """,
      cure: "GUI: parameter rollback False\npub> utils service restart Cisco Tftp\n"
        + "Switch: power-cycle phones"),
    RemedyStory(
      remedy: "utils itl reset localkey", head: one("11.5(1)"), damage: bothAtOnce,
      cure: "pub> utils itl reset localkey\nSwitch: power-cycle phones"),
    RemedyStory(
      remedy: "CTL client update", head: one("9.1(2)", mode: "mixed  ctl token A B"),
      damage: bothAtOnce,
      cure: "GUI: CTL client update with A, B\npub> utils service restart Cisco Tftp\n"
        + "Switch: power-cycle phones"),
    RemedyStory(
      remedy: "option 150", head: two("9.1(2)", group: "sub1 pub", option150: "sub1"),
      damage: """
        22:00 Switch: power off phones
        +1m pub> set cert regen TVS
        +0s sub1> set cert regen TVS
        +1m GUI: restart service Cisco Trust Verification Service on pub sub1
        +0s GUI: restart service Cisco Tftp on pub sub1
        +0s DHCP: option 150 of site campus = pub
        +1m Switch: power on phones
        +1h Manual: look on

        """,
      cure: "DHCP: option 150 of site campus = sub1\nSwitch: power-cycle phones"),
    RemedyStory(
      remedy: "DRS restore",
      head: one("9.1(2)", settings: "restricted").replacingOccurrences(
        of: "group Default = pub", with: "group Default = pub\n  backup weekly on 2026-01-04"),
      damage: bothAtOnce,
      cure: "pub> utils disaster_recovery restore pub from weekly\nSwitch: power-cycle phones"),
    RemedyStory(
      remedy: "previous ITL",
      head: two("12.5(1)", option150: "sub1").replacingOccurrences(
        of: "starts", with: "defect CSCts01319\nstarts"),
      damage: """
        22:00 Switch: power off phones
        +1m pub> set cert regen ITLRecovery
        +0s sub1> set cert regen TVS
        +1m sub1> utils service restart Cisco Trust Verification Service
        +0s GUI: restart service Cisco Tftp on pub sub1
        +1m Switch: power on phones
        +1h Manual: look on

        """),
    RemedyStory(
      remedy: "key presses",
      head: one("9.1(2)").replacingOccurrences(
        of: "starts", with: "tools key-presses cti\nstarts"),
      damage: bothAtOnce,
      cure: "Manual: delete ITL on phones"),
    RemedyStory(
      remedy: "by hand", head: one("9.1(2)", settings: "restricted"), damage: bothAtOnce,
      cure: "Manual: factory reset phones"),
    RemedyStory(
      remedy: "power on", head: one("11.5(1)", mode: "mixed"),
      damage: """
        22:00 Switch: power off phones
        +1m pub> set cert regen CallManager
        +1m pub> utils ctl update CTLFile
        +0s pub> utils service restart Cisco Tftp
        +6m pub> set cert regen CallManager
        +1h Manual: look on

        """,
      cure: "Switch: power on phones\n+1h Switch: power-cycle phones"),
  ]

  private func damaged(_ story: RemedyStory) throws -> Ran {
    try Ran(
      story.head + "## Implementation\n" + story.damage
        + "expect phones lost-trust = all\nexpect remedy = \"\(story.remedy)\"\n")
  }

  @Test("the cheapest remedy is named where phones have lost trust", arguments: stories)
  func named(_ story: RemedyStory) throws {
    let ran = try damaged(story)
    #expect(ran.measured(0) == [10])
    #expect(ran.measured(1) == [1], "\(ran.atEnd.map(\.remedies))")
    #expect(ran.word(ofGroup: "Default") == (story.remedy == "by hand" ? .stranded : .locked))
  }

  @Test("acted as steps it saves the phones", arguments: stories.filter { $0.cure != nil })
  func saves(_ story: RemedyStory) throws {
    let ran = try Ran(
      story.head + "## Implementation\n" + story.damage + (story.cure ?? "")
        + "\n+1h Switch: power-cycle phones\n+1h Manual: look on\n"
        + "expect phones trusting = all\nexpect remedy = \"none needed\"\n")
    #expect(ran.measured(0) == [10])
    #expect(ran.measured(1) == [1])
  }

  @Test(
    "without it nothing saves them, however often they boot",
    arguments: stories.filter { $0.remedy != "power on" })
  func neededAtAll(_ story: RemedyStory) throws {
    let ran = try Ran(
      story.head + "## Implementation\n" + story.damage
        + "Switch: power-cycle phones\n+1h Switch: power-cycle phones\n+1h Manual: look on\n"
        + "expect phones lost-trust = all\n")
    #expect(ran.measured(0) == [10])
  }
}
