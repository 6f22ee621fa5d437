import ClusterModel
import ServerActs
import SimulationTrace
import TrustRules
import VirtualTime

/// When a step gives the prompt back, or why it was refused.
enum Prompt: Hashable {
  case now
  case at(Instant)
  case refused(StepRefusal)
}

/// Certificates: regeneration, import, and the renames that regenerate everything.
extension World {
  mutating func regenerate(
    _ unit: CertificateUnit, on node: NodeID, authority: String?, number: Int
  )
    throws(UnreachableTransition) -> Prompt
  {
    guard serverSide.servers[node].disk[unit] != nil else {
      return .refused(.noUnitHere(unit))
    }
    let state = serverSide.servers[node]
    let cluster = serverSide.servers[state.cluster]
    if let last = consult({ [now = agenda.now] in
      $0.heldBack(state, at: now, cluster.release)
    }) {
      recording.trace.refusedUntil[number] = state.lastRegeneration.map(Deliberation.holdEnds)
      return .refused(.heldBack(by: last, wanted: unit))
    }
    guard consult({ $0.makesNewCertificate() }) else { return .now }
    let old = serverSide.servers[node].disk[unit]
    let new = serverSide.servers.regenerate(unit, on: node, authority: authority, at: agenda.now)
    serverSide.servers[node].lastRegeneration = agenda.now
    serverSide.servers[node].lastRegenerated = unit
    record(.certificateChanged(node, unit, old: old, new: new, .regenerate))
    warnOfOverwriting(old, by: new, unit, number: number)
    expectExpiry(of: new)
    notifyTFTP(on: node, of: unit, changedOn: node)
    spreadChanges(from: node)
    serversChanged()
    if let service = consult({ $0.restartedService(by: unit, cluster.release) }),
      serverSide.servers[node].serves(service)
    {
      let until = agenda.now + premises.times.duration(.serviceRestart)
      try stopService(service, on: node, until: until)
    }
    if consult({ $0.resetsPhones(unit, of: state, in: cluster) }) {
      orderReset(
        registeredPhones(of: state.cluster), in: state.cluster, unreached: 0,
        by: .regenerationResetsPhones)
    }
    return .now
  }

  /// A certificate that an authority signed is not kept anywhere once it is overwritten.
  private mutating func warnOfOverwriting(
    _ old: CertificateID?, by new: CertificateID, _ unit: CertificateUnit, number: Int
  ) {
    guard let authority = old.flatMap({ serverSide.servers.certificates[$0].authority }),
      serverSide.servers.certificates[new].authority == nil
    else { return }
    record(
      .stepRemark(
        number, .authoritySignedOverwritten(unit, authority: authority)))
  }

  mutating func expectExpiry(of certificate: CertificateID) {
    // One that had expired before the world began changes nothing any more.
    guard serverSide.servers.certificates[certificate].expires > agenda.now else { return }
    schedule(
      .certificateExpires, at: serverSide.servers.certificates[certificate].expires, isNear: false)
  }

  mutating func generateCSR(_ unit: CertificateUnit, on node: NodeID) -> Prompt {
    guard serverSide.servers[node].disk[unit] != nil else {
      return .refused(.noUnitHere(unit))
    }
    serverSide.signingRequests.insert(SigningRequest(node: node, unit: unit))
    return .now
  }

  mutating func importOwn(
    _ unit: CertificateUnit, on node: NodeID, authority: String?, number: Int
  )
    throws(UnreachableTransition) -> Prompt
  {
    let request = SigningRequest(node: node, unit: unit)
    guard serverSide.signingRequests.contains(request) else {
      return .refused(.noSigningRequest(unit))
    }
    let prompt = try regenerate(
      unit, on: node, authority: authority ?? "CA", number: number)
    if prompt == .now { serverSide.signingRequests.remove(request) }
    return prompt
  }

  /// Hostname, domain or address: every certificate anew, and a reboot.
  mutating func rename(_ node: NodeID, number: Int, _ change: (inout NodeState) -> Void)
    throws(UnreachableTransition) -> Prompt
  {
    let (stated, now) = (premises.scenario.estate[node].namedBy, agenda.now)
    let changes = act { $0.rename(node, namedBy: stated, at: now, &$1, change) }
    return try reboot(node, after: changes, by: .renameRegeneratesAll, number: number)
  }

  mutating func enableFIPS(on node: NodeID, number: Int) throws(UnreachableTransition) -> Prompt {
    let state = serverSide.servers[node]
    let units = consult { $0.unitsRegenerated(byFIPSOn: state) }
    let changes = serverSide.servers.regenerate(units, on: node, at: agenda.now)
    return try reboot(node, after: changes, by: .fipsRegeneratesAll, number: number)
  }

  private mutating func reboot(
    _ node: NodeID, after changes: [CertificateChange], by rule: RuleID, number: Int
  ) throws(UnreachableTransition) -> Prompt {
    for change in changes {
      record(.certificateChanged(node, change.unit, old: change.old, new: change.new, rule))
      warnOfOverwriting(change.old, by: change.new, change.unit, number: number)
      expectExpiry(of: change.new)
    }
    return try restartSystem(node)
  }
}

/// A certificate signing request that waits for its certificate.
struct SigningRequest: Hashable, Sendable {
  var node: NodeID
  var unit: CertificateUnit
}
