package import ClusterModel

extension RuleRecord {
  static let cscvv13565 = RuleRecord(
    .cscvv13565, .defects, .documented,
    source: "CSCvv13565", releases: "from 10.0 to 12.0, upgraded to 12.5(1) up to 12.5(1)SU2",
    "A refresh upgrade from 10.0 to 12.0, to 12.5(1) up to SU2, regenerates ITLRecovery.")
}

extension Deliberation {
  /// Whether an upgrade of a publisher from one release to another regenerates ITLRecovery.
  package mutating func upgradeRegeneratesITLRecovery(
    from old: ReleaseName, to new: ReleaseName
  ) -> Bool {
    guard Release(old).hasITLRecovery,
      law.defects.contains(.cscvv13565) || Release(old).losesITLRecovery(upgradedTo: Release(new))
    else { return false }
    return apply(.cscvv13565, true, without: false)
  }
}
