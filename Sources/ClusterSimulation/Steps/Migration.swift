import ClusterModel
import ServerActs
import SimulationTrace
import TrustRules
import VirtualTime

/// One directory of the SFTP server that bulk certificate management works with.
struct BulkDirectory: Sendable {
  /// One file a cluster, the newest; in order of the clusters.
  var exports: [BulkExport] = []
  /// The exports that were there at the last consolidation; nil: never consolidated.
  var consolidated: [BulkExport]?
}

/// Moving phones between clusters: certificates exchanged, phones inserted in another database.
extension World {
  /// Which clusters are the centre for the phones of which: those whose TFTP nodes a site of
  /// another cluster names from the start.
  static func centres(of estate: Estate) -> [CentralTFTP] {
    var found: [CentralTFTP] = []
    func add(_ home: ClusterID, _ site: Site) {
      for node in site.option150 where estate[node].cluster != home {
        let pair = CentralTFTP(centre: estate[node].cluster, home: home)
        if !found.contains(pair) { found.append(pair) }
      }
    }
    for site in estate.sites { add(site.cluster, site) }
    // Phones may stand at a site that another cluster's lines describe.
    for block in estate.phones { add(estate[block.group].cluster, estate[block.site]) }
    return found
  }

  // MARK: Bulk certificate management

  mutating func bulkCertificate(
    _ operation: Action.BulkOperation, sftp: String, of cluster: ClusterID, number: Int
  ) -> Prompt {
    guard let publisher = answeringPublisher(of: cluster) else {
      return .refused(.publisherDown(.bulkCertificate))
    }
    var directory = serverSide.bulkDirectories[sftp] ?? BulkDirectory()
    switch operation {
    case .export:
      let servers = serverSide.servers
      guard let export = consult({ $0.bulkExport(of: cluster, servers: servers) }) else {
        return .refused(.nothingToExport)
      }
      directory.exports.removeAll { $0.cluster == cluster }
      directory.exports.append(export)
      directory.exports.sort { $0.cluster < $1.cluster }
      remark(
        number,
        .exported(certificates: export.entries.count, ofClusters: clusterNames([export])))
    case .consolidate:
      let exports = directory.exports
      guard consult({ $0.canConsolidate(exports) }) else {
        return .refused(
          .nothingToConsolidate(ofClusters: clusterNames(exports), directory: sftp))
      }
      directory.consolidated = exports
      remark(number, .consolidated(ofClusters: clusterNames(exports)))
    case .import:
      guard let all = directory.consolidated else {
        return .refused(.noConsolidatedFile(directory: sftp))
      }
      return importBulk(all, on: publisher, of: cluster, number: number)
    }
    serverSide.bulkDirectories[sftp] = directory
    return .now
  }

  private mutating func importBulk(
    _ consolidated: [BulkExport], on publisher: NodeID, of cluster: ClusterID, number: Int
  ) -> Prompt {
    let others = consolidated.filter { $0.cluster != cluster }
    let release = serverSide.servers[cluster].release
    for export in others where !consult({ $0.imports(export, on: release) }) {
      return .refused(.writtenByRelease(export.release, importedBy: release))
    }
    guard !others.isEmpty else {
      remark(number, .nothingOfOtherClusters)
      return .now
    }
    var deliveries: [TrustDelivery] = []
    for export in others { deliveries += consult { $0.deliveries(of: export) } }
    let results = deliveries.map { deliver($0, to: publisher) }
    let hasOwn = consolidated.contains { $0.cluster == cluster }
    remark(
      number,
      .imported(
        ofClusters: clusterNames(others), World.uploads(results),
        lacksOwn: hasOwn ? nil : premises.scenario.estate[cluster].name))
    spreadChanges(from: publisher)
    serversChanged()
    return .now
  }

  // MARK: Upload by hand

