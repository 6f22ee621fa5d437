import ClusterModel

extension RuleRecord {
  static let cscti64589 = RuleRecord(
    .cscti64589, .defects, .documented,
    source: "CSCti64589",
    "Phones that a cluster does not know get its common lists and a default configuration that"
      + " registers nobody. It names no TVS servers, where without the defect it names those of the"
      + " first group.")
}

extension Deliberation {
  /// The servers that the default configuration names.
  mutating func namedByDefault(_ servers: [ServerAddress]) -> [ServerAddress] {
    law.defects.contains(.cscti64589) ? apply(.cscti64589, [], without: servers) : servers
  }
}
