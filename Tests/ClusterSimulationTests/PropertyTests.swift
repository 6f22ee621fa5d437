import ClusterModel
import ClusterSimulation
import Foundation
import SimulationTrace
import TestSupport
import Testing
import TrustRules
import VirtualTime

@Suite("Whatever the runbook")
struct PropertyTests {
  static let seeds = Array(1...120)

  /// The scenarios of the repository with at most 20 phones a line, for time's sake; those that
  /// need another file, or that this version refuses, are left out.
  private static func houseScenarios() -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Scenarios")
    let names = FileManager.default.enumerator(atPath: root.path())?.compactMap { $0 as? String }
    return (names ?? []).filter { $0.hasSuffix(".mop") }.sorted().compactMap {
      guard let text = try? String(contentsOf: root.appending(path: $0), encoding: .utf8)
      else { return nil }
      let small = text.split(separator: "\n", omittingEmptySubsequences: false)
        .map(fewerPhones).joined(separator: "\n")
      return (try? scenario(small)) == nil ? nil : small
    }
  }

  private static func fewerPhones(_ line: Substring) -> String {
    let words = line.split(separator: " ")
    guard words.count > 1, words[0] == "phones", let count = Int(words[1]), count > 20 else {
      return String(line)
    }
    return "  phones 20 " + words.dropFirst(2).joined(separator: " ")
  }

  @Test("there are scenarios of the house to try")
  func house() { #expect(!Self.houseScenarios().isEmpty) }

  @Test("a valid scenario runs to its end and says the same twice", arguments: seeds)
  func runs(_ seed: Int) throws {
    var random = RandomRunbook(seed: seed)
    try expectOf(random.head() + random.anyLines(14)) { text in
      let first = try Ran(text)
      let second = try Ran(text)
      if first.trace.digest != second.trace.digest { return "says something else" }
      // Time stands still at the end of what the runbook and the phones do, not years later.
      if first.trace.ends - first.scenario.starts >= .days(9) { return "ends too late" }
      for census in first.trace.censuses {
        let counted = census.rows.reduce(0) { $0 + $1.count }
        if counted != first.trace.phoneCount { return "a census counts \(counted) phones" }
      }
      return nil
    }
  }

  @Test(
    "what a run found out about phones is what is found out afresh at its end", arguments: seeds)
  func known(_ seed: Int) throws {
    var runbook = RandomRunbook(seed: seed)
    var move = RandomMove(seed: seed)
    // Recoveries are asked for on the way, so that something is known.
    var lines = "## Implementation\n22:00 Manual: begin\n"
    for _ in 0..<8 { lines += "+20m  \(move.act())\nexpect always phones locked = 0\n" }
    lines += "Manual: delete ITL on phones of group Lobby\n+0s Manual: look on\n"
    for text in [runbook.head() + runbook.anyLines(10), move.head + lines] {
      try expectOf(text) { text in
        var kept = try Ran(text).world
        for phone in 0..<kept.trace.phoneCount {
          let known = kept.state(ofPhone: phone)
          var fresh = kept
          fresh.forgetWhatIsSettled()
          if fresh.state(ofPhone: phone) != known { return "phone \(phone) is another afresh" }
        }
        return nil
      }
    }
  }

  /// Rules that took no part in a run cannot change it: that is why they are not flipped.
  ///
  /// The number of anchors in a census is left out: rules on which it alone turns take part where
  /// an expectation measures it, and only there.
  @Test("a rule that took no part changes nothing when it is flipped", arguments: seeds)
  func flips(_ seed: Int) throws {
    var random = RandomRunbook(seed: seed)
    let text = random.head() + random.anyLines(8)
    try expectOf(text) { try Self.changeUnderIdleFlips(scenario($0)) }
  }

  @Test("nor in any scenario of the house", arguments: Self.houseScenarios())
  func flipsOfTheHouse(_ text: String) throws {
    try expectOf(text) { try Self.changeUnderIdleFlips(scenario($0)) }
  }

  private static func changeUnderIdleFlips(_ scenario: Scenario) throws -> String? {
    let run = try Ran(scenario)
    let standard = run.trace.entries.map(\.withoutAnchors)
    for rule in UndecidedRule.allCases
    where !run.trace.tookPart.contains(UndecidedRules(rule)) {
      let other = try Ran(scenario, law: Law(of: scenario).flipping(rule))
      let flipped = other.trace.entries.map(\.withoutAnchors)
      if let (before, after) = zip(standard, flipped).first(where: { $0 != $1 }) {
        return "\(rule.rawValue): \(before.line)\n\(after.line)"
      }
      if standard.count != flipped.count || run.trace.outages != other.trace.outages
        || run.trace.ends != other.trace.ends
      {
        return "\(rule.rawValue): another length, outage or end"
      }
    }
    return nil
  }

  @Test("a rule on which only a remedy turns took part where a remedy is demanded")
  func flipsOfRemedies() throws {
    let text = """
      mop 1
      starts 2026-01-10 21:45
      cluster hq  release 12.5(1)SU2  mode mixed  ctl token TokenA TokenB
        node pub  publisher tftp callmanager
        group A = pub
        site campus  option150 pub
        phones 6  model 8861  group A  site campus
      ## Implementation
      pub> set cert regen CallManager
      +7m  GUI: CTL client update with TokenB, TokenC
      +3h  pub> set cert regen ITLRecovery
      +0s  fault node pub down for 15m
      expect remedy = "own retry"

      """
    let run = try Ran(text)
    let flipped = try Ran(text, law: Law(of: run.scenario).flipping(.tvsVouchesITLRecovery))
    #expect(run.measured(0) == [1])
    #expect(flipped.measured(0) == [0])
    #expect(run.trace.tookPart.contains(UndecidedRules(.tvsVouchesITLRecovery)))
  }

  @Test("phones do not move servers", arguments: seeds)
  func phonesDoNotMoveServers(_ seed: Int) throws {
    var random = RandomRunbook(seed: seed)
    let luckBefore = random
    let steps = serverSteps(&random)
    let standard = try Ran(luckBefore.head() + steps)
    let otherLuck = try Ran(luckBefore.head(seed: 99) + steps)
    let someAway = try Ran(luckBefore.head(away: "1") + steps)
    let allOff = try Ran(
      luckBefore.head()
        + steps.replacing(
          "## Implementation\n", with: "## Implementation\nSwitch: power off phones\n"))
    #expect(standard.serverLines == otherLuck.serverLines)
    #expect(standard.serverLines == someAway.serverLines)
    #expect(
      standard.serverLines.filter { !$0.contains(" step-") }
        == allOff.serverLines.filter { !$0.contains(" step-") })
    // A TFTP restart takes longer with more phones: then the order alone is the same.
    let many = try Ran(luckBefore.head(phonesOfEach: 60) + steps)
    #expect(withoutTimes(standard.serverLines) == withoutTimes(many.serverLines))
  }

  private func serverSteps(_ random: inout RandomRunbook) -> String {
    let lines = (0..<8).map { _ in "+12m  \(random.serverAct())" }
    return "## Implementation\n22:00 Manual: begin\n" + lines.joined(separator: "\n") + "\n"
  }

  private func withoutTimes(_ lines: [String]) -> [String] {
    lines.map { String($0.drop { $0 != " " }) }
  }
}

extension Trace.Entry {
  /// The entry, with no number of anchors in a census and no finding about the last one.
  ///
  /// Rows that only this number keeps apart become one.
  fileprivate var withoutAnchors: Trace.Entry {
    var entry = self
    switch event {
    case .census(var census):
      var merged: [CensusRow] = []
      for var row in census.rows {
        row.anchors = 0
        if let place = merged.firstIndex(where: { $0.isLike(row) }) {
          merged[place].count += row.count
        } else {
          merged.append(row)
        }
      }
      census.rows = merged
      entry.event = .census(census)
    case .preflight(let findings):
      entry.event = .preflight(findings.filter { $0.kind != .oneAnchorLeft })
    default: break
    }
    return entry
  }
}

extension CensusRow {
  /// Whether two rows differ in nothing but how many phones they have, and which is the first.
  fileprivate func isLike(_ other: CensusRow) -> Bool {
    var row = self
    row.count = other.count
    row.firstPhone = other.firstPhone
    return row == other
  }
}
