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
  /// When databases agree again once replication runs that had stopped.
  package static let resynchronisation = Duration.seconds(1_800)

  /// How long after a change, or after replication runs again, the other databases follow.
  package mutating func replicationDelay(_ times: TimeConstants, afterStop: Bool) -> Duration? {
    apply(
      .replication, afterStop ? Self.resynchronisation : times.duration(.replication), without: nil)
  }
}
