/// The storm that the peers run too, beside itself without computed departures.
struct PeerBench {
  static func run() -> [BenchFigure] {
    [figure(phones: 100_000, runs: 5), figure(phones: 1_000_000, runs: 5)]
  }

  private static func figure(phones: Int, runs: Int) -> BenchFigure {
    var computed: [Double] = []
    var byEvents: [Double] = []
    for _ in 0..<runs {
      let one = PeerStorm.run(phones: phones, mode: .computed)
      let other = PeerStorm.run(phones: phones, mode: .events)
      precondition(one.checksum == other.checksum, "the two storms have different trajectories")
      computed.append(one.seconds)
      byEvents.append(other.seconds)
    }
    return BenchFigure(
      name: "storm of Tests/Peers, \(phones) phones, departures computed", runs: computed,
      unit: "s", baselineName: "event by event", baselineRuns: byEvents)
  }
}
