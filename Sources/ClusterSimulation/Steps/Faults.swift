import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// What goes wrong by itself.
extension World {
  mutating func act(_ fault: Fault) throws(UnreachableTransition) -> Prompt {
    switch fault {
    case .nodeDown(let node, let duration):
      try nodeGoes(node, until: agenda.now + duration, by: .silent)
    case .serviceStopped(let service, let node, let duration):
      guard serverSide.servers[node].has(service) else {
        return .refused(.notActivatedHere(service))
      }
      let state = serverSide.servers[node].services[service] ?? .running
      try stopService(service, on: node, until: state.later(duration.map { agenda.now + $0 }))
    case .siteCut(let site, let duration):
      let end = serverSide.servers[site].link.later(agenda.now + duration) ?? agenda.now + duration
      serverSide.servers[site].link = .away(until: end)
      record(.linkChanged(site, isUp: false))
      schedule(.linkReturns(site), at: end)
      serversChanged()
      try loseRegistrations(of: site)
    case .replicationStopped(let node, let duration):
      stopReplication(of: node, until: duration.map { agenda.now + $0 })
    case .slowTFTP(let node, let factor):
      serverSide.servers[node].tftpSlowness = factor
      let rate = premises.times.number(.tftpRate)
      serverSide.fileStations[node.index].setService(
        Duration(microseconds: 1_000_000 * Int64(min(factor, 1_000_000)) / rate), at: agenda.now)
      record(.tftpSlowness(node, factor: factor))
      serversChanged()
    }
    return .now
  }

  mutating func stopReplication(of node: NodeID, until end: Instant?) {
    let until = serverSide.servers[node].replication.later(end)
    serverSide.servers[node].replication = .away(until: until)
    record(.replicationChanged(node, isRunning: false))
    if let until { schedule(.replicationResumes(node), at: until) }
    serversChanged()
  }
}
