import ClusterModel
import ClusterSimulation
import ScenarioSearch
import SimulationTrace
import Testing
import TrustRules
import VirtualTime

/// A queue that serves requests whose phones have given them up is never done: the more phones, the
/// fewer come back. Here all come back, in time and work that grow with their number and no faster.
///
/// The bounds follow from the rates. Each registration takes its node a hundredth of a second, one
/// after the other, and none comes before the quickest boot; a phone asks for a file five times at
/// most, and waits no longer than all its patience for it.
@Suite("A storm on one node takes time in proportion to its phones")
struct StormSizeTests {
  static let sizes = [3_000, 6_000, 12_000, 20_000]
  private static let registrationsPerSecond: Int64 = 100
  private static let files: Int64 = 3
  private static let tries = 5
  /// From the power cycle to the first request: an address after 20 s, and 90 s, 20 % more or less.
  private static let boot = (least: Duration.seconds(92), most: Duration.seconds(128))
  /// 5, 10, 20, 40 and again 40 s, each up to a quarter longer.
  private static let patience = Duration.milliseconds(143_750)

  private struct Storm {
    var phones: Int
    var events: Int
    var files: Int
    var givenUp: Int
    var registered: Int
    /// From the power cycle to the last registration.
    var length: Duration
  }

  private func storm(_ phones: Int) throws -> Storm {
    let scenario = try scenario(
      oneNode(phones: phones) + "## Implementation\n22:00 Switch: power-cycle phones\n"
        + "wait until phones registered = all  within 20h\n")
    var world = World(
      scenario, law: Law(of: scenario), times: TimeConstants(of: scenario))
    world.spotlight = Set(0..<UInt32(phones))
    let trace = try world.run()
    var storm = Storm(
      phones: phones, events: trace.eventCount, files: 0, givenUp: 0, registered: 0, length: .zero)
    let start = scenario.starts + .minutes(15)
    for entry in trace.spotlit {
      switch entry.event {
      case .judged: storm.files += 1
      case .gaveUpServer: storm.givenUp += 1
      case .registered:
        storm.registered += 1
        storm.length = max(storm.length, entry.time - start)
      default: break
      }
    }
    return storm
  }

  @Test("all come back, within bounds that the rates set", arguments: sizes)
  func within(_ phones: Int) throws {
    let storm = try storm(phones)
    #expect(storm.registered == phones)
    let registrations = Duration.microseconds(
      Int64(phones) * 1_000_000 / Self.registrationsPerSecond)
    #expect(storm.length >= Self.boot.least + registrations)
    #expect(storm.length <= Self.boot.most + Self.patience * Self.files + registrations)
    // The start, each file in as many tries as there are, the registration; the runbook's own few.
    #expect(storm.events >= phones * 2 + storm.files)
    #expect(storm.events <= phones * (2 + Int(Self.files) * Self.tries) + 10)
  }

  @Test("no request that was given up takes a service from one that was not")
  func served() throws {
    var before = 0
    for phones in Self.sizes {
      let storm = try storm(phones)
      // Who gives the one server up registers with what it has: in a crowd beyond what this node
      // can serve within the patience of phones, and then no fewer files are served than in less.
      #expect(storm.files + storm.givenUp * Int(Self.files) >= phones * Int(Self.files))
      #expect(storm.files >= before, "\(phones) phones")
      #expect(phones > 12_000 || storm.givenUp == 0, "\(phones) phones")
      before = storm.files
    }
  }
}
