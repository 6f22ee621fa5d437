import Dispatch
import ScenarioSearch
import Testing
import TrustBench

@Suite("What the benchmark measures") struct MeasuringTests {
  private struct Unexpected: Error {}

  /// Processes that print what is given, and without it cannot be started.
  private func surroundings(child: String? = nil) -> BenchSurroundings {
    BenchSurroundings(
      version: "1", nanoseconds: { DispatchTime.now().uptimeNanoseconds }, userSeconds: { 0 },
      residentBytes: { 1 }, peakBytes: { 2 }, forgetPeak: {},
      startAgain: { _, _ in
        guard let child else { throw Unexpected() }
        return BenchChild(output: child, secondsToFirstByte: 1, seconds: 1, peakBytes: 1)
      },
      writeTemporaryFile: { _ in throw Unexpected() }, readFile: { _, _ in throw Unexpected() },
      removeFile: { _ in }, writeAway: { _ in throw Unexpected() }, workers: { _ in .one })
  }

  @Test("A storm goes the same way with computed departures and event by event")
  func storms() {
    let computed = PeerStorm.run(phones: 500, mode: .computed, surroundings())
    let events = PeerStorm.run(phones: 500, mode: .events, surroundings())
    #expect(computed.checksum == events.checksum)
    #expect(computed.last == events.last)
    #expect(computed.events < events.events)
    #expect(computed.seconds > 0)
  }

  @Test("A window says how many events it took, and its line is read back")
  func window() throws {
    let window = try StormBench(surroundings()).window(phones: 20, nodes: 3)
    #expect(window.phones == 20)
    #expect(window.nodes == 3)
    #expect(window.events > 20)
    #expect(window.peakBytes == 2)
    #expect(window.bytesPerPhone == 0)
    let again = try #require(StormBench.Window(line: window.line))
    #expect(again.line == window.line)
    #expect(StormBench.Window(line: "20 3 100") == nil)
  }

  @Test("A process that prints no window is a problem of the benchmark's own")
  func noWindow() {
    let problem = #expect(throws: BenchProblem.self) {
      try WindowBench(surroundings(child: "")).short()
    }
    #expect(problem?.description == "a window did not come to its end")
  }

  @Test("Windows of other processes are figures, beside as many bare events")
  func windows() throws {
    let line = "1000 9 50000 2.0 4.0 \(33 << 20) abc\n"
    let figures = try WindowBench(surroundings(child: line)).short()
    #expect(figures.count == 3)
    #expect(figures[0].median == 0.025)
    #expect(figures[0].ratio == 2)
    #expect(figures[2].median == Double(1 << 20) / 1000)
  }

  @Test("What the surroundings throw is handed on")
  func handsOn() {
    #expect(throws: Unexpected.self) { try WindowBench(surroundings()).short() }
    #expect(throws: Unexpected.self) {
      try RenderingBench(surroundings()).lines(phones: 20, nodes: 3, rounds: 1)
    }
  }
}
