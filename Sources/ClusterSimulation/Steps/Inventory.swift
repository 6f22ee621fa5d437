import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// Changes of the inventory: nodes, groups, names of servers, the release, trust certificates.
extension World {
  mutating func deleteTrustCertificate(_ name: String, from store: TrustStore, on node: NodeID)
    -> Prompt
  {
    .refused("not supported yet", nil)
  }

  mutating func renameServer(_ node: NodeID, to name: String) -> Prompt {
    .refused("not supported yet", nil)
  }

  mutating func upgrade(_ cluster: ClusterID, to release: ReleaseName)
    throws(UnreachableTransition) -> Prompt
  {
    .refused("not supported yet", .upgrade)
  }

  mutating func addNode(_ node: NodeID) throws(UnreachableTransition) -> Prompt {
    .refused("not supported yet", nil)
  }

  mutating func removeNode(_ node: NodeID) throws(UnreachableTransition) -> Prompt {
    .refused("not supported yet", nil)
  }

  mutating func setGroup(_ group: GroupID, to nodes: [NodeID]) -> Prompt {
    .refused("not supported yet", nil)
  }
}
