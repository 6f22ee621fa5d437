package import ClusterModel
package import TrustRules

/// What the nodes of a cluster take over from each other.
extension Servers {
  /// Takes over what the other nodes of the cluster have that run now.
  package mutating func catchUp(_ node: NodeID) -> Bool {
    merge(replicating(in: self[node].cluster, but: node), into: node)
  }

  /// Every node of a cluster that runs takes over everything, and TFTP rebuilds.
  package mutating func synchroniseAll(in cluster: ClusterID, _ law: inout Deliberation) {
    let sources = replicating(in: cluster, but: nil)
    for node in nodes(of: cluster) where self[node].power.isRunning {
      // The first that replicates has all that any of them has once its turn is over: no other has
      // anything to add to that.
      let others =
        if let first = sources.first, node > first { [first] } else {
          sources.filter { $0 != node }
        }
      if merge(others, into: node) { _ = rebuildITL(on: node, &law) }
    }
  }
}
