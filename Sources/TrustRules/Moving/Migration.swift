import ClusterModel

extension RuleRecord {
  static let migration = RuleRecord(
    .migration, .moving, .documented,
    source: "Cisco 213407, background and verification",
    "A phone whose option 150 points at another cluster asks the TVS of its last accepted"
      + " configuration, which is the source's, about the signers of that cluster.")
}

extension Deliberation {
  /// What a TVS says about a certificate, where that is another cluster's.
  mutating func acrossClusters(
    _ reply: TVSReply, about certificate: CertificateID, by node: NodeID, servers: Servers
  ) -> TVSReply {
    guard case .unit(_, let owner) = servers.certificates[certificate].owner,
      servers[owner].cluster != servers[node].cluster
    else { return reply }
    return apply(.migration, reply, without: .denies(.migration))
  }
}
