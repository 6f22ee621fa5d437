package import VirtualTime

/// Whether something serves, and if not, whether it will again by itself.
package enum Availability: Hashable, Sendable {
  case running
  /// Restarting, rebooting, or a fault with an end; nil: stopped until somebody starts it.
  case away(until: Instant?)
  /// Not activated on this node.
  case absent

  package var isRunning: Bool { self == .running }
}

/// A value in a node's copy of the database with the number of the change that set it.
///
/// Copies agree by taking the later change, slot by slot.
package struct Replicated<Value: Hashable & Sendable>: Hashable, Sendable {
  package var change: Int
  package var value: Value
  package init(_ value: Value, change: Int) {
    self.value = value
    self.change = change
  }
}

/// A certificate put into a trust unit.
package struct TrustEntry: Hashable, Sendable {
  package var store: TrustStore
  package var certificate: CertificateID
  package var isPresent: Replicated<Bool>
  package init(store: TrustStore, certificate: CertificateID, isPresent: Replicated<Bool>) {
    self.store = store
    self.certificate = certificate
    self.isPresent = isPresent
  }
}

/// One node's copy of its cluster's database.
package struct DatabaseCopy: Hashable, Sendable {
  /// Own units, ``CertificateUnit/count`` slots a node: of the nodes from `firstNode` on that
  /// anything was ever set of, and of those between them. An estate has many clusters, and a
  /// database knows one.
  private var units: [Slot] = []
  private var firstNode = 0
  package var trust: [TrustEntry] = []
  package var rollback: Replicated<Bool>
  /// Fresh from an installation that found no other copy to take over.
  package var isBlank = false

  /// The change that set it and the certificate, as plain numbers: copies are compared slot by
  /// slot at every replication. -1: never set.
  private struct Slot: Hashable, Sendable {
    var change: Int32 = -1
    var certificate: Int32 = -1
  }

  package init(rollback: Bool) {
    self.rollback = Replicated(rollback, change: 0)
  }

  /// The numbers of the nodes that it may know certificates of.
  package var nodes: Range<Int> {
    firstNode..<firstNode + units.count / CertificateUnit.count
  }

  package func certificate(_ unit: CertificateUnit, of node: NodeID) -> CertificateID? {
    let place = place(of: unit, node)
    guard units.indices.contains(place) else { return nil }
    let slot = units[place]
    return slot.certificate < 0 ? nil : CertificateID(slot.certificate)
  }

  private func place(of unit: CertificateUnit, _ node: NodeID) -> Int {
    (node.index - firstNode) * CertificateUnit.count + unit.place
  }

  /// Makes slots for a node, if there are none.
  private mutating func cover(_ node: Int) {
    if units.isEmpty { firstNode = node }
    let before = max(0, nodes.lowerBound - node)
    let after = max(0, node + 1 - nodes.upperBound)
    guard before + after > 0 else { return }
    let none = Slot()
    units.insert(contentsOf: repeatElement(none, count: before * CertificateUnit.count), at: 0)
    units.append(contentsOf: repeatElement(none, count: after * CertificateUnit.count))
    firstNode -= before
  }

  /// Sets an own unit of a node, as the change with this number.
  package mutating func set(
    _ certificate: CertificateID, as unit: CertificateUnit, of node: NodeID, change: Int
  ) {
    cover(node.index)
    units[place(of: unit, node)] = Slot(change: Int32(change), certificate: certificate.index)
  }

  /// Takes an own unit of a node out, as the change with this number.
  package mutating func remove(_ unit: CertificateUnit, of node: NodeID, change: Int) {
    cover(node.index)
    units[place(of: unit, node)] = Slot(change: Int32(change), certificate: -1)
  }

  /// Puts a certificate into a trust unit, as the change with this number.
  package mutating func trust(_ certificate: CertificateID, in store: TrustStore, change: Int) {
    let entry = TrustEntry(
      store: store, certificate: certificate, isPresent: Replicated(true, change: change))
    let known = trust.firstIndex { $0.store == store && $0.certificate == certificate }
    if let known { trust[known] = entry } else { trust.append(entry) }
  }

  /// Whether a trust unit has a certificate.
  package func trusts(_ certificate: CertificateID, in store: TrustStore) -> Bool {
    trust.contains {
      $0.store == store && $0.certificate == certificate && $0.isPresent.value
    }
  }

  /// The units, of any node, in which this copy has a certificate.
  package func unitsHolding(_ certificate: CertificateID) -> [CertificateUnit] {
    var isHolding = Array(repeating: false, count: CertificateUnit.count)
    for (place, slot) in units.enumerated() where slot.certificate == certificate.index {
      isHolding[place % CertificateUnit.count] = true
    }
    return CertificateUnit.allCases.filter { isHolding[$0.place] }
  }

  /// Where the entry for the same certificate in the same trust unit is; copies mostly have it in
  /// the same place.
  private func place(of entry: TrustEntry, about position: Int) -> Int? {
    func isOfSame(_ known: TrustEntry) -> Bool {
      known.store == entry.store && known.certificate == entry.certificate
    }
    if position < trust.count, isOfSame(trust[position]) { return position }
    return trust.firstIndex(where: isOfSame)
  }

  /// Takes over every slot that the other copy changed later; true if anything was taken.
  package mutating func merge(_ other: DatabaseCopy) -> Bool {
    var taken = false
    if let first = other.nodes.first, let last = other.nodes.last {
      cover(first)
      cover(last)
    }
    let shift = (other.firstNode - firstNode) * CertificateUnit.count
    for place in other.units.indices
    where other.units[place].change > units[place + shift].change {
      units[place + shift] = other.units[place]
      taken = true
    }
    for (position, entry) in other.trust.enumerated() {
      if let place = place(of: entry, about: position) {
        guard entry.isPresent.change > trust[place].isPresent.change else { continue }
        trust[place] = entry
      } else {
        trust.append(entry)
      }
      taken = true
    }
    if other.rollback.change > rollback.change {
      rollback = other.rollback
      taken = true
    }
    if !other.isBlank { isBlank = false }
    return taken
  }
}

