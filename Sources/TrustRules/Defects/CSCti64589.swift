import ClusterModel

extension RuleRecord {
  static let cscti64589 = RuleRecord(
    .cscti64589, .defects, .documented,
    source: "CSCti64589",
    "The default configuration, for phones that a cluster does not know, names no TVS servers.")
}

extension Deliberation {
  /// The servers that the default configuration names.
  mutating func namedByDefault(_ servers: [ServerAddress]) -> [ServerAddress] {
    law.defects.contains(.cscti64589) ? apply(.cscti64589, [], without: servers) : servers
  }
}
