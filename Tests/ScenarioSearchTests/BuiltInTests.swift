import ClusterModel
import ScenarioSearch
import SimulationTrace
import TestSupport
import Testing
import TrustRules
import TrustVerdicts

/// What every plan has to meet, through whole runs.
@Suite("No new loss, in service, steps done")
struct BuiltInTests {
  private static let estate = """
    mop 1
    starts 2026-01-10 21:45
    seed 3
    ASSUMED
    cluster hq  release 11.5(1)SU3  mode non-secure
      node pub  publisher tftp callmanager
      node sub1  tftp callmanager
      group Default = sub1 pub
      group Lobby = pub
      site campus  option150 pub sub1
      phones 10  model 8861  group Default  site campus
      phones 5  model 8861  group Lobby  site campus

    """

  /// Both servers are renamed at once: each phone loses trust.
  private static let renames = """
    ## Implementation
    22:00          pub>   set network hostname pub-new
    with previous  sub1>  set network hostname sub1-new
    +5m            GUI:   reset phones

    """

  private func run(_ steps: String, assume: String = "title A plan") throws -> RunResult {
    try assess(
      scenario(Self.estate.replacing("ASSUMED", with: assume) + steps), workers: .threads(2))
  }

  private func outcome(_ demand: BuiltInExpectation, _ result: RunResult) -> ExpectationOutcome? {
    result.assessment.expectations.map(\.outcome).first { $0.subject == .builtIn(demand) }
  }

  private func isMet(_ demand: BuiltInExpectation, _ result: RunResult) -> Bool {
    outcome(demand, result)?.result == .met
  }

  // MARK: No new loss

  @Test("Phones that lose trust fail a plan that expects nothing")
  func loss() throws {
    let result = try run(Self.renames)
    #expect(result.trace.worsening.trust.wereWell == 15)
    #expect(result.trace.worsening.trust.worse == 15)
    #expect(result.trace.worsening.trust.firstPhone == 0)
    #expect(!isMet(.noNewLoss, result))
    #expect(result.assessment.exitStatus == 1)
  }

  @Test("A plan that does nothing to anybody passes, also one of no steps at all")
  func harmless() throws {
    for steps in ["", "## Implementation\n22:00 GUI: reset phones\n"] {
      let result = try run(steps)
      #expect(result.assessment.verdict == .passes)
      #expect(result.trace.worsening.trust.wereWell == 15)
      #expect(result.trace.worsening.service.wereWell == 15)
    }
  }

  @Test("A phone that had lost trust before the first step is no loss of the plan")
  func lostBefore() throws {
    let expired = """
      certificate pub CallManager expires 2025-12-01
        certificate pub TVS expires 2025-12-01
        certificate sub1 CallManager expires 2025-12-01
        certificate sub1 TVS expires 2025-12-01
        phones 5  model 8861  group Lobby
      """
    let text = Self.estate.replacing("ASSUMED", with: "title A plan")
      .replacing("phones 5  model 8861  group Lobby", with: expired)
    let result = try assess(
      scenario(text + "## Implementation\n22:00 GUI: reset phones\n"), workers: .threads(2))
    let share = result.trace.worsening.trust
    #expect(share.wereWell < 15, "the estate is too healthy to show it")
    #expect(share.worse == 0)
    #expect(isMet(.noNewLoss, result))
  }

  @Test(
    "What the plan expects of the end excuses the phones that are so, and no others",
    arguments: [
      ("phones lost-trust = all", 15), ("phones lost-trust = 15", 15),
      ("phones lost-trust >= 1", 15), ("phones of group Lobby lost-trust = all", 5),
      ("phones of group Default locked = 10", 10), ("phones out-of-service >= 0", 0),
      ("phones lost-trust >= 0", 0), ("phones lost-trust <= 15", 0), ("phones trusting = 0", 0),
      ("phones of group Lobby registered >= 1%", 0), ("phones of group Lobby behind = 0", 0),
      // Not met, so nothing is stated.
      ("phones lost-trust = 14", 0), ("phones of group Lobby stranded = all", 0),
    ])
  func excused(_ condition: String, _ excused: Int) throws {
    let result = try run(Self.renames + "expect at +2h \(condition)\n")
    #expect(result.trace.worsening.trust.excused == excused)
    #expect(result.trace.worsening.trust.worse == 15 - excused)
    #expect(isMet(.noNewLoss, result) == (excused == 15))
  }

  @Test("A documented disaster passes, and the pages say that it was expected")
  func disaster() throws {
    let result = try run(
      Self.renames + "expect at +2h phones lost-trust = all\n",
      assume: "assume refused-configuration registers")
    #expect(result.assessment.exitStatus == 0)
    #expect(outcome(.noNewLoss, result)?.measurement?.value == 0)
  }

  @Test(
    "A warning, a wait, and what stands above a step excuse nobody",
    arguments: [
      Self.renames + "expect warn at +2h phones lost-trust = all\n",
      Self.renames + "wait until phones lost-trust = all within 2h\n",
      Self.renames + "expect at +2h phones lost-trust = all\n+3h GUI: reset phones\n",
      Self.renames.replacing("+5m ", with: "expect at +1h phones lost-trust = all\n+5m "),
      Self.renames + "expect always phones lost-trust >= 0\n",
    ])
  func excusesNobody(_ steps: String) throws {
    let result = try run(steps)
    #expect(result.trace.worsening.trust.excused == 0, "\(steps)")
    #expect(result.trace.worsening.trust.worse == 15)
    #expect(result.assessment.exitStatus == 1)
  }

