import ClusterModel

extension RuleRecord {
  static let configSigner = RuleRecord(
    .configSigner, .publishing, .assumed,
    source: "Cisco 116232, TFTP download authentication; 12.0 and later assumed",
    "A configuration is signed with the CallManager key that the serving TFTP uses; the "
      + "other reading, from 12.0, is ITLRecovery, and SAST then also carries a "
      + "configuration.")
}

extension Deliberation {
  /// The ITLRecovery key by which configurations might be signed instead; nil where it is known
  /// that CallManager signs them.
  mutating func otherConfigurationSigner(of node: NodeID, servers: Servers) -> CertificateID? {
    let release = Release(servers[servers[node].cluster].release)
    guard release.configurationSigner == .undecided else { return nil }
    return recovery(at: node, servers: servers)
  }
}
