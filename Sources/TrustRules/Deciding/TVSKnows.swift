import ClusterModel

extension RuleRecord {
  static let tvsKnows = RuleRecord(
    .tvsKnows, .deciding, .documented,
    source: "Cisco 213407, restart of TVS; own units assumed",
    "TVS knows own units as soon as its copy of the database has them, and trust units as "
      + "they stood when it started.")
}

/// A place where a TVS finds a certificate.
enum TVSKnowledge: Hashable {
  case unit(CertificateUnit)
  case store(TrustStore)
}

extension Deliberation {
  /// Where this node's TVS finds the certificate: own units as its database has them now, trust
  /// units as they stood when it started.
  mutating func knowledge(
    of certificate: CertificateID, at node: NodeID, servers: Servers
  ) -> [TVSKnowledge] {
    let state = servers[node]
    var found: [TVSKnowledge] = []
    let owner = servers.certificates[certificate].owner
    for unit in state.database.unitsHolding(certificate, of: owner) { found.append(.unit(unit)) }
    if let unit = remembersReplaced(certificate, in: state.database, servers.certificates) {
      found.append(.unit(unit))
    }
    if let loaded = state.loadedTVS {
      for entry in loaded.trust
      where entry.certificate == certificate && entry.isPresent.value {
        found.append(.store(entry.store))
      }
    }
    return apply(.tvsKnows, found, without: [])
  }
}
