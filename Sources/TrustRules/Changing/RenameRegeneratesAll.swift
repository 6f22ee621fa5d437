package import ClusterModel

extension RuleRecord {
  static let renameRegeneratesAll = RuleRecord(
    .renameRegeneratesAll, .changing, .documented,
    source: "Cisco 116232, changing host names; Changing IP Address and Hostname",
    "A change of hostname, domain or address regenerates every certificate of that node "
      + "except ITLRecovery, and reboots it.")
}

extension Deliberation {
  /// The units of a node that get a new certificate when it is renamed.
  package mutating func unitsRegenerated(byRenaming node: NodeState) -> [CertificateUnit] {
    let units = CertificateUnit.allCases.filter { $0 != .itlRecovery && node.disk[$0] != nil }
    return apply(.renameRegeneratesAll, units, without: [])
  }
}
