import ClusterModel
package import SimulationTrace
import TrustRules
import VirtualTime

/// The check before the first change: what is wrong now, and what the plan does to whom.
extension World {
  /// What stands out now and in a run of the plan from here on, on a copy of this world.
  package mutating func preflightFindings() -> [PreflightFinding] {
    guard !isPreflight else { return [] }
    return standingFindings() + planFindings()
  }

  /// The findings at the start of the plan, after what happened before it.
  ///
  /// - Throws: ``UnreachableTransition``: a defect of the program.
  package mutating func preflightAtStart() throws(UnreachableTransition) -> [PreflightFinding] {
    let main = try prepare()
    try runUntilBegun(main)
    return preflightFindings()
  }

  private mutating func standingFindings() -> [PreflightFinding] {
    var findings: [PreflightFinding] = []
    for cluster in servers.clusters.indices.map(ClusterID.init) {
      if let publisher = servers.publisher(of: cluster),
        servers[publisher].database.rollback.value
      {
        findings.append(
          PreflightFinding(
            kind: .rollbackParameterSet, losesPhones: false, count: phoneCount(of: cluster)))
      }
    }
    let lone = servers.groups.indices.filter { servers.groups[$0].nodes.count == 1 }
    let loneCount = scenario.estate.phones.filter { lone.contains($0.group.index) }
      .reduce(0) { $0 + $1.count }
    if loneCount > 0 {
      findings.append(
        PreflightFinding(
          kind: .groupOfOneServer, losesPhones: false, count: loneCount,
          groups: lone.map(GroupID.init)))
    }
    var lost = 0
    var last = 0
    for kind in kinds.kinds.indices where kinds.population[kind] > 0 {
      let standing = standing(of: UInt32(kind))
      if standing.word == .refusing { lost += kinds.population[kind] }
      if standing.word == .trusting && standing.anchors == 1 { last += kinds.population[kind] }
    }
    if lost > 0 {
      findings.append(PreflightFinding(kind: .alreadyLost, losesPhones: true, count: lost))
    }
    if last > 0 {
      findings.append(PreflightFinding(kind: .oneAnchorLeft, losesPhones: false, count: last))
    }
    let users = scenario.estate.phones.filter(\.traits.hasLSC).reduce(0) { $0 + $1.count }
    if users > 0 {
      findings.append(PreflightFinding(kind: .lscUsers, losesPhones: false, count: users))
    }
    return findings
  }

  /// Carries the rest of the plan out on a copy: who is lost that was not, and which services
  /// still use what was replaced when it is over.
  private func planFindings() -> [PreflightFinding] {
    var future = self
    future.isPreflight = true
    future.trace.entries = []
    guard (try? future.runOn(from: mainChain)) != nil else { return [] }
    future.takeCensus(.end)
    let lostNow = trace.censuses.last?.lost ?? 0
    let worst = future.trace.censuses.max { $0.lost < $1.lost }?.lost ?? 0
    var findings: [PreflightFinding] = []
    if worst > lostNow {
      findings.append(
        PreflightFinding(kind: .anchorsInOneWindow, losesPhones: true, count: worst - lostNow))
    }
    return findings + future.overwrittenFindings(since: self) + future.forgottenRestarts()
  }

  private func overwrittenFindings(since start: World) -> [PreflightFinding] {
    var nodes: [NodeID] = []
    for node in servers.nodes.indices.map(NodeID.init) {
      let isOverwritten = start.servers[node].disk.contains { unit, old in
        start.servers.certificates[old].authority != nil
          && servers[node].disk[unit].map { servers.certificates[$0].authority == nil } ?? false
      }
      if isOverwritten { nodes.append(node) }
    }
    guard !nodes.isEmpty else { return [] }
    return [
      PreflightFinding(
        kind: .authoritySignedOverwritten, losesPhones: false, count: 0, nodes: nodes)
    ]
  }

  /// Services that run on a certificate or a list that is no longer the current one.
  private func forgottenRestarts() -> [PreflightFinding] {
    var findings: [PreflightFinding] = []
    for node in servers.nodes.indices.map(NodeID.init) {
      let state = servers[node]
      var services: [Service] = []
      if state.serves(.callManager), state.loadedCallManager != state.disk[.callManager] {
        services.append(.callManager)
      }
      if state.serves(.tftp), let published = state.published,
        published.configurationSigner != state.disk[.callManager]
          || published.ctl != servers[state.cluster].ctlFile
      {
        services.append(.tftp)
      }
      if state.serves(.tvs), state.loadedTVS?.presented != state.disk[.tvs] {
        services.append(.tvs)
      }
      guard !services.isEmpty else { continue }
      findings.append(
        PreflightFinding(
          kind: .forgottenRestart, losesPhones: false, count: 0, nodes: [node],
          services: services))
    }
    return findings
  }
}
