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
    let entries = serverSide.servers[node].database.trust
    let present = entries.indices.filter {
      entries[$0].store == store && entries[$0].isPresent.value
    }
    let named = present.filter {
      serverSide.servers.certificates[entries[$0].certificate].commonName == wanted
    }
    let owned = present.filter {
      switch serverSide.servers.certificates[entries[$0].certificate].owner {
      case .unit(_, let owner): premises.scenario.estate[owner].name == wanted
      case .token(let token): token == wanted
      }
    }
    let found = named.isEmpty ? owned : named
    guard !found.isEmpty else {
      return .refused(.noSuchCertificate(name, store))
    }
    serverSide.servers.removeTrust(at: found, on: node)
    spreadChanges(from: node)
    serversChanged()
    return .now
  }

  /// System > Server: only what configurations call the node; the node itself keeps its name.
  mutating func renameServer(_ node: NodeID, to name: String) -> Prompt {
    let state = serverSide.servers[node]
    guard state.power != .absent else { return refuseAbsent(node) }
    let whole = state.domain.map { state.host + "." + $0 }
    let naming: ServerNaming =
      switch name {
      case state.address: .follows(.address)
      case state.host: .follows(.hostname)
      case whole: .follows(.fqdn)
      default: .written(name)
      }
    serverSide.servers[node].renamedBy = naming
    let stated = premises.scenario.estate[node].namedBy
    act { $0.nameServer(node, namedBy: stated, &$1) }
    serversChanged()
    return .now
  }

  private func refuseAbsent(_ node: NodeID) -> Prompt {
    .refused(.notInCluster(premises.scenario.estate[node].name, nil))
  }

  /// Why nothing can be changed in the database of a cluster; nil: it can.
  private func refuseWithoutPublisher(_ cluster: ClusterID) -> Prompt? {
    guard let publisher = serverSide.servers.publisher(of: cluster),
      serverSide.servers[publisher].power.isRunning
    else {
      return .refused(.publisherTakesNoChange)
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
    let old = serverSide.servers[cluster].release
    guard Release(old).isUpgraded(by: Release(release)) else {
      return .refused(.releaseNotLater(release, than: old))
    }
    let installed = agenda.now + premises.times.duration(.upgrade)
    schedule(.upgradeInstalled(cluster, release), at: installed)
    let restarts: Int64 = serverSide.servers.nodes(of: cluster).count > 1 ? 2 : 1
    return .at(installed + premises.times.duration(.reboot) * restarts)
  }

  /// The publisher restarts into the release that was installed.
  mutating func startUpgraded(_ cluster: ClusterID, _ release: ReleaseName)
    throws(UnreachableTransition)
  {
    guard let publisher = serverSide.servers.publisher(of: cluster) else { return }
    try restart(publisher, into: release)
  }

  /// The publisher runs the new release: all the others restart into it.
  mutating func followUpgrade(of publisher: NodeID, to release: ReleaseName)
    throws(UnreachableTransition)
  {
    for node in serverSide.servers.nodes(of: serverSide.servers[publisher].cluster)
    where node != publisher {
      try restart(node, into: release)
    }
  }

  private mutating func restart(_ node: NodeID, into release: ReleaseName)
    throws(UnreachableTransition)
  {
    guard serverSide.servers[node].power != .absent, serverSide.servers[node].work == nil else {
      return
    }
    let until = agenda.now + premises.times.duration(.reboot)
    serverSide.servers[node].work = .upgrade(to: release, at: until)
    // One that is down starts in the new release, whenever that is.
    if serverSide.servers[node].power.isRunning { try nodeGoes(node, until: until) }
  }

  // MARK: Nodes and groups

  /// A subscriber is installed and joins; that takes as long as any installation.
  mutating func addNode(_ node: NodeID) throws(UnreachableTransition) -> Prompt {
    guard serverSide.servers[node].power == .absent else {
      return .refused(.alreadyInCluster(premises.scenario.estate[node].name))
    }
    if let refused = refuseWithoutPublisher(serverSide.servers[node].cluster) { return refused }
    let until = agenda.now + premises.times.duration(.upgrade)
    serverSide.servers[node].power = .away(until: until)
    serverSide.servers[node].work = .join(at: until)
    schedule(.nodeReturns(node), at: until)
    serversChanged()
    return .at(until)
  }

  mutating func removeNode(_ node: NodeID) throws(UnreachableTransition) -> Prompt {
    let cluster = serverSide.servers[node].cluster
    guard !serverSide.servers[node].isPublisher else {
      return .refused(.publisherStays)
    }
    guard serverSide.servers[node].power != .absent else { return refuseAbsent(node) }
    guard let publisher = serverSide.servers.publisher(of: cluster),
      serverSide.servers[publisher].power.isRunning
    else {
      return refuseWithoutPublisher(cluster) ?? .now
    }
    try nodeGoes(node, until: nil)
    serverSide.servers.takeOut(node)
    for unit in serverSide.servers.forget(node, on: publisher) {
      notifyTFTP(on: publisher, of: unit, changedOn: node)
    }
    spreadChanges(from: publisher)
    serversChanged()
    return .now
  }

  /// Phones learn of it with their next configuration.
  mutating func setGroup(_ group: GroupID, to nodes: [NodeID]) -> Prompt {
    if let missing = nodes.first(where: { serverSide.servers[$0].power == .absent }) {
      return refuseAbsent(missing)
    }
    serverSide.servers[group].nodes = nodes
    serversChanged()
    return .now
  }
}
