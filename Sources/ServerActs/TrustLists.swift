package import ClusterModel
package import TrustRules

/// Lists and parameters that an administrator writes by command.
extension Servers {
  /// Every TFTP that runs starts anew with this list.
  package mutating func spread(
    _ reset: TrustList, in cluster: ClusterID, _ law: inout Deliberation
  ) {
    for node in nodes(of: cluster) where self[node].serves(.tftp) {
      self[node].resetITL = reset
      start(.tftp, on: node, &law)
    }
  }

  /// *Prepare Cluster for Rollback to pre 8.0*, set on every node at once; TFTP reads it when it
  /// starts.
  package mutating func setRollback(_ value: Bool, in cluster: ClusterID) {
    lastChange += 1
    for node in nodes(of: cluster) {
      self[node].database.rollback = Replicated(value, change: lastChange)
    }
  }

  /// *Prepare Cluster for Rollback to pre 8.0*, set in the copy of the database on the publisher.
  package mutating func setRollback(_ value: Bool, onPublisher publisher: NodeID) {
    lastChange += 1
    self[publisher].database.rollback = Replicated(value, change: lastChange)
  }

  /// Writes the CTL file of a cluster; TFTP that runs goes on with the one it has loaded, as far as
  /// the law says so.
  package mutating func write(_ ctl: TrustList, of cluster: ClusterID, _ law: inout Deliberation) {
    self[cluster].ctlFile = ctl
    for node in nodes(of: cluster) where self[node].serves(.tftp) {
      let serving = law.servedCTL(
        written: ctl, served: self[node].published?.ctl, tftpStarts: false)
      nodes[node.index].published?.ctl = serving
    }
  }

  /// Keeps the ITLRecovery key of a publisher as a file; one of the same path is replaced.
  ///
  /// - Returns: false where the node has no such key, or is no publisher: nothing is kept.
  package mutating func saveRecoveryKey(of node: NodeID, as path: String) -> Bool {
    guard self[node].isPublisher, let own = self[node].disk[.itlRecovery] else { return false }
    let cluster = self[node].cluster
    let password = self[cluster].securityPassword
    self[cluster].savedKeys.removeAll { $0.path == path }
    self[cluster].savedKeys.append(
      SavedRecoveryKey(path: path, certificate: own, password: password))
    self[cluster].isRecoveryKeySaved = true
    self[cluster].isAlertRaised = false
    return true
  }

  /// The cluster has another security password: keys that were saved before do not open any more.
  package mutating func changeSecurityPassword(of cluster: ClusterID) {
    self[cluster].securityPassword += 1
    self[cluster].isRecoveryKeySaved = false
  }
}
