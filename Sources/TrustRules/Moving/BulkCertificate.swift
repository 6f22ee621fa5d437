import ClusterModel

extension RuleRecord {
  static let bulkCertificate = RuleRecord(
    .bulkCertificate, .moving, .documented,
    source: "Cisco 213407; Cisco 215539",
    "Clusters that export to one SFTP directory, consolidate it once and import it hold the CallManager and ITLRecovery of each other in Phone-SAST-trust and CallManager-trust, CAPF in CallManager-trust, tomcat in tomcat-trust."
  )
}
