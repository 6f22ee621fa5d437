package import VirtualTime

/// A phone's configuration file, as far as trust goes.
package struct PhoneConfiguration: Hashable, Sendable {
  package var cluster: ClusterID
  /// Call control and TVS servers, in order, as System > Server named them.
  package var servers: [ServerAddress]
  /// The file for phones that the cluster does not know: it names TVS servers and registers nobody.
  package var isDefault = false
  /// The device security mode that it names: how the phone connects to its call control servers.
  package var security = PhoneTraits.Security.nonSecure
  package init(cluster: ClusterID, servers: [ServerAddress], isDefault: Bool = false) {
    self.cluster = cluster
    self.servers = servers
    self.isDefault = isDefault
  }
}

/// The symmetric key by which a cluster encrypts the configuration of one phone.
package struct PhoneKey: Hashable, Sendable {
  package var cluster: ClusterID
  /// Rises when the cluster is rebuilt and forgets its phones' keys.
  package var generation: Int
  package init(cluster: ClusterID, generation: Int) {
    self.cluster = cluster
    self.generation = generation
  }
}

/// A good answer of TVS about a server of HTTPS services, as a phone keeps it.
package struct CachedAnswer: Hashable, Sendable {
  package var certificate: CertificateID
  package var until: Instant
  package init(certificate: CertificateID, until: Instant) {
    self.certificate = certificate
    self.until = until
  }
}

/// What a phone keeps over a restart.
package struct HeldState: Hashable, Sendable {
  package var ctl: TrustList?
  package var itl: TrustList?
  /// The last configuration it accepted.
  package var configuration: PhoneConfiguration?
  /// The CAPF certificate that issued its locally significant certificate (LSC); nil: it has none
  /// and shows the one its manufacturer installed (MIC).
  package var lsc: CertificateID?
  /// By which it reads an encrypted configuration.
  package var key: PhoneKey?
  /// The answer of TVS it keeps for HTTPS services.
  package var cached: CachedAnswer?
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
  /// Its group in the database of another cluster that knows it too.
  package var alsoIn: GroupID?
  package init(traits: PhoneTraits, group: GroupID, site: SiteID, alsoIn: GroupID? = nil) {
    self.traits = traits
    self.group = group
    self.site = site
    self.alsoIn = alsoIn
  }
}
