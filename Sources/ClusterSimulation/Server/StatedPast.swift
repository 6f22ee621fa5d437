import ClusterModel

/// What the scenario says of the time before its start.
struct StatedPast: Sendable {
  /// Lists that phones hold at the start because the scenario says so.
  var lists: [StatedList] = []
  /// Own certificates before the first ones, of nodes whose lists of then are still held.
  var predecessors: [NodeID: [CertificateUnit: CertificateID]] = [:]
  /// Certificates that some list is said to be older than.
  var listedOld: Set<CertificateOwner> = []
  /// Nodes of whose lists of before some phones are said to hold one.
  var hasPredecessors: Set<NodeID> = []
}
