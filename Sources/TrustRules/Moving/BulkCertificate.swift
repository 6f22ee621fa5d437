package import ClusterModel

extension RuleRecord {
  static let bulkCertificate = RuleRecord(
    .bulkCertificate, .moving, .documented,
    source: "Cisco 213407, method 1; Cisco 215539",
    "Clusters that export to one SFTP directory, consolidate it once and import it hold the"
      + " CallManager and ITLRecovery of each other in Phone-SAST-trust and CallManager-trust, CAPF"
      + " in CallManager-trust, tomcat in tomcat-trust.")
}

/// The file that one cluster puts into an SFTP directory, with its certificates as they stood then.
package struct BulkExport: Hashable, Sendable {
  /// A certificate and the unit it came from, which says where it goes.
  package struct Entry: Hashable, Sendable {
    package var unit: CertificateUnit
    package var certificate: CertificateID
  }
  package var cluster: ClusterID
  package var release: ReleaseName
  package var entries: [Entry]
}

/// A certificate on its way into a trust unit.
package struct TrustDelivery: Hashable, Sendable {
  package var certificate: CertificateID
  package var store: TrustStore
  package init(certificate: CertificateID, store: TrustStore) {
    self.certificate = certificate
    self.store = store
  }
}

extension Deliberation {
  /// What a bulk export of this cluster writes now: CallManager and tomcat of every node, the
  /// ITLRecovery and CAPF that the cluster uses.
  package func bulkExport(of cluster: ClusterID, servers: Servers) -> BulkExport? {
    guard let publisher = servers.publisher(of: cluster) else { return nil }
    let database = servers[publisher].database
    var entries: [BulkExport.Entry] = []
    for unit in [CertificateUnit.callManager, .itlRecovery, .capf, .tomcat] {
      let owners =
        unit == .itlRecovery || unit == .capf ? [publisher] : servers.nodes(of: cluster)
      for owner in owners {
        guard let certificate = database.certificate(unit, of: owner) else { continue }
        entries.append(BulkExport.Entry(unit: unit, certificate: certificate))
      }
    }
    return BulkExport(cluster: cluster, release: servers[cluster].release, entries: entries)
  }

  /// Where an import puts the certificates of another cluster's export.
  package mutating func deliveries(of export: BulkExport) -> [TrustDelivery] {
    let all = export.entries.flatMap { entry in
      entry.unit.storesOfImport.map {
        TrustDelivery(certificate: entry.certificate, store: $0)
      }
    }
    return apply(.bulkCertificate, all, without: [])
  }

  /// How many clusters must have exported to a directory before it can be consolidated.
  package func canConsolidate(_ exports: [BulkExport]) -> Bool { exports.count >= 2 }
}

extension CertificateUnit {
  /// The trust units into which a bulk import puts a certificate of this unit.
  fileprivate var storesOfImport: [TrustStore] {
    switch self {
    case .callManager, .itlRecovery: [.phoneSASTTrust, .callManagerTrust]
    case .capf: [.callManagerTrust]
    case .tomcat: [.tomcatTrust]
    case .callManagerECDSA, .tvs, .tomcatECDSA, .ipsec, .authz: []
    }
  }
}
