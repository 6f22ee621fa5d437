import ClusterModel

extension RuleRecord {
  static let ctlSAST = RuleRecord(
    .ctlSAST, .publishing, .documented,
    source: "Security Guide 12.5/14, CTL signer",
    "The SAST records and the signer of a CTL follow from release and signing: tokenless "
      + "by CallManager (ITLRecovery from 12.0), else by an eToken.")
}

extension Deliberation {
  /// The certificates that stand as SAST in a CTL built now, its signer first.
  ///
  /// With eTokens the first held token signs; nil if none is held or the release has no such CTL.
  mutating func ctlSAST(of cluster: ClusterID, servers: Servers) -> [CertificateID]? {
    let state = servers[cluster]
    let release = Release(state.release)
    guard let publisher = servers.publisher(of: cluster) else { return nil }
    let own = { (unit: CertificateUnit) in
      servers[publisher].database.certificate(unit, of: publisher)
    }
    var sast: [CertificateID] = []
    switch state.ctlSigning {
    case .tokenless: sast = release.tokenlessSAST.compactMap(own)
    case .tokens(let names):
      guard release.hasTokenCTL else { return nil }
      sast = names.compactMap { servers.eTokens[$0] } + release.tokenSAST.compactMap(own)
    }
    guard !sast.isEmpty else { return nil }
    return apply(.ctlSAST, sast, without: sast.reversed())
  }
}
