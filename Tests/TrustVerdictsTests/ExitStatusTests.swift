import Testing
import TrustRules
import TrustVerdicts

// The testing library has an `ExitStatus`, too.
private typealias Status = TrustVerdicts.ExitStatus

@Suite("How the program ends") struct ExitStatusTests {
  @Test(
    "What a command came to has one status",
    arguments: [
      (.plan(.passes), 0), (.plan(.fails), 1), (.plan(.inconclusive(dependsOn: [])), 2),
      (.plan(.inconclusive(dependsOn: [[.tvsNegative]])), 2), (.planNotExaminedWhole, 75),
      (.draws(someFail: false), 0), (.draws(someFail: true), 1),
      (.check(losesPhones: false, mayLosePhones: false), 0),
      (.check(losesPhones: false, mayLosePhones: true), 2),
      (.check(losesPhones: true, mayLosePhones: true), 1),
      (.recovery(.notNeeded), 0), (.recovery(.incomplete), 1),
      (.recovery(.confirmed(dependsOnUndocumented: false)), 0),
      (.recovery(.confirmed(dependsOnUndocumented: true)), 2),
      (.comparison(differs: false), 0), (.comparison(differs: true), 1),
      (.bench(isFastEnough: true), 0), (.bench(isFastEnough: false), 1),
      (.inputRefused(isTooLong: true, isMissing: true), 75),
      (.inputRefused(isTooLong: false, isMissing: true), 66),
      (.inputRefused(isTooLong: false, isMissing: false), 65), (.answered, 0),
    ] as [(Status.Outcome, Int32)])
  private func outcomes(_ outcome: Status.Outcome, _ status: Int32) {
    #expect(Status(of: outcome).rawValue == status)
  }

  @Test("Of several files the worst status counts, and each status has its place")
  func worst() {
    #expect(Status.worst([]) == .passes)
    #expect(Status.worst([.passes, .inconclusive, .fails]) == .fails)
    #expect(Status.worst([.inconclusive, .passes]) == .inconclusive)
    #expect(Status.worst([.fails, .badScenario, .inputMissing]) == .inputMissing)
    #expect(Status.worst([.limitHit, .closedPipe, .defect]) == .closedPipe)
    for status in Status.allCases {
      #expect(Status.worst([.passes, status, .passes]) == status)
    }
  }

  @Test("A plan that was judged did not end early")
  func early() {
    #expect(
      Status.allCases.filter { !$0.endsEarly } == [.passes, .fails, .inconclusive])
  }
}
