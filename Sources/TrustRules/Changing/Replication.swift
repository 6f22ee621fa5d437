import ClusterModel
package import VirtualTime

extension RuleRecord {
  static let replication = RuleRecord(
    .replication, .changing, .documented,
    source: "Cisco 210541, certificate change notification",
    "The databases of other nodes follow after the replication delay; a node that is down "
      + "catches up when it returns.")
}

extension Deliberation {
  /// How long after a change, or after replication runs again, the other databases follow.
  package mutating func replicationDelay(_ times: TimeConstants, afterStop: Bool) -> Duration? {
    let delay =
      afterStop ? FixedConstant.resynchronisation.duration : times.duration(.replication)
    return apply(.replication, delay, without: nil)
  }
}
