package import ClusterModel
package import TrustRules
import VirtualTime

/// What was done to a node while it was away takes hold before its services start.
extension Servers {
  package mutating func finishWork(on node: NodeID, _ law: inout Deliberation) {
    guard let work = self[node].work else { return }
    self[node].work = nil
    switch work {
    case .restore(let place, let instant):
      restore(self[self[node].cluster].backups[place], onto: node, at: instant, &law)
    case .rebuild(let newPassword, let instant):
      rebuild(node, newSecurityPassword: newPassword, at: instant, &law)
    case .join(let instant):
      let release = self[self[node].cluster].release
      for unit in CertificateUnit.allCases
      where Release(release).hasUnit(unit, onPublisher: false) {
        _ = regenerate(unit, on: node, authority: nil, at: instant)
      }
      takeServices(of: release, on: node, &law)
    case .upgrade(let release, let instant): upgrade(node, to: release, at: instant, &law)
    }
  }

  private mutating func restore(
    _ backup: ClusterBackup, onto node: NodeID, at instant: Instant, _ law: inout Deliberation
  ) {
    guard let part = backup.nodes.first(where: { $0.node == node }) else { return }
    let losesKey =
      part.disk[.callManager] != nil && law.losesCallManagerKey(restoredFrom: backup)
    for unit in CertificateUnit.allCases where !(losesKey && unit == .callManager) {
      if let certificate = part.disk[unit] { install(certificate, as: unit, on: node) }
    }
    if losesKey {
      let cluster = self[node].cluster
      // The database keeps the certificate it has; the key on the disk is nobody's.
      self[node].disk[.callManager] = certificates.issue(
        to: .unit(.callManager, of: node), commonName: commonName(.callManager, of: node),
        issued: instant,
        expires: instant.addingYears(Release(self[cluster].release).yearsValid(.callManager)))
      self[node].lacksCallManagerKey = true
    }
    if self[node].isPublisher { restoreDatabase(of: backup, on: node) }
  }

  /// The cluster's part: trust units, parameters, CTL file, mode, phones' keys.
  ///
  /// Each is a change of now, so that the other databases follow.
  private mutating func restoreDatabase(of backup: ClusterBackup, on publisher: NodeID) {
    lastChange += 1
    var trust = self[publisher].database.trust
    for place in trust.indices where trust[place].isPresent.value {
      trust[place].isPresent = Replicated(false, change: lastChange)
    }
    for entry in backup.trust {
      let place = trust.firstIndex {
        $0.store == entry.store && $0.certificate == entry.certificate
      }
      if let place {
        trust[place].isPresent = Replicated(true, change: lastChange)
      } else {
        trust.append(
          TrustEntry(
            store: entry.store, certificate: entry.certificate,
            isPresent: Replicated(true, change: lastChange)))
      }
    }
    self[publisher].database.trust = trust
    self[publisher].database.rollback = Replicated(backup.rollback, change: lastChange)
    self[publisher].database.isBlank = false
    let cluster = self[publisher].cluster
    self[cluster].ctlFile = backup.cluster.ctlFile
    self[cluster].isMixedMode = backup.cluster.isMixedMode
    self[cluster].ctlSigning = backup.cluster.ctlSigning
    self[cluster].phoneInteractionAutomatic = backup.cluster.phoneInteractionAutomatic
    self[cluster].phoneKeys = backup.cluster.phoneKeys
  }

  private mutating func rebuild(
    _ node: NodeID, newSecurityPassword: Bool, at instant: Instant, _ law: inout Deliberation
  ) {
    let cluster = self[node].cluster
    let units = law.unitsRegenerated(byRebuilding: self[node], self[cluster].release)
    guard !units.isEmpty else { return }
    self[node].replication = .running
    let known = nodes(of: cluster).flatMap { self[$0].database.trust }
    self[node].database = DatabaseCopy(rollback: false)
    self[node].database.isBlank = true
    self[node].disk = [:]
    self[node].resetITL = nil
    self[node].previousITL = nil
    self[node].lastRegeneration = nil
    if self[node].isPublisher {
      let hasSource = nodes(of: cluster).contains {
        $0 != node && self[$0].power.isRunning && self[$0].replication.isRunning
          && self[$0].work == nil && !self[$0].database.isBlank
      }
      if !hasSource { forgetDatabase(known, of: cluster, on: node) }
      if newSecurityPassword { self[cluster].securityPassword += 1 }
      self[cluster].isRecoveryKeySaved = false
    }
    for unit in units { _ = regenerate(unit, on: node, authority: nil, at: instant) }
  }

  /// No copy of the database is left to take over: what stood in it is gone, also for the nodes
  /// that return later.
  private mutating func forgetDatabase(
    _ known: [TrustEntry], of cluster: ClusterID, on publisher: NodeID
  ) {
    lastChange += 1
    var forgotten: [TrustEntry] = []
    for entry in known
    where !forgotten.contains(where: {
      $0.store == entry.store && $0.certificate == entry.certificate
    }) {
      forgotten.append(entry)
      forgotten[forgotten.count - 1].isPresent = Replicated(false, change: lastChange)
    }
    self[publisher].database.trust = forgotten
    self[publisher].database.rollback = Replicated(false, change: lastChange)
    self[publisher].database.isBlank = false
    self[cluster].ctlFile = nil
    self[cluster].isMixedMode = false
    self[cluster].phoneKeys += 1
  }

  private mutating func upgrade(
    _ node: NodeID, to release: ReleaseName, at instant: Instant, _ law: inout Deliberation
  ) {
    let cluster = self[node].cluster
    let old = self[cluster].release
    let isPublisher = self[node].isPublisher
    if isPublisher { self[cluster].release = release }
    var units = law.unitsRegenerated(byUpgrading: self[node], to: release)
    if isPublisher, law.upgradeRegeneratesITLRecovery(from: old, to: release),
      !units.contains(.itlRecovery)
    {
      units.append(.itlRecovery)
    }
    for unit in units { _ = regenerate(unit, on: node, authority: nil, at: instant) }
    takeServices(of: release, on: node, &law)
  }

  /// Services that a release has and the node did not.
  private mutating func takeServices(
    of release: ReleaseName, on node: NodeID, _ law: inout Deliberation
  ) {
    let own = law.servicesOfItsOwn(
      release, besideCallManager: self[node].has(.callManager),
      isNamedTVS: self[node].isNamedTVS)
    for service in own where self[node].services[service] == nil {
      self[node].services[service] = .running
      if service == .tvs { forgetKeptTVS() }
    }
  }
}

extension NodeWork {
  /// The rule by which the node's certificates change.
  package var rule: RuleID {
    switch self {
    case .restore: .drsRestore
    case .rebuild, .join: .rebuild
    case .upgrade: .upgrade
    }
  }
}
