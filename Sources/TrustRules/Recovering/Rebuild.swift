package import ClusterModel

extension RuleRecord {
  static let rebuild = RuleRecord(
    .rebuild, .recovering, .documented,
    source: "Cisco 116232, backup and restore; Cisco 117598, backing up ITLRecovery",
    "A node that is installed anew without a restore has new keys: to its phones it is another"
      + " cluster; a publisher takes the database over from a subscriber.")
}

extension Deliberation {
  /// The units that get a new key when a node is installed anew.
  package mutating func unitsRegenerated(byRebuilding node: NodeState, _ name: ReleaseName)
    -> [CertificateUnit]
  {
    let release = Release(name)
    let units = CertificateUnit.allCases.filter {
      release.hasUnit($0, onPublisher: node.isPublisher)
    }
    return apply(.rebuild, units, without: [])
  }
}
