package import VirtualTime

/// A release as its owner writes it, taken apart; only the releases table compares them.
///
/// `11.5(1)`, `11.5(1)SU3`, `14`, `14SU3` and full builds such as `12.5.1.13900-152`.
package struct ReleaseName: Hashable, Sendable {
  package var text: String
  package var major: Int
  package var minor: Int
  package var maintenance: Int
  package var serviceUpdate: Int
  /// The fourth number and the suffix of a full build, else nil: `[13900, 152]`.
  package var build: [Int]?
  package init(
    text: String, major: Int, minor: Int, maintenance: Int, serviceUpdate: Int, build: [Int]?
  ) {
    self.text = text
    self.major = major
    self.minor = minor
    self.maintenance = maintenance
    self.serviceUpdate = serviceUpdate
    self.build = build
  }
}

/// How a cluster's CTL is signed.
package enum CTLSigning: Hashable, Sendable {
  case tokenless
  case tokens([String])
}

/// A CUCM cluster as the scenario states it.
package struct Cluster: Hashable, Sendable {
  package var name: String
  package var release: ReleaseName
  package var isMixedMode: Bool
  package var ctl: CTLSigning
  /// The scenario says `ctl`; if not, the release decides how a CTL is signed: without eTokens,
  /// or with two unnamed ones before 10.0.
  package var statesCTLSigning = false
  package var securityPassword: String?
  package var nodes: [NodeID] = []
  package var groups: [GroupID] = []
  package var sites: [SiteID] = []
  /// *Prepare Cluster for Rollback to pre 8.0* at the start.
  package var rollback = false
  /// *Phone Interaction on Certificate Update*: automatic (true) or manual.
  package var phoneInteractionAutomatic = true
  package var securedURLs: SecuredURLs = .publisher
  package var location: SourceLocation = .nowhere

  package enum SecuredURLs: Hashable, Sendable {
    case publisher
    case host(NodeID)
    case http
  }

  package init(
    name: String, release: ReleaseName, isMixedMode: Bool, ctl: CTLSigning = .tokenless,
    securityPassword: String? = nil
  ) {
    self.name = name
    self.release = release
    self.isMixedMode = isMixedMode
    self.ctl = ctl
    self.securityPassword = securityPassword
  }
}

/// A server node as the scenario states it.
package struct Node: Hashable, Sendable {
  package enum NamedBy: String, CaseIterable, Hashable, Sendable {
    case address, hostname, fqdn
  }
  package var name: String
  package var cluster: ClusterID
  package var isPublisher = false
  package var runsCallManager = false
  package var runsTFTP = false
  /// The scenario says `tvs`: TVS runs although CallManager does not.
  package var isNamedTVS = false
  /// The scenario says `no-capf`.
  package var lacksCAPF = false
  package var host: String
  package var domain: String?
  package var address: String
  package var namedBy: NamedBy = .address
  /// Not there at the start: a step adds it.
  package var joinsLater = false
  package var location: SourceLocation = .nowhere

  package init(name: String, cluster: ClusterID, host: String, address: String) {
    self.name = name
    self.cluster = cluster
    self.host = host
    self.address = address
  }
}

/// A CallManager group: a phone's call control servers and its TVS servers, in order.
@usableFromInline
package struct CallManagerGroup: Hashable, Sendable {
  package var name: String
  package var cluster: ClusterID
  package var nodes: [NodeID]
  package var location: SourceLocation = .nowhere
  package init(name: String, cluster: ClusterID, nodes: [NodeID]) {
    self.name = name
    self.cluster = cluster
    self.nodes = nodes
  }
}

/// Where phones stand.
package struct Site: Hashable, Sendable {
  package var name: String
  package var cluster: ClusterID
  /// DHCP option 150: the TFTP servers, in order; nodes of other clusters are allowed.
  package var option150: [NodeID]
  /// One round trip takes this long before any byte is counted.
  package var latency: Duration
  /// Bits a second; nil is unlimited.
  package var bandwidthBitsPerSecond: Int64?
  package var location: SourceLocation = .nowhere
  package init(
    name: String, cluster: ClusterID, option150: [NodeID], latency: Duration,
    bandwidthBitsPerSecond: Int64? = nil
  ) {
    self.name = name
    self.cluster = cluster
    self.option150 = option150
    self.latency = latency
    self.bandwidthBitsPerSecond = bandwidthBitsPerSecond
  }
}

/// What phones of one kind have in common, apart from where they stand.
package struct PhoneTraits: Hashable, Sendable {
  package enum Security: String, CaseIterable, Hashable, Sendable {
    case nonSecure = "non-secure"
    case authenticated, encrypted
  }
  package enum SettingsAccess: String, CaseIterable, Hashable, Sendable {
    case enabled, restricted, disabled
  }
  package var model: String
  package var firmware: String?
  package var security: Security = .nonSecure
  package var encryptedConfiguration = false
  package var settings: SettingsAccess = .enabled
  package var hasLSC = false
  /// The phone's web server answers (*Web Access*), by which tools press its keys over HTTP.
  package var hasWebAccess = false
  package init(model: String) { self.model = model }
}

