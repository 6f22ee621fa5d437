package import ClusterModel

extension RuleRecord {
  static let phoneFiles = RuleRecord(
    .phoneFiles, .publishing, .documented,
    source: "Cisco 116232, download of ITL and configuration",
    "A phone asks for its CTL, its ITL and its configuration, in this order, from one "
      + "TFTP server.")
}

/// The files of a boot.
package enum PhoneFile: String, CaseIterable, Hashable, Sendable {
  case ctl = "CTL"
  case itl = "ITL"
  case configuration
}

extension Deliberation {
  /// The files a phone asks for, in order.
  package mutating func filesOfBoot(_ traits: PhoneTraits) -> [PhoneFile] {
    let aware = isAware(traits)
    return apply(
      .phoneFiles, aware ? [.ctl, .itl, .configuration] : [.ctl, .configuration],
      without: aware ? [.configuration, .ctl, .itl] : [.configuration, .ctl])
  }

  /// The configuration that a phone of this group is served.
  package func configuration(for group: GroupID, servers: Servers) -> PhoneConfiguration {
    PhoneConfiguration(
      cluster: servers[group].cluster,
      servers: servers[group].nodes.map {
        ServerAddress(node: $0, text: servers[$0].serverName)
      })
  }
}