  mutating func upload(
    _ source: Action.UploadSource, as stores: [TrustStore], to cluster: ClusterID, number: Int
  ) -> Prompt {
    guard let publisher = answeringPublisher(of: cluster) else {
      return .refused(.publisherDown(.manualUpload))
    }
    let certificate: CertificateID
    switch source {
    case .unit(let unit, let node):
      guard let own = serverSide.servers[node].disk[unit] else {
        return .refused(.noUnit(unit, on: premises.scenario.estate[node].name))
      }
      certificate = own
    case .token(let name):
      guard let own = serverSide.servers.eTokens[name] else {
        return .refused(.noToken(name))
      }
      certificate = own
    }
    let deliveries = consult { $0.deliveries(of: certificate, to: stores) }
    let results = deliveries.map { deliver($0, to: publisher) }
    spreadChanges(from: publisher)
    serversChanged()
    // One file at a time is uploaded; it is refused where one of the trust units refuses it.
    if let refusal = results.compactMap(\.refusal).first {
      return .refused(refusal)
    }
    remark(number, .uploaded(World.uploads(results)))
    return .now
  }

  /// Puts a certificate into a trust unit of the node's copy of the database.
  private mutating func deliver(_ delivery: TrustDelivery, to node: NodeID) -> TrustUpload {
    let (database, book, now) = (
      serverSide.servers[node].database, serverSide.servers.certificates, agenda.now
    )
    let result = consult { $0.outcome(of: delivery, into: database, book, now: now) }
    if case .added(let old) = result {
      serverSide.servers.addTrust(delivery, replacing: old, on: node)
    }
    return result
  }

  private static func uploads(_ results: [TrustUpload]) -> StepRemark.Uploads {
    var uploads = StepRemark.Uploads()
    for result in results {
      switch result {
      case .added(replacing: nil): uploads.added += 1
      case .added: uploads.replaced += 1
      case .refusedAsExpired, .refusedAsOlder: uploads.refused += 1
      case .isThere: break
      }
    }
    return uploads
  }

  // MARK: Phones in databases

  /// Phones get another group in a database, or are inserted in one that did not know them; they
  /// fetch it at their next boot.
  mutating func movePhones(
    _ selection: Selection, to group: GroupID, number: Int
  ) -> Prompt {
    let target = serverSide.servers[group].cluster
    guard let publisher = answeringPublisher(of: target) else {
      return .refused(.publisherDown(.phoneFiles))
    }
    var moves = StepRemark.PhoneMoves(
      to: premises.scenario.estate[group].name, of: premises.scenario.estate[target].name)
    for phone in select(selection) {
      let old = cohort(phone)
      var new = old
      new.group = group
      // The cluster it comes from goes on knowing it.
      if serverSide.servers[old.group].cluster != target { new.alsoIn = old.group }
      guard new != old else { continue }
      setCohort(phone, handle(of: new))
      if serverSide.servers.group(of: old, in: target) != nil {
        moves.moved += 1
      } else {
        moves.inserted += 1
        if old.alsoIn != nil { moves.forgotten += 1 }
      }
    }
    remark(number, .moved(moves))
    spreadChanges(from: publisher)
    serversChanged()
    return .now
  }

  // MARK: Words

  private func answeringPublisher(of cluster: ClusterID) -> NodeID? {
    serverSide.servers.publisher(of: cluster).flatMap {
      serverSide.servers[$0].power.isRunning ? $0 : nil
    }
  }

  private func clusterNames(_ exports: [BulkExport]) -> [String] {
    exports.map { premises.scenario.estate[$0.cluster].name }
  }

  private mutating func remark(_ number: Int, _ remark: StepRemark) {
    record(.stepRemark(number, remark))
  }
}

extension TrustUpload {
  /// Why the page of certificate management refused the file; nil: it did not.
  fileprivate var refusal: StepRefusal? {
    switch self {
    case .added, .isThere: nil
    case .refusedAsExpired: .uploadExpired
    case .refusedAsOlder: .uploadOlder
    }
  }
}
