import ClusterModel

extension RuleRecord {
  static let tvsRoles = RuleRecord(
    .tvsRoles, .deciding, .observed,
    source: "Cisco 210541, certificate roles (9.1(2)); against Cisco 116232",
    "TVS vouches for a certificate that its database has in a unit with a wanted role: CallManager"
      + " and Phone-SAST-trust for trust lists and configurations, CallManager-trust for nothing."
      + " Alternative: TVS vouches for every certificate in its database.")
}

extension TVSKnowledge {
  /// The roles for which TVS vouches for a certificate found here, ITLRecovery apart.
  var roles: [Role] {
    switch self {
    case .unit(.callManager), .unit(.callManagerECDSA): [.ccmTFTP, .sast]
    case .unit(.tvs): [.tvs]
    case .unit(.capf): [.capf]
    case .unit(.tomcat), .unit(.tomcatECDSA), .unit(.ipsec): [.applicationServer]
    case .unit(.itlRecovery), .unit(.authz): []
    case .store(.phoneSASTTrust): [.sast, .tftp]
    case .store(.tomcatTrust), .store(.phoneTrust), .store(.phoneCTLTrust): [.applicationServer]
    case .store(.phoneVPNTrust): [.vpn]
    case .store(.callManagerTrust), .store(.capfTrust), .store(.ipsecTrust), .store(.tvsTrust),
      .store(.directoryTrust):
      []
    }
  }
}

extension Deliberation {
  /// Whether the TVS of a node says yes about a certificate.
  mutating func vouches(_ node: NodeID, for question: TVSQuestion, servers: Servers) -> Bool {
    let found = knowledge(of: question.certificate, at: node, servers: servers)
    let byUnit = found.contains { !question.roles.filter($0.roles.contains).isEmpty }
    let byRecovery = vouchesForITLRecovery(found, question)
    speak(.tvsRoles)
    // Under the alternative any certificate in the database is vouched for, ITLRecovery too.
    let byDatabase = choose(
      .tvsRoles, standard: byUnit || byRecovery, alternative: !found.isEmpty)
    return byDatabase || ctlFileVouches(at: node, for: question, servers: servers)
  }
}
