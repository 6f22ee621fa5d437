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

/// What one TFTP node has for a phone.
package struct Offer: Hashable, Sendable {
  /// The lists, and the key that signs the configuration.
  package var files: PublishedFiles
  package var configuration: PhoneConfiguration
  /// The key that reads an encrypted configuration; nil: it comes in clear.
  package var key: PhoneKey?
  /// The configuration comes signed.
  package var isSigned = true
  /// A central TFTP has it from the phone's home.
  package var isPassedOn = false
  package init(
    files: PublishedFiles, configuration: PhoneConfiguration, key: PhoneKey?,
    isSigned: Bool = true
  ) {
    self.files = files
    self.configuration = configuration
    self.key = key
    self.isSigned = isSigned
  }
}

extension Servers {
  /// The group of such a phone in the database of a cluster; nil: the cluster does not know it.
  package func group(of cohort: Cohort, in cluster: ClusterID) -> GroupID? {
    if self[cohort.group].cluster == cluster { return cohort.group }
    return cohort.alsoIn.flatMap { self[$0].cluster == cluster ? $0 : nil }
  }
}

extension Deliberation {
  /// The files a phone asks for, in order.
  package mutating func filesOfBoot(_ traits: PhoneTraits) -> [PhoneFile] {
    let aware = isAware(traits)
    return apply(
      .phoneFiles, aware ? [.ctl, .itl, .configuration] : [.ctl, .configuration],
      without: aware ? [.configuration, .ctl, .itl] : [.configuration, .ctl])
  }

  /// What a TFTP node has for a phone of this cohort; nil: it publishes nothing.
  ///
  /// Its own files where its cluster knows the phone; those of the phone's home where the node is
  /// the centre for that; else the common lists and the default configuration.
  package mutating func offer(at node: NodeID, to cohort: Cohort, servers: Servers) -> Offer? {
    guard let files = servers[node].published else { return nil }
    let cluster = servers[node].cluster
    if let group = servers.group(of: cohort, in: cluster) {
      return offer(of: files, for: group, to: cohort, servers: servers)
    }
    if let passedOn = passedOn(by: node, to: cohort, servers: servers) { return passedOn }
    speak(.phoneFiles)
    speak(.migration)
    return Offer(
      files: files, configuration: defaultConfiguration(of: cluster, servers: servers), key: nil,
      isSigned: files.signsConfigurations)
  }

  /// What a cluster that knows the phone has for it in this group.
  mutating func offer(
    of files: PublishedFiles, for group: GroupID, to cohort: Cohort, servers: Servers
  ) -> Offer {
    var configuration = configuration(for: group, servers: servers)
    configuration.security = deviceSecurity(of: cohort.traits, servedWith: files.ctl)
    return Offer(
      files: files, configuration: configuration,
      key: encryptionKey(for: cohort.traits, of: servers[group].cluster, servers: servers),
      isSigned: files.signsConfigurations)
  }

  /// The configuration that a phone of this group is served.
  package func configuration(for group: GroupID, servers: Servers) -> PhoneConfiguration {
    PhoneConfiguration(
      cluster: servers[group].cluster,
      servers: servers[group].nodes.map {
        ServerAddress(node: $0, text: servers[$0].serverName)
      })
  }

  /// The configuration for phones that the cluster does not know.
  ///
  /// It names the TVS servers of the cluster's first group, and registers nobody.
  package mutating func defaultConfiguration(of cluster: ClusterID, servers: Servers)
    -> PhoneConfiguration
  {
    // By place: an estate has many groups, and each that is looked at whole is copied.
    let first = servers.groups.indices.first { servers.groups[$0].cluster == cluster }
    let named = first.map { servers.groups[$0].nodes } ?? []
    let addresses = named.map {
      ServerAddress(node: $0, text: servers[$0].serverName)
    }
    return PhoneConfiguration(
      cluster: cluster, servers: namedByDefault(addresses), isDefault: true)
  }
}
