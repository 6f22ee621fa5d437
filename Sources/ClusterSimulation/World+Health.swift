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
    return findings + oldListings()
  }

  /// Certificates of running nodes of which other nodes' ITLs have an older one than their own
  /// databases: whoever holds such a list has no use of that TVS, or waits for the new recovery
  /// key. With the phones that a restart of TFTP would lose on the worst of those nodes.
  private mutating func oldListings() -> [PreflightFinding] {
    var findings: [PreflightFinding] = []
    var lostBy: [NodeID: Int] = [:]
    for owner in servers.nodes.indices.map(NodeID.init) where servers[owner].power.isRunning {
      for unit in [CertificateUnit.tvs, .itlRecovery] {
        let listers = servers.nodes(of: servers[owner].cluster).filter {
          listsOld(unit, of: owner, on: $0)
        }
        guard !listers.isEmpty else { continue }
        var lost = 0
        for lister in listers {
          let count = lostBy[lister] ?? phonesLost(byRestarting: [.tftp], on: lister)
          lostBy[lister] = count
          lost = max(lost, count)
        }
        findings.append(
          PreflightFinding(
            kind: .oldCertificateListed, losesPhones: false, count: lost,
            nodes: listers + [owner], unit: unit))
      }
    }
    return findings
  }

  private func listsOld(_ unit: CertificateUnit, of owner: NodeID, on node: NodeID) -> Bool {
    guard servers[node].serves(.tftp), let files = servers[node].published, files.hasITL,
      let current = servers[node].database.certificate(unit, of: owner)
    else { return false }
    let listed = files.itl.records.map(\.certificate).filter {
      servers.certificates[$0].owner == .unit(unit, of: owner)
    }
    return !listed.isEmpty && !listed.contains(current)
  }
}
