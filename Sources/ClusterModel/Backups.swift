package import VirtualTime

/// One node's part of a backup of the Disaster Recovery System (DRS).
package struct NodeBackup: Hashable, Sendable {
  package var node: NodeID
  /// The part restores onto a server of this hostname only.
  package var host: String
  /// Own units with their private keys.
  package var disk: [CertificateUnit: CertificateID]
  package init(node: NodeID, host: String, disk: [CertificateUnit: CertificateID]) {
    self.node = node
    self.host = host
    self.disk = disk
  }
}

/// A backup of the Disaster Recovery System: a cluster as it was at one instant.
///
/// Source: Cisco 116232, backup and restore.
package struct ClusterBackup: Hashable, Sendable {
  package var name: String
  package var release: ReleaseName
  package var nodes: [NodeBackup]
  /// Certificates in trust units, as the database of the publisher had them.
  package var trust: [TrustEntry]
  package var rollback: Bool
  /// The cluster's own part: CTL file, mode, signing, the generation of the phones' keys.
  package var cluster: ClusterState
  /// CallManager.pem is missing in it (CSCtn50405).
  package var lacksCallManager: Bool
  package init(
    name: String, release: ReleaseName, nodes: [NodeBackup], trust: [TrustEntry], rollback: Bool,
    cluster: ClusterState, lacksCallManager: Bool
  ) {
    self.name = name
    self.release = release
    self.nodes = nodes
    self.trust = trust
    self.rollback = rollback
    self.cluster = cluster
    self.lacksCallManager = lacksCallManager
  }
}

/// What is done to a node while it is away, and takes hold as it comes back.
package enum NodeWork: Hashable, Sendable {
  /// The place of the backup in ``ClusterState/backups``.
  case restore(backup: Int, at: Instant)
  /// Installed anew without a restore.
  case rebuild(newSecurityPassword: Bool, at: Instant)
  /// Installed for the first time, as a node that joins its cluster.
  case join(at: Instant)
  case upgrade(to: ReleaseName, at: Instant)
}
