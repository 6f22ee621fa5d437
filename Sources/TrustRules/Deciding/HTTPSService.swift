import ClusterModel

extension RuleRecord {
  static let httpsService = RuleRecord(
    .httpsService, .deciding, .documented,
    source: "Cisco 116232, HTTPS services; Cisco 118699",
    "A secured URL works if the tomcat certificate that its host presents is in a held list, in"
      + " the cache, or vouched for by TVS as an application server; telephony is untouched.")
}
