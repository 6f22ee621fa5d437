package import ClusterModel

extension RuleRecord {
  static let nameInServerList = RuleRecord(
    .nameInServerList, .publishing, .assumed,
    source: "undocumented, our assumption; Changing IP Address and Hostname asks for new names",
    "A configuration names its servers as System > Server does: by address unless the "
      + "scenario says hostname or FQDN; an old name stops answering when the node is "
      + "renamed.")
}

extension Deliberation {
  /// How System > Server writes a node.
  package mutating func serverName(
    namedBy: Node.NamedBy, address: String, host: String, domain: String?
  ) -> String {
    let written =
      switch namedBy {
      case .address: address
      case .hostname: host
      case .fqdn: domain.map { host + "." + $0 } ?? host
      }
    return apply(.nameInServerList, written, without: host)
  }
}
