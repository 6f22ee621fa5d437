import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// What a plan leaves undone: restarts that a new certificate wants, a CTL that was not updated.
extension World {
  /// Publishers whose ITLRecovery.p12 was not fetched since the security password is what it is.
  func unsavedKeys() -> [PreflightFinding] {
    let publishers = serverSide.servers.clusters.indices.map(ClusterID.init).compactMap { cluster in
      serverSide.servers[cluster].lacksSavedRecoveryKey
        ? serverSide.servers.publisher(of: cluster) : nil
    }
    guard !publishers.isEmpty else { return [] }
    return [.recoveryKeyNotSaved(of: publishers)]
  }

  /// Services that a certificate change after a preflight wants restarted and no later step did,
  /// and services that run on something old since then for another reason.
  ///
  /// - Parameter start: the servers at that preflight, which named what was old already.
  func forgottenRestarts(since entry: Int, from start: Servers) -> [PreflightFinding] {
    let log = ChangeLog(recording.trace.entries[(entry + 1)...])
    var forgotten: [(node: NodeID, step: Int?, services: [Service])] = []
    var withoutCTL: [PreflightFinding] = []
    for change in log.changes {
      let cluster = serverSide.servers[serverSide.servers[change.node].cluster]
      for (node, services) in wanted(after: change, cluster.release) {
        let late = services.filter { service in
          serverSide.servers[node].serves(service)
            && !log.started(service, on: node, after: change.place)
        }
        if !late.isEmpty { forgotten.append((node, change.step, late)) }
      }
      if cluster.isMixedMode, updatesCTLFirst(after: change.unit),
        !log.wroteCTL(of: serverSide.servers[change.node].cluster, after: change.place)
      {
        withoutCTL.append(.ctlNotUpdated(after: change.node, step: change.step))
      }
    }
    for node in serverSide.servers.nodes.indices.map(NodeID.init) {
      let known = start.staleServices(on: node)
      let stale = serverSide.servers.staleServices(on: node).filter { !known.contains($0) }
      if !stale.isEmpty { forgotten.append((node, nil, stale)) }
    }
    return joined(forgotten) + withoutCTL
  }

  /// Where which services want a restart after a certificate change.
  ///
  /// TFTP everywhere, since every ITL may list the certificate; the others where it changed.
  private func wanted(after change: ChangeLog.Change, _ release: ReleaseName) -> [(
    NodeID, [Service]
  )] {
    let services = servicesToRestart(after: change.unit, release)
    let isUsed = !change.unit.onlyPublisherMatters || serverSide.servers[change.node].isPublisher
    guard isUsed else { return [] }
    return serverSide.servers.nodes(of: serverSide.servers[change.node].cluster).map { node in
      (node, services.filter { node == change.node || $0 == .tftp })
    }
  }

  /// One finding for nodes that want the same, the services in the order of the list.
  private func joined(_ forgotten: [(node: NodeID, step: Int?, services: [Service])])
    -> [PreflightFinding]
  {
    var perNode: [NodeID: (step: Int?, services: Set<Service>)] = [:]
    for entry in forgotten {
      var known = perNode[entry.node] ?? (entry.step, [])
      known.step = known.step ?? entry.step
      known.services.formUnion(entry.services)
      perNode[entry.node] = known
    }
    var restarts: [(services: [Service], nodes: [NodeID], step: Int?)] = []
    for node in serverSide.servers.nodes.indices.map(NodeID.init) {
      guard let entry = perNode[node] else { continue }
      let services = Service.allCases.filter(entry.services.contains)
      if let place = restarts.firstIndex(where: {
        $0.services == services && $0.step == entry.step
      }) {
        restarts[place].nodes.append(node)
      } else {
        restarts.append((services, [node], entry.step))
      }
    }
    return restarts.map { .forgottenRestart(of: $0.services, on: $0.nodes, step: $0.step) }
  }
}

/// What the trace says about certificates that were renewed one by one, and about starts since.
private struct ChangeLog {
  struct Change {
    var node: NodeID
    var unit: CertificateUnit
    var step: Int?
    /// Place among the entries.
    var place: Int
  }

  /// A unit of a node.
  private struct Slot: Hashable {
    var node: NodeID
    var unit: CertificateUnit
  }

  /// A service of a node; nil: the whole node.
  private struct Started: Hashable {
    var node: NodeID
    var service: Service?
  }

  /// The last change of each unit of each node, in order.
  private(set) var changes: [Change] = []
  /// The places of the last start of each, and of the last writing.
  private var starts: [Started: Int] = [:]
  private var writings: [ClusterID: Int] = [:]

  init(_ entries: ArraySlice<Trace.Entry>) {
    var step: Int?
    var last: [Slot: Int] = [:]
    var all: [Change] = []
    for (place, entry) in entries.enumerated() {
      switch entry.event {
      case .stepBegan(let number, _): step = number
      case .certificateChanged(let node, let unit, _, _, .regenerate):
        last[Slot(node: node, unit: unit)] = place
        all.append(Change(node: node, unit: unit, step: step, place: place))
      case .serviceStarted(let node, let service):
        starts[Started(node: node, service: service)] = place
      case .nodeUp(let node): starts[Started(node: node, service: nil)] = place
      case .ctlWritten(let cluster, _): writings[cluster] = place
      default: break
      }
    }
    changes = all.filter { last[Slot(node: $0.node, unit: $0.unit)] == $0.place }
  }

  /// Whether a service, or its whole node, was started after that place.
  func started(_ service: Service, on node: NodeID, after place: Int) -> Bool {
    [service, nil].contains { starts[Started(node: node, service: $0)].map { $0 > place } ?? false }
  }

  func wroteCTL(of cluster: ClusterID, after place: Int) -> Bool {
    writings[cluster].map { $0 > place } ?? false
  }
}
