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
  package mutating func publish(at node: NodeID, ctl: TrustList?, servers: Servers)
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
