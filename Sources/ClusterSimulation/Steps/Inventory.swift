import ClusterModel
import ServerActs
import SimulationTrace
import TrustRules
import VirtualTime

/// Changes of the inventory: nodes, groups, names of servers, the release, trust certificates.
extension World {
  /// Takes certificates out of a trust unit; a TVS knows it after its next start.
  ///
  /// They are named by their common name, with or without `.pem`; if none is called so, by the
  /// node or eToken they belong to.
  mutating func deleteTrustCertificate(_ name: String, from store: TrustStore, on node: NodeID)
    -> Prompt
  {
    let wanted = name.hasSuffix(".pem") ? String(name.dropLast(4)) : name
    let entries = servers[node].database.trust
    let present = entries.indices.filter {
      entries[$0].store == store && entries[$0].isPresent.value
    }
    let named = present.filter {
      servers.certificates[entries[$0].certificate].commonName == wanted
    }
    let owned = present.filter {
      switch servers.certificates[entries[$0].certificate].owner {
      case .unit(_, let owner): scenario.estate[owner].name == wanted
      case .token(let token): token == wanted
      }
    }
    let found = named.isEmpty ? owned : named
    guard !found.isEmpty else {
      return .refused("There is no certificate \(name) in \(store.rawValue).", nil)
    }
    servers.removeTrust(at: found, on: node)
    spreadChanges(from: node)
    serversChanged()
    return .now
  }

  /// System > Server: only what configurations call the node; the node itself keeps its name.
  mutating func renameServer(_ node: NodeID, to name: String) -> Prompt {
    let state = servers[node]
    guard state.power != .absent else { return refuseAbsent(node) }
    let whole = state.domain.map { state.host + "." + $0 }
    let naming: ServerNaming =
      switch name {
      case state.address: .follows(.address)
      case state.host: .follows(.hostname)
      case whole: .follows(.fqdn)
      default: .written(name)
      }
    servers[node].renamedBy = naming
    let stated = scenario.estate[node].namedBy
    act { $0.nameServer(node, namedBy: stated, &$1) }
    serversChanged()
    return .now
  }

  private func refuseAbsent(_ node: NodeID) -> Prompt {
    .refused("\(scenario.estate[node].name) is not a server of this cluster.", nil)
  }

  /// Why nothing can be changed in the database of a cluster; nil: it can.
  private func refuseWithoutPublisher(_ cluster: ClusterID) -> Prompt? {
    guard let publisher = servers.publisher(of: cluster), servers[publisher].power.isRunning else {
      return .refused("The publisher does not answer: its database takes no change.", nil)
    }
    return nil
  }

  // MARK: The release

  /// The new release is installed beside the old one; then the publisher restarts into it, and
  /// once it is back all the others.
  mutating func upgrade(_ cluster: ClusterID, to release: ReleaseName)
    throws(UnreachableTransition) -> Prompt
  {
    if let refused = refuseWithoutPublisher(cluster) { return refused }
    let old = servers[cluster].release
    guard Release(old).isUpgraded(by: Release(release)) else {
      return .refused("\(release.text) is not later than \(old.text).", .upgrade)
    }
    let installed = now + times.duration(.upgrade)
    schedule(.upgradeInstalled(cluster, release), at: installed)
    let restarts: Int64 = servers.nodes(of: cluster).count > 1 ? 2 : 1
    return .at(installed + times.duration(.reboot) * restarts)
  }

  /// The publisher restarts into the release that was installed.
  mutating func startUpgraded(_ cluster: ClusterID, _ release: ReleaseName)
    throws(UnreachableTransition)
  {
    guard let publisher = servers.publisher(of: cluster) else { return }
    try restart(publisher, into: release)
  }

  /// The publisher runs the new release: all the others restart into it.
  mutating func followUpgrade(of publisher: NodeID, to release: ReleaseName)
    throws(UnreachableTransition)
  {
    for node in servers.nodes(of: servers[publisher].cluster) where node != publisher {
      try restart(node, into: release)
    }
  }

  private mutating func restart(_ node: NodeID, into release: ReleaseName)
    throws(UnreachableTransition)
  {
    guard servers[node].power != .absent, servers[node].work == nil else { return }
    let until = now + times.duration(.reboot)
    servers[node].work = .upgrade(to: release, at: until)
    // One that is down starts in the new release, whenever that is.
    if servers[node].power.isRunning { try nodeGoes(node, until: until) }
  }

  // MARK: Nodes and groups

  /// A subscriber is installed and joins; that takes as long as any installation.
  mutating func addNode(_ node: NodeID) throws(UnreachableTransition) -> Prompt {
    guard servers[node].power == .absent else {
      return .refused("\(scenario.estate[node].name) is in the cluster already.", nil)
    }
    if let refused = refuseWithoutPublisher(servers[node].cluster) { return refused }
    let until = now + times.duration(.upgrade)
    servers[node].power = .away(until: until)
    servers[node].work = .join(at: until)
    schedule(.nodeReturns(node), at: until)
    serversChanged()
    return .at(until)
  }

  mutating func removeNode(_ node: NodeID) throws(UnreachableTransition) -> Prompt {
    let cluster = servers[node].cluster
    guard !servers[node].isPublisher else {
      return .refused("The publisher cannot be removed from its cluster.", nil)
    }
    guard servers[node].power != .absent else { return refuseAbsent(node) }
    guard let publisher = servers.publisher(of: cluster), servers[publisher].power.isRunning else {
      return refuseWithoutPublisher(cluster) ?? .now
    }
    try nodeGoes(node, until: nil)
    servers.takeOut(node)
    for unit in servers.forget(node, on: publisher) {
      notifyTFTP(on: publisher, of: unit, changedOn: node)
    }
    spreadChanges(from: publisher)
    serversChanged()
    return .now
  }

  /// Phones learn of it with their next configuration.
  mutating func setGroup(_ group: GroupID, to nodes: [NodeID]) -> Prompt {
    if let missing = nodes.first(where: { servers[$0].power == .absent }) {
      return refuseAbsent(missing)
    }
    servers[group].nodes = nodes
    serversChanged()
    return .now
  }
}
