package import ClusterModel

extension RuleRecord {
  static let restartList = RuleRecord(
    .restartList, .changing, .documented,
    source: "Cisco 214231, services to restart",
    "After each certificate change certain services must be restarted by hand.")
}

/// The services to restart after a unit was renewed; ipsec asks for DRF, which trust never meets.
package func servicesToRestart(after unit: CertificateUnit, _ release: ReleaseName) -> [Service] {
  switch unit {
  case .callManager, .callManagerECDSA:
    [.callManager, .ctiManager, .tvs, .tftp] + (Release(release).hasHAProxy ? [.haproxy] : [])
  case .tvs, .itlRecovery: [.tvs, .tftp]
  case .capf: [.capf, .tvs, .tftp]
  case .tomcat, .tomcatECDSA: [.tomcat]
  case .ipsec, .authz: []
  }
}

extension CertificateUnit {
  /// TFTP has to be started anew on the node itself before it uses a new certificate of the unit.
  package var isLoadedByTFTP: Bool {
    switch self {
    case .callManager, .callManagerECDSA, .itlRecovery: true
    case .tvs, .capf, .tomcat, .tomcatECDSA, .ipsec, .authz: false
    }
  }
}

extension Servers {
  /// Services of a node that run on a certificate or a list that is no longer the current one.
  package func staleServices(on node: NodeID) -> [Service] {
    let state = self[node]
    var services: [Service] = []
    if state.serves(.callManager), state.loadedCallManager != state.disk[.callManager] {
      services.append(.callManager)
    }
    if state.serves(.tftp), let published = state.published,
      published.configurationSigner != state.disk[.callManager]
        || published.ctl != self[state.cluster].ctlFile
    {
      services.append(.tftp)
    }
    if state.serves(.tvs), let tvs = state.loadedTVS,
      tvs.presented != state.disk[.tvs]
        || tvs.trust.vouching != state.database.trust.vouching
    {
      services.append(.tvs)
    }
    if state.serves(.capf), state.loadedCAPF != state.disk[.capf] { services.append(.capf) }
    if state.serves(.tomcat), state.loadedTomcat != state.disk[.tomcat] {
      services.append(.tomcat)
    }
    return services
  }

  /// Whether CallManager runs on a certificate or a security mode that is no longer the current
  /// one, so that a restart changes something.
  package func restartChangesCallManager(on node: NodeID) -> Bool {
    let state = self[node]
    return state.serves(.callManager)
      && (state.loadedCallManager != state.disk[.callManager]
        || state.loadedMixedMode != self[state.cluster].isMixedMode)
  }

  /// Whether TVS presents the certificate that its node has, so that a restart leaves it that.
  package func presentsCurrentTVS(_ node: NodeID) -> Bool {
    self[node].serves(.tvs) && self[node].loadedTVS?.presented == self[node].disk[.tvs]
  }

  /// The unit and node whose certificate this is now; nil: it is nobody's, or was replaced.
  package func unit(ofCurrent certificate: CertificateID) -> (CertificateUnit, NodeID)? {
    guard case .unit(let unit, let node) = certificates[certificate].owner,
      self[node].disk[unit] == certificate
    else { return nil }
    return (unit, node)
  }
}

extension [TrustEntry] {
  /// Without the units whose certificates only the CallManager service goes by: what changes there
  /// is no reason to restart TVS.
  fileprivate var vouching: [TrustEntry] { filter { !TrustStore.ofIssuers.contains($0.store) } }
}

/// Whether, in mixed mode, the CTL is to be updated before those restarts.
package func updatesCTLFirst(after unit: CertificateUnit) -> Bool {
  switch unit {
  case .callManager, .callManagerECDSA, .capf, .itlRecovery: true
  case .tvs, .tomcat, .tomcatECDSA, .ipsec, .authz: false
  }
}
