import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// What a boot would come to for a phone, the worst first that is so.
enum Plight: UInt8, Sendable {
  /// It would register, or nothing is known of it.
  case none
  /// It accepts every file, and no server would register it.
  case outOfService
  /// No TFTP server of its would answer.
  case unserved
  /// It refuses a file.
  case refuses
}

/// The check before the first change: what is wrong now, and what the plan does to whom.
extension World {
  /// What stands out now; what the plan does is added when it has been carried out.
  mutating func meetPreflight() {
    keep(serverSide.servers.nodes.count * 512 + phoneSide.phones.count)
    guard agenda.limitReached == nil else { return }
    checks.preflights.append(
      (entry: recording.trace.entries.count, servers: serverSide.servers, plights: plights()))
    record(.preflight(standingFindings()))
  }

  /// Keeps how the phones are as the plan is left.
  mutating func notePlights() {
    guard !checks.preflights.isEmpty else { return }
    checks.leftFor = (checks.preflights.count, plights())
  }

  /// How each phone would fare if it booted now.
  private mutating func plights() -> [Plight] {
    let ofKind = phoneSide.kinds.kinds.indices.map { kind -> Plight in
      guard phoneSide.kinds.population[kind] > 0 else { return .none }
      let answer = standing(of: UInt32(kind))
      switch answer.word {
      case .refusing: return .refuses
      case .unserved: return .unserved
      case .unaware, .open, .trusting, .behind:
        return answer.registration == .none ? .outOfService : .none
      }
    }
    return phoneSide.phones.indices.map { ofKind[Int(phoneSide.phones[$0].kind)] }
  }

  /// Completes every preflight of the run by what the plan did after it.
  ///
  /// The rest of the run is what the preflight would have foreseen: the same inputs give the same
  /// run, so it need not be carried out a second time on a copy. A phone is lost to the plan if it
  /// refuses when the plan is over, or when it is left for the back-out: what the plan itself mends
  /// on its way is no finding. So it is with phones that no server answers, or registers.
  mutating func completePreflights() {
    guard !checks.preflights.isEmpty else { return }
    let ends = plights()
    for (place, preflight) in checks.preflights.enumerated() {
      guard case .preflight(let findings) = recording.trace.entries[preflight.entry].event else {
        continue
      }
      var all = findings
      var then = [ends]
      if let leftFor = checks.leftFor, leftFor.preflights > place {
        then.append(leftFor.plights)
      }
      all += lossFindings(before: preflight.plights, after: then)
      all += overwrittenFindings(since: preflight.servers)
      all += forgottenRestarts(since: preflight.entry, from: preflight.servers)
      recording.trace.entries[preflight.entry].event = .preflight(all)
    }
  }

  /// What a plan does to phones, each compared with itself.
  ///
  /// - Parameter after: how they were at the end, and where the plan was left.
  private func lossFindings(before: [Plight], after: [[Plight]]) -> [PreflightFinding] {
    var counts: [Plight: [GroupID: Int]] = [:]
    for phone in phoneSide.phones.indices {
      var worst = Plight.none
      for plights in after where plights[phone].rawValue > worst.rawValue {
        worst = plights[phone]
      }
      guard worst.rawValue > before[phone].rawValue else { continue }
      counts[worst, default: [:]][cohort(UInt32(phone)).group, default: 0] += 1
    }
    return [Plight.refuses, .unserved, .outOfService].compactMap { plight in
      guard let counted = counts[plight] else { return nil }
      let (phones, groups) = (counted.values.reduce(0, +), counted.keys.sorted())
      return switch plight {
      case .none: nil
      case .refuses: .anchorsInOneWindow(phones: phones, of: groups)
      case .unserved: .wouldBeUnserved(phones: phones, of: groups)
      case .outOfService: .wouldBeOutOfService(phones: phones, of: groups)
      }
    }
  }

  /// The findings as things stand; a preflight behind another at the same moment has the same.
  private mutating func standingFindings() -> [PreflightFinding] {
    let state = measuredState
    if let last = checks.lastFindings, last.state == state, last.time == agenda.now {
      return last.findings
    }
    let findings = findStanding()
    checks.lastFindings = (state, agenda.now, findings)
    return findings
  }

  private mutating func findStanding() -> [PreflightFinding] {
    var findings: [PreflightFinding] = []
    for cluster in serverSide.servers.clusters.indices.map(ClusterID.init) {
      if let publisher = serverSide.servers.publisher(of: cluster),
        serverSide.servers[publisher].database.rollback.value
      {
        findings.append(.rollbackParameterSet(phones: phoneCount(of: cluster)))
      }
    }
    findings += unsavedKeys() + certificateFindings()
    let lone = serverSide.servers.groups.indices.filter {
      serverSide.servers.groups[$0].nodes.count == 1
    }
    let loneCount = phoneCount { lone.contains($0.group.index) }
    if loneCount > 0 {
      findings.append(.groupOfOneServer(lone.map(GroupID.init), phones: loneCount))
    }
    var lost = 0
    var last = 0
    var out = 0
    for kind in phoneSide.kinds.kinds.indices where phoneSide.kinds.population[kind] > 0 {
      let standing = standing(of: UInt32(kind))
      if standing.word != .refusing && standing.registration == .none {
        out += phoneSide.kinds.population[kind]
      }
      if standing.word == .refusing { lost += phoneSide.kinds.population[kind] }
      if standing.word == .trusting && standing.anchors == 1 {
        last += phoneSide.kinds.population[kind]
      }
    }
    if lost > 0 { findings.append(.alreadyLost(phones: lost)) }
    if out > 0 { findings.append(.alreadyOutOfService(phones: out)) }
    if last > 0 { findings.append(.oneAnchorLeft(phones: last)) }
    let users = phoneCount { $0.traits.hasLSC }
    if users > 0 { findings.append(.lscUsers(phones: users)) }
    return findings
  }

  private func overwrittenFindings(since start: Servers) -> [PreflightFinding] {
    var nodes: [NodeID] = []
    for node in serverSide.servers.nodes.indices.map(NodeID.init) {
      let isOverwritten = start[node].disk.contains { unit, old in
        start.certificates[old].authority != nil
          && serverSide.servers[node].disk[unit].map {
            serverSide.servers.certificates[$0].authority == nil
          } ?? false
      }
      if isOverwritten { nodes.append(node) }
    }
    return nodes.isEmpty ? [] : [.authoritySignedOverwritten(on: nodes)]
  }
}
