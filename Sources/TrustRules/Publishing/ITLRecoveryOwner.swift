import ClusterModel

extension RuleRecord {
  static let itlRecoveryOwner = RuleRecord(
    .itlRecoveryOwner, .publishing, .documented,
    source: "Cisco 117598, ITLRecovery; Cisco 214231", releases: "10.0 and later",
    "Only the ITLRecovery certificate of the publisher is used in trust lists, whichever "
      + "node has one.")
}

extension Deliberation {
  /// The ITLRecovery certificate that a node lists and signs with, as its database has it.
  mutating func recovery(at node: NodeID, servers: Servers) -> CertificateID? {
    let database = servers[node].database
    let owner = servers.publisher(of: servers[node].cluster)
    return apply(
      .itlRecoveryOwner, owner.flatMap { database.certificate(.itlRecovery, of: $0) },
      without: database.certificate(.itlRecovery, of: node))
  }
}
