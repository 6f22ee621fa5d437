package import ClusterModel
package import TrustRules

/// Nodes that come back, and the servers once all have that will by themselves.
extension Servers {
  /// Starts everything on a node that was away.
  package mutating func boot(_ node: NodeID, _ law: inout Deliberation) {
    self[node].power = .running
    finishWork(on: node, &law)
    if self[node].replication.isRunning { _ = catchUp(node) }
    startServices(of: node, &law)
  }

  /// The servers as they will be once everything that returns by itself has returned.
  package func settled(_ law: inout Deliberation) -> Servers {
    var servers = self
    for site in servers.sites.indices {
      if case .away(until: .some) = servers.sites[site].link {
        servers.sites[site].link = .running
      }
    }
    let returning = servers.nodes.indices.map(NodeID.init).filter {
      if case .away(until: .some) = servers[$0].power { true } else { false }
    }
    // Power first: nodes that return together catch up with each other.
    for node in returning { servers[node].power = .running }
    for node in returning { servers.finishWork(on: node, &law) }
    for node in returning where servers[node].replication.isRunning {
      _ = servers.catchUp(node)
    }
    for node in returning { servers.boot(node, &law) }
    for node in servers.nodes.indices.map(NodeID.init) where servers[node].power.isRunning {
      for service in Service.allCases {
        if case .away(until: .some) = servers[node].services[service] ?? .absent {
          servers.start(service, on: node, &law)
        }
      }
    }
    return servers
  }
}
