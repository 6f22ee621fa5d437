import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

// What is wrong with the certificates of a cluster before anybody changes anything.

extension World {
  /// Certificates that end within so many days are worth a word.
  private static let nearDays: Int64 = 90

  /// Certificates that have expired or soon will, and services that run on something older than
  /// the cluster has, with the phones that their restart would lose now, or put out of service.
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
      let harm = harm(byRestarting: services, on: node)
      findings.append(
        PreflightFinding(
          kind: .oldCertificateLoaded, losesPhones: false, count: harm.lost,
          outOfService: harm.outOfService, nodes: [node], services: services))
    }
    return findings + oldListings()
  }

  /// Certificates of running nodes of which other nodes' ITLs have an older one than their own
  /// databases: whoever holds such a list has no use of that TVS, or waits for the new recovery
  /// key. With the phones that a restart of TFTP would lose on the worst of those nodes.
  private mutating func oldListings() -> [PreflightFinding] {
    var findings: [PreflightFinding] = []
    var harmOf: [NodeID: Harm] = [:]
    let listersOf = listersOfOld()
    for owner in servers.nodes.indices.map(NodeID.init) where servers[owner].power.isRunning {
      for unit in [CertificateUnit.tvs, .itlRecovery] {
        guard let listers = listersOf[.unit(unit, of: owner)] else { continue }
        var worst = Harm()
        for lister in listers {
          let harm = harmOf[lister] ?? harm(byRestarting: [.tftp], on: lister)
          harmOf[lister] = harm
          if (harm.lost, harm.outOfService) > (worst.lost, worst.outOfService) { worst = harm }
        }
        findings.append(
          PreflightFinding(
            kind: .oldCertificateListed, losesPhones: false, count: worst.lost,
            outOfService: worst.outOfService,
            nodes: listers + [owner], unit: unit))
      }
    }
    return findings
  }

  /// For owners of which ITLs of their cluster have a certificate, but not the one that the
  /// lister's own database has of them: the nodes that list them so, in order.
  private func listersOfOld() -> [CertificateOwner: [NodeID]] {
    var listers: [CertificateOwner: [NodeID]] = [:]
    // Lists share most of their records, and the databases they were made of say the same.
    var last: (records: CommonRecords, database: DatabaseCopy, old: [CertificateOwner])?
    for node in servers.nodes.indices.map(NodeID.init) {
      guard servers[node].serves(.tftp), let files = servers[node].published, files.hasITL else {
        continue
      }
      let database = servers[node].database
      let cluster = servers[node].cluster
      var old: [CertificateOwner] = []
      if let common = files.itl.parts.common {
        if let last, last.records === common, last.database.sharesUnits(with: database) {
          old = last.old
        } else {
          old = oldOwners(of: common.certificates, database, cluster)
          last = (common, database, old)
        }
      }
      let rest = (files.itl.parts.first + files.itl.parts.last).map(\.certificate)
      old += oldOwners(of: rest, database, cluster)
      var seen: Set<CertificateOwner> = []
      for owner in old where seen.insert(owner).inserted {
        guard case .unit(let unit, let other) = owner,
          let current = database.certificate(unit, of: other),
          !files.itl.lists(current)
        else { continue }
        listers[owner, default: []].append(node)
      }
    }
    return listers
  }

  /// The owners in a cluster of certificates of which a database has another, in order.
  private func oldOwners(
    of certificates: [CertificateID], _ database: DatabaseCopy, _ cluster: ClusterID
  ) -> [CertificateOwner] {
    var owners: [CertificateOwner] = []
    for certificate in certificates {
      let owner = servers.certificates[certificate].owner
      guard case .unit(let unit, let node) = owner, servers[node].cluster == cluster,
        let current = database.certificate(unit, of: node), current != certificate
      else { continue }
      owners.append(owner)
    }
    return owners
  }
}
