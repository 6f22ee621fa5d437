import ClusterModel
import ServerActs
import SimulationTrace
import TrustRules

/// What an act on the servers would do to phones, asked without a copy of all servers each time.
extension World {
  /// Acts on the servers of one cluster, asks something of all servers as they are then, and puts
  /// back what was changed.
  ///
  /// - Parameters:
  ///   - node: the only node that the act changes; nil: it may change every node of the cluster.
  ///   - servers: no copy of them should be about, or all of them are copied.
  private mutating func tried<Answer>(
    on cluster: ClusterID, only node: NodeID? = nil, _ servers: inout Servers,
    _ act: (inout Servers, inout Deliberation) -> Void, _ ask: (inout World, Servers) -> Answer
  ) -> Answer {
    let part = servers.part(cluster, only: node)
    var law = Deliberation(self.premises.law)
    act(&servers, &law)
    note(law)
    let answer = ask(&self, servers)
    servers.putBack(part)
    recoveries.nodesActedOn += part.nodeCount
    return answer
  }

  /// Asks of the servers once TVS and TFTP of a cluster were restarted, as after any renewal.
  mutating func afterRestarts<Answer>(
    of cluster: ClusterID, _ servers: inout Servers, _ ask: (inout World, Servers) -> Answer
  ) -> Answer {
    tried(
      on: cluster, &servers,
      { servers, law in
        servers.restartAll(.tvs, in: cluster, &law)
        servers.restartAll(.tftp, in: cluster, &law)
      }, ask)
  }

  /// Asks of the servers once a certificate of the publisher was renewed and a reset list spread.
  mutating func afterReset<Answer>(
    behind unit: CertificateUnit, on publisher: NodeID, _ servers: inout Servers,
    _ ask: (inout World, Servers) -> Answer
  ) -> Answer {
    let cluster = servers[publisher].cluster
    return tried(
      on: cluster, &servers,
      { [now = agenda.now] servers, law in
        servers.renew(unit, on: publisher, at: now, &law)
        if let reset = law.resetITL(of: cluster, servers: servers) {
          servers.spread(reset, in: cluster, &law)
        }
      }, ask)
  }

  /// Asks of the servers once a service was restarted, or a certificate renewed with all that
  /// follows it.
  mutating func afterHazard<Answer>(
    _ hazard: Rescue.Hazard.Act, on node: NodeID, _ servers: inout Servers,
    _ ask: (inout World, Servers) -> Answer
  ) -> Answer {
    let cluster = servers[node].cluster
    switch hazard {
    case .restart(let service):
      return tried(
        on: cluster, only: node, &servers, { $0.start(service, on: node, &$1) }, ask)
    case .renew(let unit):
      return tried(
        on: cluster, &servers,
        { [now = agenda.now] servers, law in
          servers.renew(unit, on: node, at: now, &law)
          if unit == .callManager, servers[node].serves(.callManager) {
            servers.start(.callManager, on: node, &law)
          }
        }, ask)
    }
  }

  /// The settled servers, to be acted on and handed back as they were with ``keep(forTrials:)``:
  /// as long as the settled servers stay the same, they are copied once.
  mutating func takeServersForTrials() -> Servers {
    if let kept = recoveries.servers, kept.epoch == settledView.epoch {
      recoveries.servers = nil
      return kept.servers
    }
    recoveries.servers = nil
    return settled()
  }

  /// Keeps servers for the next trials.
  mutating func keep(forTrials servers: Servers) {
    recoveries.servers = (settledView.epoch, servers)
  }
}
