import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// Services and whole nodes: restart, stop, start, shutdown.
extension World {
  mutating func carryOut(_ verb: ServiceVerb, _ service: Service, on node: NodeID)
    throws(UnreachableTransition) -> Prompt
  {
    guard serverSide.servers[node].has(service) else {
      return .refused(.notActivatedHere(service))
    }
    let isRunning = serverSide.servers[node].services[service]?.isRunning == true
    let duration = restartDuration(of: service, on: node)
    switch verb {
    case .restart:
      try stopService(service, on: node, until: agenda.now + duration)
      return .at(agenda.now + duration)
    case .stop:
      guard isRunning else { return .now }
      try stopService(service, on: node, until: nil)
      return .now
    case .start:
      guard !isRunning else { return .now }
      serverSide.servers[node].services[service] = .away(until: agenda.now + duration)
      schedule(.serviceStarts(service, node), at: agenda.now + duration)
      serversChanged()
      return .at(agenda.now + duration)
    }
  }

  mutating func restartSystem(_ node: NodeID) throws(UnreachableTransition) -> Prompt {
    let until = agenda.now + premises.times.duration(.reboot)
    try nodeGoes(node, until: until)
    return .at(until)
  }

  mutating func restartService(_ service: Service, on nodes: [NodeID]) throws(UnreachableTransition)
    -> Prompt
  {
    let missing = nodes.filter { !serverSide.servers[$0].has(service) }
    guard missing.isEmpty else {
      return .refused(
        .notActivated(service, on: missing.map { premises.scenario.estate[$0].name }))
    }
    var last = agenda.now
    for node in nodes where serverSide.servers[node].power.isRunning {
      if case .at(let end) = try carryOut(.restart, service, on: node) {
        last = max(last, end)
      }
    }
    return .at(last)
  }
}
