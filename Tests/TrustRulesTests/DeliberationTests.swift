import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct DeliberationTests {
  @Test("An undecided rule takes part only where its readings differ")
  func tookPart() {
    var law = Deliberation(Law())
    let same = law.choose(.tvsRoles, standard: 1, alternative: 1)
    #expect(same == 1)
    #expect(law.tookPart.rules.isEmpty)
    let standard = law.choose(.tvsRoles, standard: 1, alternative: 2)
    #expect(standard == 1)
    #expect(law.tookPart.rules == [.tvsRoles])
  }

  @Test("Flipping a rule reads it the other way, flipping it again as before")
  func flipping() {
    let flipped = Law().flipping(.tvsRoles)
    var law = Deliberation(flipped)
    let alternative = law.choose(.tvsRoles, standard: 1, alternative: 2)
    #expect(alternative == 2)
    #expect(law.tookPart.rules == [.tvsRoles], "it takes part under either reading")
    let other = law.choose(.tvsNegative, standard: 1, alternative: 2)
    #expect(other == 1, "no other rule is flipped")
    #expect(flipped.flipping(.tvsRoles) == Law())
  }

  @Test(
    "Reversing an undecided rule toggles it, whichever way it is read",
    arguments: [true, false])
  func reversedUndecided(_ isAlternative: Bool) {
    var base = isAlternative ? Law().flipping(.tvsRoles) : Law()
    base.reversed = .tvsRoles
    var law = Deliberation(base)
    let read = law.choose(.tvsRoles, standard: 1, alternative: 2)
    #expect(read == (isAlternative ? 1 : 2))
  }

  @Test("Reversing a decided rule turns its finding round, and no other's")
  func reversed() {
    var law = Deliberation(.reversing(.ctlOnly))
    let findings = [law.find(.ctlOnly, true), law.find(.ctlOnly, false), law.find(.sameList, true)]
    #expect(findings == [false, true, true])
    let applied = [
      law.apply(.ctlOnly, 1, without: 2), law.apply(.sameList, 1, without: 2),
    ]
    #expect(applied == [2, 1])
  }

  @Test("Rules that spoke are told once each, in order, whatever they said")
  func rulings() {
    var law = Deliberation(Law())
    _ = law.find(.sameList, false)
    _ = law.apply(.ctlOnly, 1, without: 2)
    _ = law.find(.sameList, true)
    law.speak(.askTVS)
    #expect(law.rulings == [.sameList, .ctlOnly, .askTVS])
  }

  @Test(
    "A scenario settles what it assumes, also if that is the default; the last line wins",
    arguments: [
      ([("tvs-roles", "by-unit")], [UndecidedRule.tvsRoles], []),
      ([("tvs-roles", "all-certificates")], [.tvsRoles], [UndecidedRule.tvsRoles]),
      (
        [("tvs-roles", "all-certificates"), ("tvs-roles", "by-unit")], [.tvsRoles],
        []
      ),
      (
        [("tvs-negative", "next"), ("tvs-runs", "every-node")], [.tvsRuns, .tvsNegative],
        [.tvsRuns, .tvsNegative]
      ),
      ([("replication", "30s")], [], []),
    ] as [([(String, String)], [UndecidedRule], [UndecidedRule])])
  func settled(
    _ lines: [(String, String)], settled: [UndecidedRule], alternatives: [UndecidedRule]
  ) {
    var scenario = Scenario()
    scenario.assumptions = lines.map {
      Assumption(name: $0.0, value: $0.1, location: .nowhere)
    }
    let law = Law(of: scenario)
    #expect(law.settled.rules == settled)
    #expect(law.alternatives.rules == alternatives)
    #expect(law.reversed == nil)
  }

  @Test("Defects are told in the order of the catalogue; unknown ones are left to the reader")
  func defects() {
    var scenario = Scenario()
    scenario.defects = ["CSCts01319", "CSCtn50405", "CSCzz00000"]
    #expect(Law(of: scenario).defects == [.csctn50405, .cscts01319])
  }
}
