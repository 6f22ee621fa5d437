import ClusterModel

extension RuleRecord {
  static let oneTrustCertificatePerName = RuleRecord(
    .oneTrustCertificatePerName, .changing, .documented,
    source: "Cisco 217138, trust certificates",
    "An upload replaces the certificate of the same subject in that store; one that has expired, or"
      + " is older than the one there, is refused.")
}
