import ClusterModel
import VirtualTime

// `fault …`: what breaks, and for how long.

extension Reading {
  static let faults = ["node", "service", "site", "replication", "tftp"]

  /// The fault behind the word `fault`.
  mutating func takeFault(_ cursor: inout Cursor) throws(Problem) -> Fault {
    let fault: Fault
    switch cursor.nextWord {
    case "node":
      cursor.next += 1
      let node = try node(cursor.takeName("a node's name"))
      try cursor.expect("down")
      try cursor.expect("for")
      fault = .nodeDown(node, for: try cursor.takeDuration("a length of time"))
    case "service":
      cursor.next += 1
      let service = try cursor.takeService(until: ["on", "stopped"])
      try cursor.expect("on")
      let node = try node(cursor.takeName("a node's name"))
      try cursor.expect("stopped")
      fault = .serviceStopped(service, node, for: try takeFor(&cursor))
    case "site":
      cursor.next += 1
      let site = try site(cursor.takeName("a site's name"))
      try cursor.expect("cut")
      try cursor.expect("for")
      fault = .siteCut(site, for: try cursor.takeDuration("a length of time"))
    case "replication":
      cursor.next += 1
      try cursor.expect("of")
      let node = try node(cursor.takeName("a node's name"))
      try cursor.expect("stopped")
      fault = .replicationStopped(node, for: try takeFor(&cursor))
    case "tftp":
      cursor.next += 1
      let name = try cursor.takeName("a node's name")
      let server = try node(name)
      guard scenario.estate[server].runsTFTP else {
        throw Problem(
          .noTFTP, "node \(name.text) does not run TFTP", name.start, name.end,
          expected: "a node with tftp on its line")
      }
      try cursor.expect("slow")
      let factor = try cursor.takeCount(
        "how many times slower", atLeast: 1, atMost: 1_000_000)
      fault = .slowTFTP(server, factor: factor)
    default:
      throw cursor.unexpected(
        "node N down, service S on N stopped, site S cut, replication of N stopped, or tftp N slow",
        words: Self.faults)
    }
    try cursor.expectEnd()
    return fault
  }

  private func takeFor(_ cursor: inout Cursor) throws(Problem) -> Duration? {
    cursor.accept("for") ? try cursor.takeDuration("a length of time") : nil
  }
}
