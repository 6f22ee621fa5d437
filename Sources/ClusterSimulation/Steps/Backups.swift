import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// Disaster recovery: backups, restores, and nodes that are installed anew.
extension World {
  mutating func backUp(_ name: String, from node: NodeID) -> Prompt {
    .refused("not supported yet", .drsBackup)
  }

  mutating func restore(_ nodes: [NodeID], from name: String, by node: NodeID)
    throws(UnreachableTransition) -> Prompt
  {
    .refused("not supported yet", .drsRestore)
  }

  mutating func rebuild(_ node: NodeID, newSecurityPassword: Bool) throws(UnreachableTransition)
    -> Prompt
  {
    .refused("not supported yet", .rebuild)
  }

  /// A backup that was made before the start.
  mutating func stateBackup(
    _ name: String, of cluster: ClusterID, on instant: Instant, lacksCallManager: Bool
  ) {}

  /// Phones that hold the list a node published before its certificates were last renewed.
  mutating func holdITL(_ selection: Selection, of node: NodeID, before instant: Instant) {}
}
