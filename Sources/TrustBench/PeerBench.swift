/// The storm that the peers run too, beside itself without computed departures.
package struct PeerBench {
  /// What it measures with.
  private let surroundings: BenchSurroundings

  /// Keeps what it measures with.
  package init(_ surroundings: BenchSurroundings) { self.surroundings = surroundings }

  /// A hundred thousand phones and a million, five runs each.
  package func run() -> [BenchFigure] {
    [figure(phones: 100_000, runs: 5), figure(phones: 1_000_000, runs: 5)]
  }

  private func figure(phones: Int, runs: Int) -> BenchFigure {
    var computed: [Double] = []
    var byEvents: [Double] = []
    for _ in 0..<runs {
      let one = PeerStorm.run(phones: phones, mode: .computed, surroundings)
      let other = PeerStorm.run(phones: phones, mode: .events, surroundings)
      precondition(one.checksum == other.checksum, "the two storms have different trajectories")
      computed.append(one.seconds)
      byEvents.append(other.seconds)
    }
    return BenchFigure(
      name: "storm of Tests/Peers, \(phones) phones, departures computed", runs: computed,
      unit: "s", baselineName: "event by event", baselineRuns: byEvents)
  }
}
