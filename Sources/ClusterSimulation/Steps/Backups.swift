import ClusterModel
import ServerActs
import SimulationTrace
import TrustRules
import VirtualTime

/// Disaster recovery: backups, restores, and nodes that are installed anew.
extension World {
  private func refuseOffMasterAgent(_ node: NodeID, _ rule: RuleID) -> Prompt? {
    serverSide.servers[node].isPublisher
      ? nil : .refused(.notMasterAgent(rule))
  }

  mutating func backUp(_ name: String, from node: NodeID) -> Prompt {
    if let refused = refuseOffMasterAgent(node, .drsBackup) { return refused }
    makeBackup(name, of: serverSide.servers[node].cluster, lacksCallManager: false)
    return .now
  }

  /// Takes down how a cluster stands now; a backup of the same name is found no more.
  mutating func makeBackup(_ name: String, of cluster: ClusterID, lacksCallManager: Bool) {
    let made = backup(named: name, of: cluster, lacksCallManager: lacksCallManager)
    if let made { serverSide.servers[cluster].backups.append(made) }
  }

  /// The copy of the servers that the law reads must be gone before a backup is added: it would
  /// share the list of backups, and each would cost a copy of all those before it.
  @inline(never)
  private mutating func backup(
    named name: String, of cluster: ClusterID, lacksCallManager: Bool
  ) -> ClusterBackup? {
    let current = serverSide.servers
    return consult {
      $0.backup(of: cluster, named: name, lacksCallManager: lacksCallManager, servers: current)
    }
  }

  /// Nodes are away together, and come back as the backup has them.
  mutating func restore(_ nodes: [NodeID], from name: String, by node: NodeID, number: Int)
    throws(UnreachableTransition) -> Prompt
  {
    if let refused = refuseOffMasterAgent(node, .drsRestore) { return refused }
    let cluster = serverSide.servers[node].cluster
    guard let place = serverSide.servers[cluster].backups.lastIndex(where: { $0.name == name })
    else {
      return .refused(.noSuchBackup(name))
    }
    let backup = serverSide.servers[cluster].backups[place]
    let release = serverSide.servers[cluster].release
    guard consult({ $0.restores(backup, in: release) }) else {
      return .refused(
        .backupOfRelease(name, backup.release, onto: serverSide.servers[cluster].release))
    }
    for target in nodes {
      if let refused = refuseRestore(of: target, in: cluster, from: backup) { return refused }
    }
    if backup.cluster.securityPassword != serverSide.servers[cluster].securityPassword {
      record(
        .stepRemark(
          number, .passwordOfBackup(name)))
    }
    let until = agenda.now + premises.times.duration(.restore)
    for target in nodes {
      serverSide.servers[target].work = .restore(backup: place, at: until)
      try nodeGoes(target, until: until)
    }
    return .at(until)
  }

  private mutating func refuseRestore(
    of target: NodeID, in cluster: ClusterID, from backup: ClusterBackup
  ) -> Prompt? {
    let state = serverSide.servers[target]
    let name = premises.scenario.estate[target].name
    guard state.cluster == cluster else {
      return .refused(.notInCluster(name, .drsRestore))
    }
    guard state.power.isRunning else {
      return .refused(.nodeDown(name, .drsRestore))
    }
    guard let part = backup.nodes.first(where: { $0.node == target }) else {
      return .refused(.notInBackup(backup.name, node: name))
    }
    guard consult({ $0.restores(part, onto: state) }) else {
      return .refused(.backupOfHost(backup.name, host: part.host))
    }
    return nil
  }

  /// Installs a node anew on whatever hardware: also one that is down for good.
  mutating func rebuild(_ node: NodeID, newSecurityPassword: Bool) throws(UnreachableTransition)
    -> Prompt
  {
    guard serverSide.servers[node].power != .absent else {
      return .refused(.notInCluster(premises.scenario.estate[node].name, .rebuild))
    }
    let until = agenda.now + premises.times.duration(.upgrade)
    serverSide.signingRequests = serverSide.signingRequests.filter { $0.node != node }
    serverSide.servers[node].work = .rebuild(newSecurityPassword: newSecurityPassword, at: until)
    // Whatever kept it away before ends with the old installation.
    if !serverSide.servers[node].power.isRunning {
      serverSide.servers[node].power = .away(until: until)
    }
    try nodeGoes(node, until: until)
    return .at(until)
  }

  // MARK: State before the start

  /// A backup that was made before the start: of the state at that instant, or at the beginning.
  mutating func stateBackup(
    _ name: String, of cluster: ClusterID, on instant: Instant, lacksCallManager: Bool
  ) {
    guard instant > agenda.now else {
      makeBackup(name, of: cluster, lacksCallManager: lacksCallManager)
      return
    }
    schedule(.backsUp(cluster, name, lacksCallManager: lacksCallManager), at: instant)
  }

  /// Phones that hold, at the start, the list a node published before its certificates changed.
  ///
  /// Before virtual time begins nothing has happened: then it is the list of its predecessors.
  mutating func holdITL(_ selection: Selection, of node: NodeID, before instant: Instant) {
    past.lists.append(StatedList(selection: selection, node: node))
    guard instant > agenda.now else {
      past.lists[past.lists.count - 1].list = predecessorList(of: node)
      return
    }
    schedule(.remembersITL(past.lists.count - 1), at: instant, isNear: false)
  }

  /// The list that stands at a node now is the one some phones will hold at the start.
  mutating func rememberITL(_ place: Int) {
    past.lists[place].list = serverSide.servers[past.lists[place].node].published?.itl
  }

  /// Gives phones the lists that the scenario says they hold.
  mutating func handOutStatedLists() {
    for stated in past.lists {
      guard let list = stated.list else { continue }
      for phone in select(stated.selection) {
        let cohort = phoneSide.cohorts[Int(kind(phone).cohort)]
        guard consult({ $0.isAware(cohort.traits) }) else { continue }
        var held = phoneSide.heldTable[kind(phone).held]
        held.itl = list
        setHeld(phone, phoneSide.heldTable.handle(of: held))
      }
    }
  }

  /// What a node's TFTP would publish if its own certificates were still those before.
  private mutating func predecessorList(of node: NodeID) -> TrustList? {
    var earlier = serverSide.servers
    for (unit, certificate) in past.predecessors[node] ?? [:] {
      earlier.install(certificate, as: unit, on: node)
    }
    let ctl = earlier[node].published?.ctl
    return consult { $0.filesToPublish(at: node, ctl: ctl, servers: earlier)?.itl }
  }
}

/// The list that phones hold at the start because the scenario says so.
struct StatedList: Sendable {
  var selection: Selection
  var node: NodeID
  /// nil: its instant has not come.
  var list: TrustList?
}
