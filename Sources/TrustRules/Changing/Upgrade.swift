package import ClusterModel

extension RuleRecord {
  static let upgrade = RuleRecord(
    .upgrade, .changing, .documented,
    source: "Security Guide 12.5, upgrades; that it goes to a later release only, and that the"
      + " cluster counts as the new one from the restart of its publisher, is assumed",
    "An upgrade keeps certificates and keys; the rules of the new release hold from the restart,"
      + " and units that come with it, such as ITLRecovery at 10.0, are made then.")
}

extension Deliberation {
  /// The units that get a new certificate when a node starts in a release.
  package mutating func unitsRegenerated(byUpgrading node: NodeState, to name: ReleaseName)
    -> [CertificateUnit]
  {
    let release = Release(name)
    let units = CertificateUnit.allCases.filter {
      release.hasUnit($0, onPublisher: node.isPublisher)
    }
    return apply(.upgrade, units.filter { node.disk[$0] == nil }, without: units)
  }
}
