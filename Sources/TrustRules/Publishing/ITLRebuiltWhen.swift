package import ClusterModel

extension RuleRecord {
  static let itlRebuiltWhen = RuleRecord(
    .itlRebuiltWhen, .publishing, .documented,
    source: "Cisco 116232 and 117598",
    "TFTP builds its ITL when it starts, and where certificates take effect at the change "
      + "notification, also when its own CallManager, any TVS of the cluster or CAPF changes "
      + "in its copy of the database; a new ITLRecovery alone rebuilds nothing.")
}

extension Deliberation {
  /// What TFTP of a node publishes if it builds its list now; nil without a CallManager key.
  package mutating func filesToPublish(at node: NodeID, ctl: TrustList?, servers: Servers)
    -> PublishedFiles?
  {
    guard let own = servers[node].disk[.callManager],
      let signer = itlSigner(of: node, servers: servers)
    else { return nil }
    let itl = buildITL(of: node, signer: signer, servers: servers)
    var files = PublishedFiles(
      ctl: ctl, itl: itl,
      configurationSigner: configurationSigner(callManager: own, itlSigner: signer),
      isITLTooLarge: isTooLarge(itl, servers.certificates))
    files.hasITL = Release(servers[servers[node].cluster].release).hasSecurityByDefault
    return files
  }

  /// Whether a change of this unit, once it is in the node's copy of the database, makes the TFTP
  /// of the node rebuild its list.
  package mutating func rebuilds(
    _ tftp: NodeID, on unit: CertificateUnit, of node: NodeID, servers: Servers
  ) -> Bool {
    let concerns =
      switch unit {
      case .callManager, .callManagerECDSA: node == tftp
      case .tvs: servers[node].cluster == servers[tftp].cluster && servers[node].has(.tvs)
      case .capf:
        servers[node].cluster == servers[tftp].cluster && servers[node].isPublisher
      case .itlRecovery, .tomcat, .tomcatECDSA, .ipsec, .authz: false
      }
    guard concerns, takesEffectAtNotification(servers[servers[tftp].cluster].release) else {
      return false
    }
    return apply(.itlRebuiltWhen, true, without: false)
  }
}

/// ITLs that were not built anew since.
extension Servers {
  /// For owners of which ITLs of their cluster have a certificate, but not the one that the
  /// lister's own database has of them: the nodes that list them so, in order.
  package func listersOfOldCertificates() -> [CertificateOwner: [NodeID]] {
    var listers: [CertificateOwner: [NodeID]] = [:]
    // Lists share most of their records, and the databases they were made of say the same.
    var last: (records: CommonRecords, database: DatabaseCopy, old: [CertificateOwner])?
    for node in nodes.indices.map(NodeID.init) {
      guard self[node].serves(.tftp), let files = self[node].published, files.hasITL else {
        continue
      }
      let database = self[node].database
      let cluster = self[node].cluster
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
      let owner = self.certificates[certificate].owner
      guard case .unit(let unit, let node) = owner, self[node].cluster == cluster,
        let current = database.certificate(unit, of: node), current != certificate
      else { continue }
      owners.append(owner)
    }
    return owners
  }
}