  @Test("Excused from loss is excused from service, and from service alone as well")
  func service() throws {
    let unregistered = "assume refused-configuration unregistered"
    let bare = try run(Self.renames, assume: unregistered)
    #expect(bare.trace.worsening.service.worse == 15)
    #expect(!isMet(.inService, bare))
    for condition in ["lost-trust = all", "registered = 0", "out-of-service = all"] {
      let result = try run(
        Self.renames + "expect at +2h phones \(condition)\n", assume: unregistered)
      #expect(result.trace.worsening.service.excused == 15, "\(condition)")
      #expect(isMet(.inService, result) && isMet(.noNewLoss, result), "\(condition)")
    }
    let some = try run(
      Self.renames + "expect at +2h phones of group Lobby registered = none\n", assume: unregistered
    )
    #expect(some.trace.worsening.service.excused == 5)
    #expect(some.trace.worsening.service.worse == 10)
  }

  // MARK: In service

  @Test("A service that is left stopped puts phones out of service that trust everything")
  func stopped() throws {
    let stop = """
      ## Implementation
      22:00 pub> utils service stop Cisco CallManager

      """
    let result = try run(stop)
    #expect(result.trace.worsening.trust.worse == 0)
    // Default registers at sub1, too; Lobby knows the publisher alone.
    #expect(result.trace.worsening.service.worse == 5)
    #expect(result.trace.worsening.service.firstPhone == 10)
    #expect(!isMet(.inService, result) && isMet(.noNewLoss, result))
    let cause = try #require(causes(of: .service, in: result.trace).first)
    #expect(cause.count == 5 && cause.moment == .step(1))
    #expect(cause.obstacles.map(\.obstacle) == [RegistrationObstacle(.noAnswer, at: NodeID(0))])
    let mended = try run(stop + "+30m pub> utils service start Cisco CallManager\n")
    #expect(isMet(.inService, mended))
  }

  @Test("Phones that are switched off count, too: they are judged as if they booted now")
  func away() throws {
    let result = try run(
      """
      ## Implementation
      22:00 Switch: power off phones of group Lobby
      +5m   pub> utils service stop Cisco CallManager

      """)
    #expect(result.trace.worsening.service.worse == 5)
    let off = try run("## Implementation\n22:00 Switch: power off phones\n")
    #expect(isMet(.inService, off), "to be switched off is not to be out of service")
  }

  // MARK: Steps done

  @Test("A step that is refused fails the plan, unless it is expected to be")
  func refused() throws {
    let twice = """
      ## Implementation
      22:00 pub> set cert regen CallManager
      +1m   pub> set cert regen TVS

      """
    let result = try run(twice)
    #expect(!isMet(.stepsDone, result))
    #expect(result.assessment.exitStatus == 1)
    #expect(isMet(.stepsDone, try run(twice + "expect step 2 = refused\n")))
    #expect(!isMet(.stepsDone, try run(twice + "expect step 1 = done\n")))
    #expect(!isMet(.stepsDone, try run(twice + "expect warn step 2 = refused\n")))
  }

  @Test("Steps behind a wait that ran out are not done; those a back-out leaves out do not count")
  func skipped() throws {
    let wait = """
      ## Implementation
      22:00 pub> show itl
      wait until phones registered = 0 within 5m
      +1m   pub> show itl

      """
    let result = try run(wait)
    #expect(!isMet(.stepsDone, result))
    #expect(outcome(.stepsDone, result)?.measurement?.value == 1)
    let backedOut = """
      ## Implementation
      22:00 pub> show itl
      expect phones registered = 0  else back-out
      +1m   pub> show itl
      ## Back-out
      +1m   sub1> show itl

      """
    #expect(isMet(.stepsDone, try run(backedOut)))
  }

  @Test("What a back-out expects of its end excuses, too")
  func backOut() throws {
    let steps =
      Self.renames + """
        expect phones lost-trust = 0  else back-out
        ## Back-out
        +1m  pub> show itl
        expect phones lost-trust = all

        """
    let result = try run(steps)
    #expect(result.trace.worsening.trust.excused == 15)
    #expect(isMet(.noNewLoss, result))
    #expect(result.assessment.exitStatus == 1, "the expectation that led to the back-out failed")
  }

  // MARK: The limit

  @Test("Beyond the limit interpretations are counted, and the verdict is open")
  func limit() throws {
    let plan = try scenario(
      Self.estate.replacing("ASSUMED", with: "title A plan") + Self.renames
        + "expect at +2h phones lost-trust = all\n")
    let whole = try assess(plan, workers: .one)
    #expect(whole.assessment.coverage.notExamined == 0)
    #expect(whole.assessment.coverage.classes > 2)
    let cut = try assess(plan, workers: .one, limit: 1)
    #expect(cut.assessment.coverage.classes == 1)
    #expect(cut.assessment.coverage.notExamined > 0)
    #expect(cut.assessment.verdict == .inconclusive(dependsOn: []))
    #expect(cut.assessment.exitStatus == 2)
  }
}
