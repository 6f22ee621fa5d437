import ClusterModel
import ClusterSimulation
import ScenarioLanguage
import ScenarioSearch
import SimulationTrace
import TestSupport
import Testing
import TrustRules
import TrustVerdicts

private struct OneFile: FileReading {
  var text: String
  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    SourceText(name: path, bytes: Array(text.utf8))
  }
}

private struct Unreadable: Error, CustomStringConvertible { var description: String }

func scenario(_ text: String) throws -> Scenario {
  let outcome = readScenario("test.mop", with: OneFile(text: text))
  guard let scenario = outcome.scenario else {
    throw Unreadable(description: outcome.rendered(color: false))
  }
  return scenario
}

@Suite("A run and those of the other interpretations")
struct AssessTests {
  private static let head = """
    mop 1
    starts 2026-01-10 21:45
    seed 3
    ASSUMED
    cluster hq  release RELEASE  mode MODE
      node pub  publisher tftp callmanager
      node sub1  tftp callmanager
      group Default = sub1 pub
      site campus  option150 pub sub1
      phones 40  model 8861  group Default  site campus

    """

  private func text(
    _ steps: String, release: String = "11.5(1)", mode: String = "non-secure",
    assume: String = "title A renewal"
  ) -> String {
    Self.head.replacing("RELEASE", with: release).replacing("MODE", with: mode)
      .replacing("ASSUMED", with: assume) + "## Implementation\n" + steps
  }

  /// The evening that turns on when TFTP takes a new certificate into use.
  private let renewal = """
    22:00 pub> set cert regen CallManager
    +6m pub> set cert regen TVS
    +0s sub1> set cert regen TVS
    +1m GUI: restart service Cisco Trust Verification Service on pub sub1
    +5m GUI: restart service Cisco Tftp on pub sub1
    +1m Switch: power-cycle phones
    +1h Note: look on
    expect phones lost-trust = 0

    """

  private func same(_ one: RunResult, _ other: RunResult) {
    #expect(one.trace.digest == other.trace.digest)
    #expect(one.others.map(\.offDefault) == other.others.map(\.offDefault))
    #expect(one.others.map(\.traceDigest) == other.others.map(\.traceDigest))
    #expect(one.others.map(\.outcome) == other.others.map(\.outcome))
    #expect(one.assessment == other.assessment)
  }

  @Test("the result does not depend on how many run at a time", arguments: [2, 3, 8, 100])
  func workers(_ workers: Int) throws {
    for (release, mode) in [("11.5(1)", "non-secure"), ("12.5(1)", "mixed"), ("14", "mixed")] {
      let plan = try scenario(text(renewal, release: release, mode: mode))
      same(try assess(plan, workers: .one), try assess(plan, workers: .threads(workers)))
    }
  }

  @Test("every rule that took part is off its default in a class, those with fewest rules first")
  func eachThatTookPart() throws {
    let result = try assess(
      scenario(text(renewal, release: "12.5(1)", mode: "mixed")), workers: .threads(2))
    let alone = result.others.map(\.offDefault.rules).filter { $0.count == 1 }
    for rule in result.trace.tookPart.rules { #expect(alone.contains([rule])) }
    #expect(!alone.isEmpty)
    let counts = result.others.map { $0.offDefault.rules.count }
    #expect(counts == counts.sorted())
    #expect(Set(result.others.map(\.offDefault)).count == result.others.count, "one run a class")
    let coverage = result.assessment.coverage
    #expect(coverage.classes == result.others.count + 1)
    #expect(coverage.notExamined == 0)
    #expect(Set(coverage.rules).isSuperset(of: result.trace.tookPart.rules))
    for other in result.others {
      #expect(Set(other.offDefault.rules).isSubset(of: coverage.rules))
    }
  }

  @Test("a rule that the scenario settles is read as it says and in no class otherwise")
  func settled() throws {
    let rule = UndecidedRules(.certificateTakesEffect)
    let free = try assess(scenario(text(renewal)), workers: .threads(2))
    #expect(free.others.contains { $0.offDefault == rule })
    let restart = try assess(
      scenario(text(renewal, assume: "assume certificate-takes-effect restart")),
      workers: .threads(2))
    #expect(!restart.others.contains { $0.offDefault.contains(rule) })
    #expect(!restart.assessment.coverage.rules.contains(.certificateTakesEffect))
    let other = try free.alone(rule, text(renewal))
    #expect(restart.trace.entries == other.trace.entries)
  }

  @Test("a class is a whole run of its own, under the law of its rules off their default")
  func classIsARun() throws {
    let result = try assess(scenario(text(renewal)), workers: .threads(2))
    #expect(!result.others.isEmpty)
    for other in result.others {
      let alone = try result.alone(other.offDefault, text(renewal))
      #expect(other.traceDigest == alone.trace.digest)
      #expect(other.outcome.outcomes == judge(alone.trace, of: alone.scenario))
    }
  }

  @Test("preflight finds what the plan does before it is done")
  func preflights() throws {
    let lost = """
      22:00 Switch: power off phones
      +1m pub> set cert regen CallManager
      +6m pub> set cert regen TVS
      +0s sub1> set cert regen TVS
      +1m GUI: restart service Cisco Trust Verification Service on pub sub1
      +1m Switch: power on phones
      +1h Note: look on

      """
    let (findings, _) = try preflight(
      scenario(
        text(
          lost + """
            GUI: restart service Cisco Tftp on pub sub1
            Switch: power-cycle phones
            +1h Note: look on

            """, release: "9.1(2)")))
    #expect(
      findings.contains { $0.kind == .anchorsInOneWindow && $0.losesPhones && $0.count == 40 })
    let (harmless, _) = try preflight(scenario(text("22:00 GUI: reset phones\n")))
    #expect(!harmless.contains { $0.losesPhones })
  }
}

extension RunResult {
  /// The same scenario, run by itself with these rules off their default.
  fileprivate func alone(_ rules: UndecidedRules, _ text: String) throws -> (
    scenario: Scenario, trace: Trace
  ) {
    let plan = try scenario(text)
    var law = Law(of: plan)
    law.alternatives.formSymmetricDifference(rules)
    var world = World(plan, law: law, times: TimeConstants(of: plan))
    return (plan, try world.run())
  }
}