/// What a running TFTP service publishes.
package struct PublishedFiles: Hashable, Sendable {
  package var ctl: TrustList?
  package var itl: TrustList
  /// The CallManager key that TFTP has loaded, which signs configurations.
  package var configurationSigner: CertificateID
  /// The ITLRecovery key that TFTP has loaded, where releases differ on who signs configurations.
  package var recoverySigner: CertificateID?
  /// The phones refuse an ITL of this size.
  package var isITLTooLarge: Bool
  /// It publishes an ITL at all; a cluster without Security By Default does not.
  package var hasITL = true
  /// Configurations come signed: phones have a list to verify them by.
  package var signsConfigurations: Bool { hasITL || ctl != nil }
  package init(
    ctl: TrustList?, itl: TrustList, configurationSigner: CertificateID,
    recoverySigner: CertificateID?, isITLTooLarge: Bool
  ) {
    self.ctl = ctl
    self.itl = itl
    self.configurationSigner = configurationSigner
    self.recoverySigner = recoverySigner
    self.isITLTooLarge = isITLTooLarge
  }
}

/// What a running Trust Verification Service holds in memory.
package struct LoadedTVS: Hashable, Sendable {
  /// The certificate it presents to a phone.
  package var presented: CertificateID
  /// The trust units as they stood when it started.
  package var trust: [TrustEntry]
  package init(presented: CertificateID, trust: [TrustEntry]) {
    self.presented = presented
    self.trust = trust
  }
}

/// A name or address under which a phone looks for a node.
package struct ServerAddress: Hashable, Sendable {
  package var node: NodeID
  package var text: String
  package init(node: NodeID, text: String) {
    self.node = node
    self.text = text
  }
}

/// How System > Server came to the name it has for a node.
package enum ServerNaming: Hashable, Sendable {
  /// It follows the address, the hostname or the whole name of the node.
  case follows(Node.NamedBy)
  /// Somebody wrote something else there.
  case written(String)
}

/// One server node while time runs.
@usableFromInline
package struct NodeState: Hashable, Sendable {
  package var cluster: ClusterID
  package var isPublisher: Bool
  package var power: Availability
  package var host: String
  package var domain: String?
  package var address: String
  /// As System > Server writes it.
  package var serverName: String
  /// Own units with their private keys.
  package var disk: [CertificateUnit: CertificateID] = [:]
  package var database: DatabaseCopy
  package var replication: Availability = .running
  package var services: [Service: Availability]
  /// What TFTP loaded when it started or was notified; nil: never started.
  package var published: PublishedFiles?
  /// The ITL that TFTP served before the current one.
  package var previousITL: TrustList?
  package var loadedTVS: LoadedTVS?
  /// The rollback parameter as TFTP read it when it started.
  package var loadedRollback = false
  /// A list that `utils itl reset` put there for the next start of TFTP.
  package var resetITL: TrustList?
  /// The CallManager certificate that its CallManager service presents.
  package var loadedCallManager: CertificateID?
  /// The cluster was in mixed mode when its CallManager service started.
  package var loadedMixedMode = false
  /// The certificate that its CAPF service issues with.
  package var loadedCAPF: CertificateID?
  /// The certificate that its Tomcat service presents to HTTPS clients.
  package var loadedTomcat: CertificateID?
  /// Restored from a backup without CallManager.pem: no list of it can be verified (CSCtn50405).
  package var lacksCallManagerKey = false
  package var lastRegeneration: Instant?
  package var lastRegenerated: CertificateUnit?
  /// Times slower than normal its TFTP serves.
  package var tftpSlowness = 1
  /// What is done to it while it is away, and takes hold as it comes back.
  package var work: NodeWork?
  /// How System > Server writes it since somebody changed that; nil: as the scenario says.
  package var renamedBy: ServerNaming?

  package init(
    cluster: ClusterID, isPublisher: Bool, power: Availability, host: String, domain: String?,
    address: String, serverName: String, database: DatabaseCopy, services: [Service: Availability]
  ) {
    self.cluster = cluster
    self.isPublisher = isPublisher
    self.power = power
    self.host = host
    self.domain = domain
    self.address = address
    self.serverName = serverName
    self.database = database
    self.services = services
  }

  /// Whether the node is up and the service runs.
  package func serves(_ service: Service) -> Bool {
    power.isRunning && services[service]?.isRunning == true
  }

  /// Whether the service was activated on this node, running or not.
  package func has(_ service: Service) -> Bool {
    services[service].map { $0 != .absent } ?? false
  }

  /// Whether the node answers under this name or address, as DNS and its interface stand now.
  package func answers(to text: String) -> Bool {
    text == address || text == host || (domain.map { text == host + "." + $0 } ?? false)
  }
}

