package import ClusterModel

extension RuleRecord {
  static let fipsRegeneratesAll = RuleRecord(
    .fipsRegeneratesAll, .changing, .documented,
    source: "Security Guide 12.5, FIPS mode",
    "utils fips enable regenerates every certificate of the node, ITLRecovery with the others, and"
      + " reboots it.")
}

extension Deliberation {
  /// The units of a node that get a new certificate when FIPS mode is enabled there.
  package mutating func unitsRegenerated(byFIPSOn node: NodeState) -> [CertificateUnit] {
    let units = CertificateUnit.allCases.filter { node.disk[$0] != nil }
    return apply(.fipsRegeneratesAll, units, without: [])
  }
}
