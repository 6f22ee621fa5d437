import SimulationTrace
import Testing
import VirtualTime

@Suite("How many phones were registered from one instant to the next")
struct RegistrationCurveTests {
  private let start = Instant(microseconds: 0)

  private func curve(phones: Int = 1_000) -> RegistrationCurve {
    RegistrationCurve(phones: phones, count: phones, at: start)
  }

  @Test("What happens at one instant is one change, exact to the phone")
  func instant() {
    var curve = curve()
    for count in (0..<1_000).reversed() { curve.take(count, at: start + .seconds(60)) }
    #expect(curve.points.map(\.count) == [1_000, 0])
    #expect(curve.points.last?.time == start + .seconds(60))
  }

  @Test("Nowhere is the curve further off than a two-hundredth of all phones")
  func closeness() {
    var curve = curve()
    var truth: [Int] = []
    for second in 1...3_000 {
      // Down, up, and many small steps to and fro.
      let count =
        second < 1_000 ? 1_000 - second : second < 2_000 ? second - 1_000 : 1_000 - second % 4
      truth.append(count)
      curve.take(count, at: start + .seconds(Int64(second)))
    }
    var place = 0
    for (offset, count) in truth.enumerated() {
      let time = start + .seconds(Int64(offset + 1))
      while place + 1 < curve.points.count, curve.points[place + 1].time <= time { place += 1 }
      #expect(abs(curve.points[place].count - count) < curve.step)
    }
    #expect(curve.step == 5)
    #expect(curve.points.count < 450)
  }

  @Test("Ten thousand half resets: coarser, but never more points than have room")
  func many() {
    var curve = curve()
    for reset in 1...10_000 {
      curve.take(990 - reset % 7, at: start + .seconds(Int64(reset * 10)))
      curve.take(1_000, at: start + .seconds(Int64(reset * 10 + 5)))
      #expect(curve.points.count <= RegistrationCurve.limit)
    }
    #expect(!curve.points.isEmpty)
    #expect(curve.step > 5)
  }

  @Test("Where even the coarsest curve would have too many points there is none")
  func tooMany() {
    var curve = curve()
    for reset in 1...10_000 {
      curve.take(0, at: start + .seconds(Int64(reset * 10)))
      curve.take(1_000, at: start + .seconds(Int64(reset * 10 + 5)))
    }
    #expect(curve.points.isEmpty)
  }

  @Test("A curve that was not begun takes nothing")
  func none() {
    var curve = RegistrationCurve()
    curve.take(5, at: start)
    #expect(curve.points.isEmpty)
  }
}
