package import ClusterModel

extension RuleRecord {
  static let regenerationResetsPhones = RuleRecord(
    .regenerationResetsPhones, .changing, .documented,
    source: "Cisco 116232 and 117598; 8.6 to 9.x assumed", releases: "8.6 and later",
    "A regeneration of a TVS, a CallManager or the CAPF of the publisher resets the "
      + "registered phones of the cluster once, within 60 s.")
}

extension Deliberation {
  /// Whether a new certificate of this unit resets the registered phones of the cluster.
  package mutating func resetsPhones(
    _ unit: CertificateUnit, of node: NodeState, in cluster: ClusterState
  ) -> Bool {
    let release = Release(cluster.release)
    switch unit {
    case .tvs, .callManager, .callManagerECDSA: break
    case .capf where node.isPublisher: break
    case .capf, .itlRecovery, .tomcat, .tomcatECDSA, .ipsec, .authz: return false
    }
    if release.hasPhoneInteraction && !cluster.phoneInteractionAutomatic { return false }
    switch release.resetsPhones {
    case .no: return false
    case .yes: return apply(.regenerationResetsPhones, true, without: false)
    case .undecided:
      speak(.regenerationResetsPhones)
      return choose(.regenerationResetsPhones, standard: true, alternative: false)
    }
  }
}
