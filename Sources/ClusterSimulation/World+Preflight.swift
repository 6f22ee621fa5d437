import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// The check before the first change: what is wrong now, and what the plan does to whom.
extension World {
  /// What stands out now; what the plan does is added when it has been carried out.
  mutating func meetPreflight() {
    if refusedAfter.isEmpty { refusedAfter = Array(repeating: 0, count: phones.count) }
    keep(servers.nodes.count * 512)
    guard limitReached == nil else { return }
    preflights.append((entry: trace.entries.count, servers: servers))
    record(.preflight(standingFindings()))
  }

  /// Marks the phones that refuse now, as the plan is left.
  mutating func noteRefusing() {
    guard !refusedAfter.isEmpty else { return }
    let refusing = refusingKinds()
    for phone in phones.indices where refusing[Int(phones[phone].kind)] {
      refusedAfter[phone] = UInt8(min(preflights.count, Int(UInt8.max)))
    }
  }

  private mutating func refusingKinds() -> [Bool] {
    kinds.kinds.indices.map {
      kinds.population[$0] > 0 && standing(of: UInt32($0)).word == .refusing
    }
  }

  /// Completes every preflight of the run by what the plan did after it.
  ///
  /// The rest of the run is what the preflight would have foreseen: the same inputs give the same
  /// run, so it need not be carried out a second time on a copy. A phone is lost to the plan if it
  /// refuses when the plan is over, or when it is left for the back-out: what the plan itself mends
  /// on its way is no finding.
  mutating func completePreflights() {
    guard !preflights.isEmpty else { return }
    let losses = lossesByPreflight()
    for (place, preflight) in preflights.enumerated() {
      guard case .preflight(let findings) = trace.entries[preflight.entry].event else { continue }
      let lostThen = findings.first { $0.kind == .alreadyLost }?.count ?? 0
      let level = min(place, Int(UInt8.max) - 1)
      var lost: [GroupID: Int] = [:]
      for (group, levels) in losses {
        let count = levels.reduce(0) { $0 + ($1.key > level ? $1.value : 0) }
        if count > 0 { lost[group] = count }
      }
      let count = lost.values.reduce(0, +)
      var all = findings
      if count > lostThen {
        all.append(
          PreflightFinding(
            kind: .anchorsInOneWindow, losesPhones: true, count: count - lostThen,
            groups: lost.keys.sorted()))
      }
      all += overwrittenFindings(since: preflight.servers)
      all += forgottenRestarts(since: preflight.entry, from: preflight.servers)
      trace.entries[preflight.entry].event = .preflight(all)
    }
  }

  /// For each group its phones that refuse, by the number of the last preflight that foresees it.
  private mutating func lossesByPreflight() -> [GroupID: [Int: Int]] {
    let refusing = refusingKinds()
    var losses: [GroupID: [Int: Int]] = [:]
    for phone in phones.indices {
      // Those that refuse at the end are foreseen by all.
      let level = refusing[Int(phones[phone].kind)] ? Int.max : Int(refusedAfter[phone])
      if level > 0 { losses[cohort(UInt32(phone)).group, default: [:]][level, default: 0] += 1 }
    }
    return losses
  }

  /// The findings as things stand; a preflight behind another at the same moment has the same.
  private mutating func standingFindings() -> [PreflightFinding] {
    let state = measuredState
    if let last = lastFindings, last.state == state, last.time == now { return last.findings }
    let findings = findStanding()
    lastFindings = (state, now, findings)
    return findings
  }

  private mutating func findStanding() -> [PreflightFinding] {
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
    findings += unsavedKeys() + certificateFindings()
    let lone = servers.groups.indices.filter { servers.groups[$0].nodes.count == 1 }
    let loneCount = phoneCount { lone.contains($0.group.index) }
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
    let users = phoneCount { $0.traits.hasLSC }
    if users > 0 {
      findings.append(PreflightFinding(kind: .lscUsers, losesPhones: false, count: users))
    }
    return findings
  }

  private func overwrittenFindings(since start: Servers) -> [PreflightFinding] {
    var nodes: [NodeID] = []
    for node in servers.nodes.indices.map(NodeID.init) {
      let isOverwritten = start[node].disk.contains { unit, old in
        start.certificates[old].authority != nil
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
}
