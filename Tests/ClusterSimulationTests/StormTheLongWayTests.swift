import ClusterModel
import ClusterSimulation
import Foundation
import ScenarioSearch
import SimulationTrace
import Testing
import TrustRules
import VirtualTime

@Suite("Departures computed at arrival are those of a storm event by event")
struct StormTheLongWayTests {
  private struct Outcome {
    /// The first difference; nil: there is none.
    var difference: String?
    var met: StormTheLongWay.Met
    var files: Int
  }

  private func play(_ plan: StormCase) throws -> Outcome {
    let scenario = try scenario(plan.text)
    var world = World(
      scenario, law: Law(of: scenario), times: TimeConstants(of: scenario))
    let start = scenario.starts + .minutes(15)
    // The publisher is the first node and serves no files.
    let sizes = try (1...plan.tftpNodes).map { node in
      let list = try #require(world.servers[NodeID(node)].published?.itl)
      return [0, Int64(list.byteCount(world.servers.certificates)), 7_652]
    }
    world.spotlight = Set(0..<UInt32(scenario.estate.phoneCount))
    let trace = try world.run()
    let names = scenario.estate.nodes.map(\.name)
    var stories: [[String]] = Array(repeating: [], count: scenario.estate.phoneCount)
    for entry in trace.spotlit {
      guard let words = words(entry.event, names) else { continue }
      stories[entry.phone].append("\((entry.time - start).microseconds) \(words)")
    }
    let other = StormTheLongWay(plan, start: start, bytes: sizes)
    other.run()
    let files = stories.joined().count { $0.contains(" from ") }
    return Outcome(difference: difference(stories, other.phones), met: other.met, files: files)
  }

  private func words(_ event: PhoneEvent, _ names: [String]) -> String? {
    switch event {
    case .stands: nil
    case .resetOrdered: "reset"
    case .booted: "boots"
    case .lostPower: "no power"
    case .gotPower: "power"
    case .judged(let file, let node, _, .accepted): "\(file) from \(names[node.index])"
    case .gaveUpServer: "next server"
    case .registered(let node, _): "registered at \(names[node.index])"
    case .judged, .asked, .nobodyToAsk, .notRegistered, .triesInVain, .lostRegistration,
      .listsDeleted:
      "\(event)"
    }
  }

  private func difference(_ stories: [[String]], _ phones: [StormTheLongWay.Phone]) -> String? {
    var earliest: (time: Int, text: String)?
    for (story, phone) in zip(stories, phones) where story != phone.story {
      let place = zip(story, phone.story).prefix { $0 == $1 }.count
      let world = place < story.count ? story[place] : "nothing"
      let longWay = place < phone.story.count ? phone.story[place] : "nothing"
      let time = [world, longWay].compactMap { Int($0.prefix { $0 != " " }) }.min() ?? 0
      if let earliest, earliest.time <= time { continue }
      earliest = (time, "phone \(phone.number), world: \(world), event by event: \(longWay)")
    }
    return earliest?.text
  }

  /// The least case with a difference that can be had by leaving things out.
  private func shrunk(_ plan: StormCase) throws -> StormCase {
    var plan = plan
    while let less = try plan.smaller.first(where: { try play($0).difference != nil }) {
      plan = less
    }
    return plan
  }

  @Test("each phone gets each file, and registers, at the same microsecond", arguments: 0..<12)
  func same(_ dozen: Int) throws {
    for seed in dozen * 25..<(dozen + 1) * 25 {
      let plan = StormCase(seed: seed)
      guard try play(plan).difference != nil else { continue }
      let least = try shrunk(plan)
      let difference = try play(least).difference ?? ""
      Issue.record("\(difference)\nseed \(seed), shrunk:\n\(least)")
      return
    }
  }

  @Test("and the cases meet everything that can happen to a request")
  func meets() throws {
    var met = StormTheLongWay.Met()
    var files = 0
    for seed in 0..<300 {
      let outcome = try play(StormCase(seed: seed))
      files += outcome.files
      met.turnedAway += outcome.met.turnedAway
      met.givenUp += outcome.met.givenUp
      met.lost += outcome.met.lost
      met.serversGivenUp += outcome.met.serversGivenUp
      met.powerLostInDownload += outcome.met.powerLostInDownload
      met.slow += outcome.met.slow
    }
    #expect(files > 5_000)
    #expect(met.turnedAway > 1_000 && met.givenUp > 1_000, "\(met)")
    #expect(met.lost > 100 && met.serversGivenUp > 100, "\(met)")
    #expect(met.powerLostInDownload > 20 && met.slow > 20, "\(met)")
  }
}
