import SimulationTrace
import Testing
import TrustVerdicts
import VirtualTime

@Suite("Why phones are without trust at the end")
struct CauseOfLossTests {
  @Test("Nobody is lost at the end: there is nothing to explain, whatever was lost on the way")
  func nothingLost() {
    var run = SmallTrace()
    run.census(.start, lost: [0])
    run.census(.step(1), lost: [40])
    run.census(.end, lost: [0])
    #expect(causesOfLoss(run.trace).isEmpty)
  }

  @Test("The first census from which phones stay lost names the step")
  func step() throws {
    var run = SmallTrace()
    run.census(.start, lost: [0])
    run.add(.stepBegan(1, late: nil), .stepDone(1))
    run.census(.step(1), lost: [0])
    run.add(.stepBegan(2, late: nil), .stepDone(2))
    run.census(.step(2), lost: [60])
    run.census(.end, lost: [60])
    let causes = causesOfLoss(run.trace)
    let cause = try #require(causes.first)
    #expect(causes.count == 1)
    #expect(cause.moment == .step(2))
    #expect(cause.count == 60)
    #expect(cause.before?.word == .trusting)
    #expect(cause.before?.anchors == 2)
    #expect(cause.after.count == 60)
  }

  @Test("A loss that was made good before is not the cause of a later one")
  func regained() throws {
    var run = SmallTrace()
    run.census(.start, lost: [0])
    run.census(.step(1), lost: [60])
    run.census(.step(2), lost: [0])
    run.census(.step(3), lost: [60])
    run.census(.end, lost: [60])
    #expect(causesOfLoss(run.trace).map(\.moment) == [.step(3)])
  }

  @Test("Several losses add up to the phones lost at the end, the first one first")
  func several() {
    var run = SmallTrace()
    run.census(.start, lost: [5, 0, 0])
    run.census(.step(1), lost: [5, 80, 0])
    run.census(.step(2), lost: [100, 30, 10])
    run.census(.end, lost: [100, 40, 10])
    let causes = causesOfLoss(run.trace)
    #expect(causes.map(\.count) == [5, 30, 105, 10])
    #expect(causes.map(\.cohorts) == [[0], [1], [0, 2], [1]])
    #expect(causes.map(\.moment).first == .start)
  }

  @Test("Lost between two steps: the one before is named, without blaming it")
  func between() {
    var run = SmallTrace()
    run.census(.start, lost: [0])
    run.add(.stepBegan(1, late: nil), .stepDone(1))
    run.census(.expectation(0), lost: [10])
    run.census(.end, lost: [10])
    #expect(causesOfLoss(run.trace).map(\.moment) == [.after(step: 1)])
  }

  @Test("Lost from the start on")
  func fromTheStart() {
    var run = SmallTrace()
    run.census(.start, lost: [10])
    run.census(.end, lost: [10])
    #expect(causesOfLoss(run.trace).map(\.moment) == [.start])
  }
}
