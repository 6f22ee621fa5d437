import ClusterModel

extension RuleRecord {
  static let drsBackup = RuleRecord(
    .drsBackup, .recovering, .documented,
    source: "Cisco 116232, backup and restore; Changing IP Address and Hostname",
    "A backup holds the own units of each node with their keys, and of the publisher ITLRecovery,"
      + " CAPF, the trust units, the parameters and the CTL file.")
}
