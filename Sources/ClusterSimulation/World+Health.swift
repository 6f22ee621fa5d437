import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

// What is wrong with the certificates of a cluster before anybody changes anything.

extension World {
  /// Certificates that end within so many days are worth a word.
  private static let nearDays: Int64 = 90

  /// Certificates that have expired or soon will, and services that run on an older one than the
  /// node has.
  func certificateFindings() -> [PreflightFinding] {
    var findings: [PreflightFinding] = []
    for node in servers.nodes.indices.map(NodeID.init) where servers[node].power.isRunning {
      for unit in CertificateUnit.allCases {
        // A subscriber's CAPF and ITLRecovery are not used.
        let isUsed =
          servers[node].isPublisher || (unit != .capf && unit != .itlRecovery)
        guard isUsed, let id = servers[node].disk[unit] else { continue }
        let expires = servers.certificates[id].expires
        guard expires < now + .days(Self.nearDays) else { continue }
        findings.append(
          PreflightFinding(
            kind: expires <= now ? .certificateExpired : .certificateExpiresSoon,
            losesPhones: false, count: 0, nodes: [node], unit: unit, expires: expires))
      }
      let services = servicesOnOldCertificates(of: node)
      guard !services.isEmpty else { continue }
      findings.append(
        PreflightFinding(
          kind: .oldCertificateLoaded, losesPhones: false, count: 0, nodes: [node],
          services: services))
    }
    return findings
  }

  private func servicesOnOldCertificates(of node: NodeID) -> [Service] {
    let state = servers[node]
    var services: [Service] = []
    if state.serves(.callManager), state.loadedCallManager != state.disk[.callManager] {
      services.append(.callManager)
    }
    if state.serves(.tftp), let published = state.published,
      published.configurationSigner != state.disk[.callManager]
    {
      services.append(.tftp)
    }
    if state.serves(.tvs), let loaded = state.loadedTVS, loaded.presented != state.disk[.tvs] {
      services.append(.tvs)
    }
    return services
  }
}
