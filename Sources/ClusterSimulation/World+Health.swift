import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

// What is wrong with the certificates of a cluster before anybody changes anything.

extension World {
  /// Certificates that have expired or soon will, and services that run on something older than
  /// the cluster has, with the phones that their restart would lose now, or put out of service.
  mutating func certificateFindings() -> [PreflightFinding] {
    var findings: [PreflightFinding] = []
    for node in serverSide.servers.nodes.indices.map(NodeID.init)
    where serverSide.servers[node].power.isRunning {
      for unit in CertificateUnit.allCases {
        // A subscriber's CAPF and ITLRecovery are not used.
        let isUsed = serverSide.servers[node].isPublisher || !unit.onlyPublisherMatters
        guard isUsed, let id = serverSide.servers[node].disk[unit] else { continue }
        let expires = serverSide.servers.certificates[id].expires
        guard expires < agenda.now + FixedConstant.expiryWarning.duration else { continue }
        findings.append(
          expires <= agenda.now
            ? .certificateExpired(unit, of: node, expires: expires)
            : .certificateExpiresSoon(unit, of: node, expires: expires))
      }
      let services = serverSide.servers.staleServices(on: node)
      guard !services.isEmpty else { continue }
      let harm = harm(byRestarting: services, on: node)
      findings.append(
        .oldCertificateLoaded(
          by: services, on: node,
          restart: .init(lost: harm.lost, outOfService: harm.outOfService)))
    }
    return findings + oldListings()
  }

  /// Certificates of running nodes of which other nodes' ITLs have an older one than their own
  /// databases: whoever holds such a list has no use of that TVS, or waits for the new recovery
  /// key. With the phones that a restart of TFTP would lose on the worst of those nodes.
  private mutating func oldListings() -> [PreflightFinding] {
    var findings: [PreflightFinding] = []
    var harmOf: [NodeID: Harm] = [:]
    let listersOf = serverSide.servers.listersOfOldCertificates()
    for owner in serverSide.servers.nodes.indices.map(NodeID.init)
    where serverSide.servers[owner].power.isRunning {
      for unit in [CertificateUnit.tvs, .itlRecovery] {
        guard let listers = listersOf[.unit(unit, of: owner)] else { continue }
        var worst = Harm()
        for lister in listers {
          let harm = harmOf[lister] ?? harm(byRestarting: [.tftp], on: lister)
          harmOf[lister] = harm
          if (harm.lost, harm.outOfService) > (worst.lost, worst.outOfService) { worst = harm }
        }
        findings.append(
          .oldCertificateListed(
            unit, of: owner, by: listers,
            restart: .init(lost: worst.lost, outOfService: worst.outOfService)))
      }
    }
    return findings
  }
}
