import ClusterModel
import SimulationTrace
import Testing
import TrustRules
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
    #expect(causes(of: .trust, in: run.trace).isEmpty)
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
    let causes = causes(of: .trust, in: run.trace)
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
    #expect(causes(of: .trust, in: run.trace).map(\.moment) == [.step(3)])
  }

  @Test("Several losses add up to the phones lost at the end, the first one first")
  func several() {
    var run = SmallTrace()
    run.census(.start, lost: [5, 0, 0])
    run.census(.step(1), lost: [5, 80, 0])
    run.census(.step(2), lost: [100, 30, 10])
    run.census(.end, lost: [100, 40, 10])
    let causes = causes(of: .trust, in: run.trace)
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
    #expect(causes(of: .trust, in: run.trace).map(\.moment) == [.after(step: 1)])
  }

  @Test("Lost from the start on")
  func fromTheStart() {
    var run = SmallTrace()
    run.census(.start, lost: [10])
    run.census(.end, lost: [10])
    #expect(causes(of: .trust, in: run.trace).map(\.moment) == [.start])
  }

  // MARK: Service and files

  @Test("Out of service is a loss of its own: the step, what the server that answers says, whom")
  func service() throws {
    var run = SmallTrace()
    let silent = RegistrationObstacle(.noAnswer, at: NodeID(0))
    let stranger = RegistrationObstacle(.notInCTL, at: NodeID(1))
    run.census(.start, outOfService: [0, 0], by: [])
    run.add(.stepBegan(1, late: nil), .stepDone(1))
    run.census(.step(1), outOfService: [10, 0], by: [silent, stranger])
    run.census(.end, outOfService: [10, 0], by: [silent, stranger])
    let found = causes(of: .service, in: run.trace)
    let cause = try #require(found.first)
    #expect(found.count == 1)
    #expect(cause.loss == .service)
    #expect(cause.moment == .step(1))
    #expect(cause.count == 10)
    #expect(cause.cohorts == [0])
    // The one that does not answer is tried first, and tells less.
    #expect(cause.obstacles == [CauseOfLoss.Obstacle(obstacle: stranger, count: 10)])
    #expect(cause.before?.count == 100)
    #expect(cause.reasons.isEmpty)
    #expect(causes(of: .trust, in: run.trace).isEmpty)
    #expect(causes(of: .files, in: run.trace).isEmpty)
  }

  @Test("Phones that register again before the end are no loss, however long they were away")
  func serviceRegained() {
    var run = SmallTrace()
    let silent = RegistrationObstacle(.noAnswer, at: NodeID(0))
    run.census(.start, outOfService: [0], by: [])
    run.census(.step(1), outOfService: [100], by: [silent])
    run.census(.end, outOfService: [0], by: [])
    #expect(causes(of: .service, in: run.trace).isEmpty)
  }

  @Test("Phones that no TFTP server answers are counted as that, and not as out of service")
  func files() throws {
    var run = SmallTrace()
    let silent = RegistrationObstacle(.noAnswer, at: NodeID(0))
    run.census(.start, outOfService: [0], by: [])
    run.census(.step(1), outOfService: [40], as: .unserved, by: [silent])
    run.census(.end, outOfService: [40], as: .unserved, by: [silent])
    let cause = try #require(causes(of: .files, in: run.trace).first)
    #expect(cause.loss == .files)
    #expect(cause.count == 40)
    #expect(cause.moment == .step(1))
    #expect(causes(of: .service, in: run.trace).isEmpty)
    #expect(causes(of: .trust, in: run.trace).isEmpty)
  }

  @Test("A phone that refuses a file is told by that, though it cannot register either")
  func trustFirst() {
    var run = SmallTrace()
    let refused = RegistrationObstacle(.configurationRefused)
    run.census(.start, outOfService: [0], by: [])
    run.census(.end, outOfService: [7], as: .locked, by: [refused])
    #expect(causes(of: .trust, in: run.trace).map(\.count) == [7])
    #expect(causes(of: .service, in: run.trace).isEmpty)
  }

  @Test("Of several servers the first that answers says why; if none does, the first of all")
  func telling() {
    let one = RegistrationObstacle(.noAnswer, at: NodeID(0))
    let two = RegistrationObstacle(.noAnswer, at: NodeID(1))
    let three = RegistrationObstacle(.mixedModeOff, at: NodeID(2))
    let four = RegistrationObstacle(.notInCTL, at: NodeID(3))
    #expect([one, two, three, four].telling == three)
    #expect([one, two].telling == one)
    #expect([RegistrationObstacle]().telling == nil)
  }
}
