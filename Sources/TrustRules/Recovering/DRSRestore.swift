package import ClusterModel

extension RuleRecord {
  static let drsRestore = RuleRecord(
    .drsRestore, .recovering, .documented,
    source: "Cisco 116232, backup and restore; Changing IP Address and Hostname",
    "A restore works only onto the hostname of the backup, and in its release (assumed); it"
      + " brings the state of the backup back,"
      + " keys that were replaced since with it, and the databases of the others follow.")
}

extension Deliberation {
  /// Whether a cluster of this release can be restored from a backup: one made in the same release.
  package mutating func restores(_ backup: ClusterBackup, in release: ReleaseName) -> Bool {
    apply(.drsRestore, backup.release == release, without: true)
  }

  /// Whether a node's part of a backup can be restored onto the node as it is named now.
  package mutating func restores(_ part: NodeBackup, onto node: NodeState) -> Bool {
    find(.drsRestore, part.host == node.host)
  }
}