/// One run of phones that share everything but their names: a cohort of the inventory.
package struct PhoneBlock: Hashable, Sendable {
  /// How the phones of a block are named: SEP and twelve hexadecimal digits.
  package enum Names: Hashable, Sendable {
    /// Counted upwards from this 48-bit number.
    case counted(from: UInt64)
    /// Listed one by one.
    case listed([UInt64])
  }
  package var count: Int
  /// Place of the block's first phone among all phones, in file order.
  package var first: Int
  package var names: Names
  package var traits: PhoneTraits
  package var group: GroupID
  package var site: SiteID
  /// Inserted already in another cluster's database, with this group.
  package var alsoIn: GroupID?
  package var location: SourceLocation = .nowhere
  package init(
    count: Int, first: Int, names: Names, traits: PhoneTraits, group: GroupID, site: SiteID,
    alsoIn: GroupID? = nil
  ) {
    self.count = count
    self.first = first
    self.names = names
    self.traits = traits
    self.group = group
    self.site = site
    self.alsoIn = alsoIn
  }
}

/// Phones that are switched off for a while.
package struct Absence: Hashable, Sendable {
  package enum Amount: Hashable, Sendable {
    case phones(Int)
    /// Hundredths of a percent: 12.5 % is 1250.
    case percent(hundredths: Int)
  }
  package var amount: Amount
  package var term: Term
  package var from: Instant
  package var to: Instant
  /// Only phones of this cluster's database at the start; nil when there is one cluster.
  package var cluster: ClusterID?
  package var location: SourceLocation = .nowhere
  package init(amount: Amount, term: Term, from: Instant, to: Instant) {
    self.amount = amount
    self.term = term
    self.from = from
    self.to = to
  }
}

/// A statement about the state before the start that is not healthy and current.
package enum InitialState: Hashable, Sendable {
  case certificate(
    NodeID, CertificateUnit, signedBy: String?, bits: Int?, expires: Instant?, loadedOld: Bool)
  /// The certificate was renewed, and these nodes serve an ITL from before that.
  case listedOld(NodeID, CertificateUnit, by: [NodeID])
  case holdITL(Selection, of: NodeID, before: Instant)
  case holdNoITL(Selection)
  case unregistered(Selection)
  case backup(ClusterID, name: String, on: Instant, lacksCallManager: Bool)
  /// nil: never saved.
  case recoveryKeySaved(ClusterID, on: Instant?)
}

/// Everything that stands before the first step: the inventory and its state.
package struct Estate: Sendable {
  package var clusters: [Cluster] = []
  package var nodes: [Node] = []
  package var groups: [CallManagerGroup] = []
  package var sites: [Site] = []
  package var phones: [PhoneBlock] = []
  package var absences: [Absence] = []
  package var states: [(state: InitialState, location: SourceLocation)] = []

  package init() {}

  package subscript(id: ClusterID) -> Cluster {
    get { clusters[id.index] }
    set { clusters[id.index] = newValue }
  }
  package subscript(id: NodeID) -> Node {
    get { nodes[id.index] }
    set { nodes[id.index] = newValue }
  }
  package subscript(id: GroupID) -> CallManagerGroup {
    get { groups[id.index] }
    set { groups[id.index] = newValue }
  }
  package subscript(id: SiteID) -> Site {
    get { sites[id.index] }
    set { sites[id.index] = newValue }
  }

  package var phoneCount: Int { phones.last.map { $0.first + $0.count } ?? 0 }

  /// The publisher of a cluster; every parsed scenario has exactly one a cluster.
  package func publisher(of cluster: ClusterID) -> NodeID {
    let nodes = self[cluster].nodes
    return nodes.first { self[$0].isPublisher } ?? nodes[0]
  }

  /// The block that holds the phone at this place in file order.
  package func blockIndex(ofPhone phone: Int) -> Int {
    var low = 0
    var high = phones.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if phones[middle].first <= phone { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The phone's device name, `SEP` and twelve hexadecimal digits.
  package func phoneName(_ phone: Int) -> String {
    let block = phones[blockIndex(ofPhone: phone)]
    switch block.names {
    case .counted(let from): return deviceName(from + UInt64(phone - block.first))
    case .listed(let all): return deviceName(all[phone - block.first])
    }
  }
}

/// The device name of a phone with this 48-bit hardware address.
package func deviceName(_ address: UInt64) -> String {
  let digits = String(address, radix: 16, uppercase: true)
  return "SEP" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
}
