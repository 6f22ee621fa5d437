/// A phone's configuration file, as far as trust goes.
package struct PhoneConfiguration: Hashable, Sendable {
  package var cluster: ClusterID
  /// Call control and TVS servers, in order, as System > Server named them.
  package var servers: [ServerAddress]
  package init(cluster: ClusterID, servers: [ServerAddress]) {
    self.cluster = cluster
    self.servers = servers
  }
}

/// What a phone keeps over a restart.
package struct HeldState: Hashable, Sendable {
  package var ctl: TrustList?
  package var itl: TrustList?
  /// The last configuration it accepted.
  package var configuration: PhoneConfiguration?
  package init(ctl: TrustList?, itl: TrustList?, configuration: PhoneConfiguration?) {
    self.ctl = ctl
    self.itl = itl
    self.configuration = configuration
  }
}

/// Phones that share everything in the inventory but name and luck.
package struct Cohort: Hashable, Sendable {
  package var traits: PhoneTraits
  package var group: GroupID
  package var site: SiteID
  package init(traits: PhoneTraits, group: GroupID, site: SiteID) {
    self.traits = traits
    self.group = group
    self.site = site
  }
}