/// An ITLRecovery.p12 that was fetched from the publisher.
package struct SavedRecoveryKey: Hashable, Sendable {
  /// Where it was put; `utils itl reset remotekey` names it so.
  package var path: String
  package var certificate: CertificateID
  /// Number of the security password it was saved under.
  package var password: Int
  package init(path: String, certificate: CertificateID, password: Int) {
    self.path = path
    self.certificate = certificate
    self.password = password
  }
}

/// One cluster while time runs.
@usableFromInline
package struct ClusterState: Hashable, Sendable {
  package var release: ReleaseName
  package var isMixedMode: Bool
  package var ctlSigning: CTLSigning
  /// Written by command only; TFTP serves what it loaded at its last start.
  package var ctlFile: TrustList?
  package var phoneInteractionAutomatic: Bool
  /// Number of the security password: it rises with every change.
  package var securityPassword = 0
  package var savedKeys: [SavedRecoveryKey] = []
  /// The key was fetched since the security password was last changed.
  package var isRecoveryKeySaved = false
  /// The alert about a key that was not is raised.
  package var isAlertRaised = false
  /// Rises when the cluster is rebuilt and forgets its phones' symmetric keys.
  package var phoneKeys = 0
  package var securedURLs = Cluster.SecuredURLs.publisher
  /// Made so far, the oldest first; where they lie outlives every server.
  package var backups: [ClusterBackup] = []
  package init(
    release: ReleaseName, isMixedMode: Bool, ctlSigning: CTLSigning,
    phoneInteractionAutomatic: Bool
  ) {
    self.release = release
    self.isMixedMode = isMixedMode
    self.ctlSigning = ctlSigning
    self.phoneInteractionAutomatic = phoneInteractionAutomatic
  }
}

/// One site while time runs.
@usableFromInline
package struct SiteState: Hashable, Sendable {
  package var option150: [ServerAddress]
  package var link: Availability = .running
  package init(option150: [ServerAddress]) { self.option150 = option150 }
}

/// One cluster's TFTP is the centre for the phones of another.
package struct CentralTFTP: Hashable, Sendable {
  package var centre: ClusterID
  package var home: ClusterID
  package init(centre: ClusterID, home: ClusterID) {
    self.centre = centre
    self.home = home
  }
}

/// Everything about the servers that a phone's trust can depend on: no phone is in it.
@usableFromInline
package struct Servers: Sendable {
  package var certificates = CertificateBook()
  package var eTokens: [String: CertificateID] = [:]
  @usableFromInline package var clusters: [ClusterState] = []
  @usableFromInline package var nodes: [NodeState] = []
  @usableFromInline package var groups: [CallManagerGroup] = []
  @usableFromInline package var sites: [SiteState] = []
  /// Clusters whose TFTP serves phones of others and passes on the files of their home.
  package var centres: [CentralTFTP] = []
  /// Number of the last change to any database.
  package var lastChange = 0
  package init() {}

  // Nothing yields what it reads: optimised builds of Swift up to 6.3 may read a large value that a
  // coroutine yielded after the coroutine has ended (swiftlang/swift issue 89836, mended for 6.4).
  // What is changed in place is yielded, as a `set` would copy what a node has; but always inline,
  // so that no coroutine is called and none ends: then there is only a place in an array.
  @inlinable
  package subscript(id: NodeID) -> NodeState {
    get { nodes[id.index] }
    @inline(__always) _modify { yield &nodes[id.index] }
  }
  @inlinable
  package subscript(id: ClusterID) -> ClusterState {
    get { clusters[id.index] }
    @inline(__always) _modify { yield &clusters[id.index] }
  }
  @inlinable
  package subscript(id: SiteID) -> SiteState {
    get { sites[id.index] }
    @inline(__always) _modify { yield &sites[id.index] }
  }
  @inlinable
  package subscript(id: GroupID) -> CallManagerGroup {
    get { groups[id.index] }
    @inline(__always) _modify { yield &groups[id.index] }
  }

  package func nodes(of cluster: ClusterID) -> [NodeID] {
    nodes.indices.filter { nodes[$0].cluster == cluster }.map(NodeID.init)
  }

  package func publisher(of cluster: ClusterID) -> NodeID? {
    nodes.firstIndex { $0.cluster == cluster && $0.isPublisher }.map(NodeID.init)
  }
}
