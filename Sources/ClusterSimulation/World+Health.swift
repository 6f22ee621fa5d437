import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

// What is wrong with the certificates of a cluster before anybody changes anything.

extension World {
  /// Certificates that end within so many days are worth a word.
  private static let nearDays: Int64 = 90

  /// Certificates that have expired or soon will, and services that run on something older than
  /// the cluster has, with the phones that their restart would lose now.
  mutating func certificateFindings() -> [PreflightFinding] {
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
      let services = World.staleServices(on: node, in: servers)
      guard !services.isEmpty else { continue }
      findings.append(
        PreflightFinding(
          kind: .oldCertificateLoaded, losesPhones: false,
          count: phonesLost(byRestarting: services, on: node), nodes: [node],
          services: services))
    }
    return findings
  }
}
