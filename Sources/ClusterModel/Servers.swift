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

/// What a running TFTP service publishes.
package struct PublishedFiles: Hashable, Sendable {
  package var ctl: TrustList?
  package var itl: TrustList
  /// The CallManager key that TFTP has loaded, which signs configurations.
  package var configurationSigner: CertificateID
  /// The phones refuse an ITL of this size.
  package var isITLTooLarge: Bool
  /// It publishes an ITL at all; a cluster without Security By Default does not.
  package var hasITL = true
  /// Configurations come signed: phones have a list to verify them by.
  package var signsConfigurations: Bool { hasITL || ctl != nil }
  package init(
    ctl: TrustList?, itl: TrustList, configurationSigner: CertificateID, isITLTooLarge: Bool
  ) {
    self.ctl = ctl
    self.itl = itl
    self.configurationSigner = configurationSigner
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
  /// The scenario names it as a node of TVS, whatever else it runs.
  package var isNamedTVS = false
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

  /// The places among which the nodes of each cluster are, as noted once all nodes were there.
  private var spans: [Range<Int>] = []
  private var notedNodes = 0

  /// Notes where the nodes of each cluster are, so that they are found without a look at those of
  /// all others. A node that is noted stays in its cluster.
  package mutating func noteWhereNodesAre() {
    spans = Array(repeating: 0..<0, count: clusters.count)
    notedNodes = nodes.count
    for place in nodes.indices {
      let cluster = nodes[place].cluster.index
      let span = spans[cluster]
      spans[cluster] = (span.isEmpty ? place : span.lowerBound)..<place + 1
    }
  }

  /// Places among which all nodes of a cluster are; others may stand between them.
  private func span(of cluster: ClusterID) -> Range<Int> {
    notedNodes == nodes.count && spans.indices.contains(cluster.index)
      ? spans[cluster.index] : nodes.indices
  }

  package func nodes(of cluster: ClusterID) -> [NodeID] {
    span(of: cluster).filter { nodes[$0].cluster == cluster }.map(NodeID.init)
  }

  package func publisher(of cluster: ClusterID) -> NodeID? {
    span(of: cluster).first { nodes[$0].cluster == cluster && nodes[$0].isPublisher }
      .map(NodeID.init)
  }

  /// Slots of databases that merges looked at one by one so far: those that two nodes share are
  /// not looked at.
  package private(set) var comparedSlots = 0
  /// The last merge that had to look at slots.
  private var lastMerge: Merge?
  /// The last changes of a database that had to be looked for.
  private var lastChanges: Changes?
  /// The TVS records made last.
  private var commonTVS: CommonTVS?

  /// Takes over into a node's database what those of others have, one after the other; true if
  /// anything was taken.
  package mutating func merge(_ others: [NodeID], into node: NodeID) -> Bool {
    var database = nodes[node.index].database
    let wasBlank = database.isBlank
    var last: DatabaseCopy?
    var taken = false
    var compared = 0
    for other in others {
      let next = nodes[other.index].database
      // A second copy of the same has nothing more to give.
      if let last, last.sharesAll(with: next) { continue }
      last = next
      if database.sharesAll(with: next) { continue }
      // Nodes that had the same and are given the same come to the same.
      if let known = lastMerge, known.before.sharesAll(with: database),
        known.offered.sharesAll(with: next)
      {
        database = known.after
        if known.taken { taken = true }
        compared += 1
        continue
      }
      let before = database
      let outcome = database.compareAndMerge(next)
      compared += outcome.compared
      if outcome.taken { taken = true }
      lastMerge = Merge(before: before, offered: next, after: database, taken: outcome.taken)
    }
    if taken || compared > 0 || database.isBlank != wasBlank {
      nodes[node.index].database = database
    }
    comparedSlots += compared
    return taken
  }

  /// The own units of nodes that a node's database has otherwise than before, in order of nodes.
  ///
  /// A change that goes from one node to all others is the same change at each: it is looked for
  /// once.
  package mutating func units(ofDatabaseOn node: NodeID, otherThanIn before: DatabaseCopy)
    -> [(node: NodeID, unit: CertificateUnit)]
  {
    let after = nodes[node.index].database
    if let known = lastChanges, known.before.sharesUnits(with: before),
      known.after.sharesUnits(with: after)
    {
      return known.changed
    }
    let changed = after.units(otherThanIn: before)
    comparedSlots += after.nodes.count * CertificateUnit.count
    lastChanges = Changes(before: before, after: after, changed: changed)
    return changed
  }

  /// What acts on the servers of one cluster may change, as it was before them.
  package struct PartOfCluster: Sendable {
    fileprivate var cluster: ClusterID
    fileprivate var state: ClusterState
    fileprivate var nodes: [(place: Int, state: NodeState)]
    /// How many nodes it puts back.
    package var nodeCount: Int { nodes.count }
    fileprivate var certificateCount: Int
    fileprivate var lastChange: Int
    fileprivate var comparedSlots: Int
    fileprivate var lastMerge: Merge?
    fileprivate var lastChanges: Changes?
    fileprivate var commonTVS: CommonTVS?
  }

  /// What ``putBack(_:)`` needs to undo acts on the servers of a cluster; it takes as long as the
  /// cluster is large, while a copy of all servers takes as long as the estate is.
  ///
  /// - Parameter node: the only node that is changed; nil: any node of the cluster may be.
  package func part(_ cluster: ClusterID, only node: NodeID? = nil) -> PartOfCluster {
    PartOfCluster(
      cluster: cluster, state: clusters[cluster.index],
      nodes: (node.map { [$0] } ?? nodes(of: cluster)).map { ($0.index, nodes[$0.index]) },
      certificateCount: certificates.certificates.count, lastChange: lastChange,
      comparedSlots: comparedSlots, lastMerge: lastMerge, lastChanges: lastChanges,
      commonTVS: commonTVS)
  }

  /// Undoes what was done since to the servers of a cluster: nodes, their databases, what the
  /// cluster has, and certificates that were made. Nothing else may have been changed.
  package mutating func putBack(_ part: PartOfCluster) {
    clusters[part.cluster.index] = part.state
    for (place, state) in part.nodes { nodes[place] = state }
    certificates.forget(after: part.certificateCount)
    lastChange = part.lastChange
    comparedSlots = part.comparedSlots
    // What is kept names certificates by numbers that are given again.
    lastMerge = part.lastMerge
    lastChanges = part.lastChanges
    commonTVS = part.commonTVS
  }

  /// The TVS records that were kept, if they were made of what a node's database says of the same
  /// cluster; nil if they were not.
  package func keptTVS(knownBy node: NodeID) -> CommonRecords? {
    guard let kept = commonTVS, kept.cluster == nodes[node.index].cluster,
      kept.nodeCount == nodes.count, kept.database.sharesUnits(with: nodes[node.index].database)
    else { return nil }
    return kept.records
  }

  /// Keeps the TVS records that a node lists, for those whose database says the same.
  package mutating func keep(_ records: CommonRecords, knownBy node: NodeID) {
    commonTVS = CommonTVS(
      cluster: nodes[node.index].cluster, nodeCount: nodes.count,
      database: nodes[node.index].database, records: records)
  }

  /// TVS was activated on a node: others list it from now on.
  package mutating func forgetKeptTVS() { commonTVS = nil }

  fileprivate struct CommonTVS: Sendable {
    var cluster: ClusterID
    var nodeCount: Int
    var database: DatabaseCopy
    var records: CommonRecords
  }

  /// What a database that had one thing and was given another came to have.
  fileprivate struct Merge: Sendable {
    var before: DatabaseCopy
    var offered: DatabaseCopy
    var after: DatabaseCopy
    var taken: Bool
  }

  /// The own units in which a database that was one thing and became another differs.
  fileprivate struct Changes: Sendable {
    var before: DatabaseCopy
    var after: DatabaseCopy
    var changed: [(node: NodeID, unit: CertificateUnit)]
  }

  /// Nodes of a cluster that run, without one: those that also replicate.
  package func replicating(in cluster: ClusterID, but node: NodeID?) -> [NodeID] {
    span(of: cluster).filter {
      nodes[$0].cluster == cluster && $0 != node?.index && nodes[$0].power.isRunning
        && nodes[$0].replication.isRunning
    }.map(NodeID.init)
  }

  /// The certificates of a unit that a node's database has of every node of its cluster with a
  /// service, in order of nodes.
  package func certificates(
    _ unit: CertificateUnit, ofNodesWith service: Service, knownBy node: NodeID
  ) -> [CertificateID] {
    let cluster = nodes[node.index].cluster
    let database = nodes[node.index].database
    var found: [CertificateID] = []
    for other in span(of: cluster)
    where nodes[other].cluster == cluster && nodes[other].has(service) {
      if let known = database.certificate(unit, of: NodeID(other)) { found.append(known) }
    }
    return found
  }
}
