package import ClusterModel

extension RuleRecord {
  static let p12Alert = RuleRecord(
    .p12Alert, .recovering, .documented,
    source: "Cisco 117598, backing up ITLRecovery", releases: "10.0 and later",
    "Every midnight an alert is raised until ITLRecovery.p12 was fetched from the publisher; a new"
      + " security password raises it again, and a backup does not stop it.")
}

/// The name of the alert.
package let recoveryKeyAlert = "ITLRecovery-not-backed-up"

extension ClusterState {
  /// There is an ITLRecovery key, and nobody has fetched it since the security password is what it
  /// is.
  package var lacksSavedRecoveryKey: Bool {
    Release(release).hasITLRecovery && !isRecoveryKeySaved
  }
}

extension Deliberation {
  /// Whether the alert is raised this midnight.
  package mutating func raisesRecoveryKeyAlert(_ cluster: ClusterState) -> Bool {
    guard Release(cluster.release).hasITLRecovery else { return false }
    return find(.p12Alert, cluster.lacksSavedRecoveryKey)
  }
}
