import ClusterModel

extension RuleRecord {
  static let itlSigner = RuleRecord(
    .itlSigner, .publishing, .documented,
    source: "Cisco 214231, ITL signer",
    "The ITL is signed by the CallManager key of the TFTP node that serves it; from 12.0 "
      + "by the ITLRecovery key of the publisher.")
}

extension Deliberation {
  /// The key that signs the ITL of a TFTP node; nil where the node has none.
  mutating func itlSigner(of node: NodeID, servers: Servers) -> CertificateID? {
    let own = servers[node].disk[.callManager]
    guard Release(servers[servers[node].cluster].release).itlRecoverySignsITL else {
      return apply(.itlSigner, own, without: recovery(at: node, servers: servers))
    }
    return apply(.itlSigner, recovery(at: node, servers: servers) ?? own, without: own)
  }
}
