import ClusterModel

extension RuleRecord {
  static let manualUpload = RuleRecord(
    .manualUpload, .moving, .documented,
    source: "Cisco 213407",
    "Certificates of the target uploaded to Phone-SAST-trust of the source let phones move one way: the CallManager of every TFTP node of the target, and ITLRecovery where it signs."
  )
}
