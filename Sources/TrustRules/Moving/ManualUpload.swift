package import ClusterModel

extension RuleRecord {
  static let manualUpload = RuleRecord(
    .manualUpload, .moving, .documented,
    source: "Cisco 213407, method 2",
    "Certificates of the target uploaded to Phone-SAST-trust of the source let phones move one"
      + " way: the CallManager of every TFTP node of the target, and ITLRecovery where it signs.")
}

extension Deliberation {
  /// What an upload by hand puts where: into the cluster whose GUI takes it, and nowhere else.
  package mutating func deliveries(of certificate: CertificateID, to stores: [TrustStore])
    -> [TrustDelivery]
  {
    let all = stores.map { TrustDelivery(certificate: certificate, store: $0) }
    return apply(.manualUpload, all, without: [])
  }
}
