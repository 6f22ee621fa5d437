import ClusterSimulation
import Testing

private typealias Stage = PhoneBoot.Stage
private typealias Event = PhoneBoot.Event

@Suite("A phone's boot")
struct PhoneBootTests {
  /// What leads a new machine to each stage.
  private static let ways: [(Stage, [Event])] = [
    (.off, []),
    (.starting, [.powerReturned]),
    (.fetchingCTL, [.powerReturned, .started]),
    (.askingAboutCTL, [.powerReturned, .started, .signerUnknown]),
    (.fetchingITL, [.powerReturned, .started, .settledNextITL]),
    (.askingAboutITL, [.powerReturned, .started, .settledNextITL, .signerUnknown]),
    (.fetchingConfiguration, [.powerReturned, .started, .settledNextConfiguration]),
    (
      .askingAboutConfiguration,
      [.powerReturned, .started, .settledNextConfiguration, .signerUnknown]
    ),
    (.registering, [.powerReturned, .started, .settledLast]),
    (.inService, [.powerReturned, .started, .settledLast, .registered]),
    (.awaitingReset, [.powerReturned, .started, .settledLast, .registered, .resetOrdered]),
    (.unregistered, [.powerReturned, .started, .settledLast, .notRegistered]),
  ]

  /// Every pair of stage and event that can happen, power and reboots apart.
  private static let steps: [(Stage, Event, Stage, PhoneBoot.Want)] =
    [
      (.starting, .started, .fetchingCTL, .fetchCTL),
      (.starting, .settledNextCTL, .fetchingCTL, .fetchCTL),
      (.starting, .settledNextITL, .fetchingITL, .fetchITL),
      (.starting, .settledNextConfiguration, .fetchingConfiguration, .fetchConfiguration),
      (.fetchingCTL, .signerUnknown, .askingAboutCTL, .askTVS),
      (.fetchingITL, .signerUnknown, .askingAboutITL, .askTVS),
      (.fetchingConfiguration, .signerUnknown, .askingAboutConfiguration, .askTVS),
      (.askingAboutCTL, .signerUnknown, .askingAboutCTL, .askTVS),
      (.askingAboutITL, .signerUnknown, .askingAboutITL, .askTVS),
      (.askingAboutConfiguration, .signerUnknown, .askingAboutConfiguration, .askTVS),
      (.fetchingCTL, .serverGivenUp, .fetchingCTL, .fetchCTL),
      (.fetchingITL, .serverGivenUp, .fetchingCTL, .fetchCTL),
      (.fetchingConfiguration, .serverGivenUp, .fetchingCTL, .fetchCTL),
      (.registering, .registered, .inService, .nothing),
      (.registering, .notRegistered, .unregistered, .waitForRetry),
      (.registering, .registrationLost, .unregistered, .waitForRetry),
      (.inService, .resetOrdered, .awaitingReset, .nothing),
      (.inService, .registrationLost, .unregistered, .failOver),
      (.awaitingReset, .registrationLost, .unregistered, .failOver),
      (.unregistered, .retryTaken, .registering, .register),
      (.unregistered, .retryInVain, .starting, .start),
    ] + settled

  /// A judged file leads to the next, whichever that is for the model.
  private static let settled: [(Stage, Event, Stage, PhoneBoot.Want)] = [
    Stage.fetchingCTL, .askingAboutCTL, .fetchingITL, .askingAboutITL, .fetchingConfiguration,
    .askingAboutConfiguration,
  ].flatMap { (stage: Stage) -> [(Stage, Event, Stage, PhoneBoot.Want)] in
    [
      (stage, .settledNextCTL, .fetchingCTL, .fetchCTL),
      (stage, .settledNextITL, .fetchingITL, .fetchITL),
      (stage, .settledNextConfiguration, .fetchingConfiguration, .fetchConfiguration),
      (stage, .settledLast, .registering, .register),
    ]
  }

  private func machine(in stage: Stage) throws -> PhoneBoot {
    var boot = PhoneBoot()
    for event in try #require(Self.ways.first { $0.0 == stage }).1 { _ = try boot.receive(event) }
    return boot
  }

  private func expectation(_ stage: Stage, _ event: Event) -> (Stage, PhoneBoot.Want)? {
    switch (stage, event) {
    case (_, .powerLost): return (.off, .nothing)
    case (.off, .powerReturned), (_, .rebooted): return (.starting, .start)
    default:
      return Self.steps.first { $0.0 == stage && $0.1 == event }.map { ($0.2, $0.3) }
    }
  }

  @Test("every stage can be reached", arguments: PhoneBoot.Stage.allCases)
  func reached(_ stage: PhoneBoot.Stage) throws {
    #expect(try machine(in: stage).stage == stage)
  }

  @Test(
    "every event in every stage leads where the drawing says, or is unreachable",
    arguments: PhoneBoot.Stage.allCases, PhoneBoot.Event.allCases)
  func table(_ stage: PhoneBoot.Stage, _ event: PhoneBoot.Event) throws {
    var boot = try machine(in: stage)
    if let (next, want) = expectation(stage, event) {
      #expect(try boot.receive(event) == want)
      #expect(boot.stage == next)
    } else {
      let error = #expect(throws: UnreachableTransition.self) { try boot.receive(event) }
      #expect(error?.stage == stage && error?.event == event)
      #expect(boot.stage == stage, "what cannot happen moves nothing")
    }
  }
}
