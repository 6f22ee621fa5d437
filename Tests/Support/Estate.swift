package import ClusterModel
package import TrustRules
package import VirtualTime

/// A server as a test names it, before it gets certificates.
package struct TestNode: Sendable {
  package var name: String
  package var isPublisher: Bool
  /// CallManager and TFTP as they are activated; TVS and CAPF follow from the law.
  package var services: [Service]
  package var isNamedTVS = false
  package var lacksCAPF = false
  package var namedBy = Node.NamedBy.address

  package init(_ name: String, isPublisher: Bool = false, _ services: [Service]) {
    self.name = name
    self.isPublisher = isPublisher
    self.services = services
  }

  package static let pub = TestNode("pub", isPublisher: true, [.callManager, .tftp])
  package static let sub1 = TestNode("sub1", [.callManager, .tftp])
}

extension [TestNode] {
  package static let pair: [TestNode] = [.pub, .sub1]
  package static let alone: [TestNode] = [.pub]

  /// The same nodes, which System > Server names in this way.
  package func named(by way: Node.NamedBy) -> [TestNode] {
    map { node in
      var node = node
      node.namedBy = way
      return node
    }
  }
}

extension NodeID {
  /// The first two nodes of every test cluster.
  package static let pub = NodeID(0)
  package static let sub1 = NodeID(1)
}

/// A phone of a test: what it holds and where it stands.
package struct TestPhone: Sendable {
  package var held: HeldState
  package var cohort: Cohort

  /// As it left the factory.
  package mutating func forgetEverything() {
    held = HeldState(ctl: nil, itl: nil, configuration: nil)
  }
}

/// A little cluster that is healthy when it is made: every service runs with its current
/// certificate, and every database agrees.
///
/// It changes as the law says for acts without duration. Groups and sites are named by their
/// nodes, in order.
package struct TestCluster: Sendable {
  package var servers = Servers()
  package var law: Law
  package var now: Instant
  package private(set) var nodes: [TestNode]
  /// The only cluster of most tests.
  package let id = ClusterID(0)

  /// - Parameter ctl: nil leaves the cluster without mixed mode.
  /// - Parameter group: the nodes of the first group; nil: all.
  /// - Parameter option150: the TFTP servers of the first site; nil: every node with TFTP.
  package init(
    _ release: String, nodes: [TestNode] = .pair, ctl: CTLSigning? = nil, group: [String]? = nil,
    option150: [String]? = nil, law: Law = Law()
  ) {
    self.nodes = nodes
    self.law = law
    now = CivilTime(year: 2026, month: 1, day: 10, hour: 22)?.instant ?? Instant(microseconds: 0)
    servers.clusters = [
      ClusterState(
        release: releaseName(release), isMixedMode: ctl != nil, ctlSigning: ctl ?? .tokenless,
        phoneInteractionAutomatic: true)
    ]
    for (place, node) in nodes.enumerated() { add(node, place) }
    for place in nodes.indices { issueFirstCertificates(to: NodeID(place)) }
    replicate()
    if let ctl {
      hold(tokensOf: ctl)
      writeCTL()
    }
    for service in [Service.tvs, .tftp, .callManager, .capf, .tomcat] { restart(service) }
    addGroup(group ?? nodes.map(\.name))
    addSite(option150 ?? nodes.filter { $0.services.contains(.tftp) }.map(\.name))
  }

  /// The node of this name.
  package func node(_ name: String) -> NodeID {
    guard let place = nodes.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("the test cluster has no node \(name)")
    }
    return NodeID(place)
  }

  /// The certificate that the node has now on its disk.
  package func certificate(_ unit: CertificateUnit, of name: String) -> CertificateID {
    guard let certificate = servers[node(name)].disk[unit] else {
      preconditionFailure("\(name) has no certificate \(unit)")
    }
    return certificate
  }

  /// What a node's TFTP publishes.
  package func published(by name: String) -> PublishedFiles {
    guard let published = servers[node(name)].published else {
      preconditionFailure("\(name) publishes nothing")
    }
    return published
  }

  @discardableResult
  package mutating func addGroup(_ names: [String]) -> GroupID {
    servers.groups.append(
      CallManagerGroup(
        name: names.joined(separator: "-"), cluster: id, nodes: names.map { node($0) }))
    return GroupID(servers.groups.count - 1)
  }

  @discardableResult
  package mutating func addSite(_ names: [String]) -> SiteID {
    servers.sites.append(
      SiteState(
        option150: names.map {
          ServerAddress(node: node($0), text: servers[node($0)].address)
        }))
    return SiteID(servers.sites.count - 1)
  }

  /// A phone that booted when everything stood as it stands now: it holds those lists of
  /// the first server of its site that its model asks for, and the configuration of its group.
  package func healthyPhone(
    group: GroupID = GroupID(0), site: SiteID = SiteID(0), model: String = "8861",
    security: PhoneTraits.Security = .nonSecure, hasLSC: Bool = false,
    encryptedConfiguration: Bool = false
  ) -> TestPhone {
    var traits = PhoneTraits(model: model)
    traits.security = security
    traits.hasLSC = hasLSC
    traits.encryptedConfiguration = encryptedConfiguration
    let cohort = Cohort(traits: traits, group: group, site: site)
    var deliberation = Deliberation(law)
    let offer = deliberation.offer(
      at: servers[site].option150[0].node, to: cohort, servers: servers)
    var held = HeldState(
      ctl: offer?.files.ctl, itl: deliberation.isAware(traits) ? offer?.files.itl : nil,
      configuration: offer?.configuration
        ?? deliberation.configuration(for: group, servers: servers))
    held.key = offer?.key
    if hasLSC { held.lsc = servers.publisher(of: id).flatMap { servers[$0].loadedCAPF } }
    return TestPhone(held: held, cohort: cohort)
  }

  /// Where the phone stands against the servers as they are.
  package func standing(of phone: TestPhone, law: Law? = nil) -> Standing {
    TrustRules.standing(
      of: phone.held, cohort: phone.cohort, servers: servers, law: law ?? self.law, now: now)
  }

  /// The records of a list in words: `SAST CallManager of pub`.
  package func words(_ list: TrustList) -> [String] {
    list.records.map { "\($0.role.rawValue) \(words($0.certificate))" }
  }

  /// A certificate in words: `CallManager of pub`, with its number from the second on.
  package func words(_ certificate: CertificateID) -> String {
    let entry = servers.certificates[certificate]
    let number = entry.number > 1 ? " number \(entry.number)" : ""
    switch entry.owner {
    case .unit(let unit, let owner):
      return "\(unit.rawValue) of \(nodes[owner.index].name)\(number)"
    case .token(let name): return "token \(name)\(number)"
    }
  }

  private mutating func add(_ node: TestNode, _ place: Int) {
    var stated = Node(
      name: node.name, cluster: id, host: node.name, address: "10.1.1.\(place + 1)")
    stated.runsCallManager = node.services.contains(.callManager)
    stated.isNamedTVS = node.isNamedTVS
    var services = Dictionary(
      uniqueKeysWithValues: (node.services + [.tomcat]).map { ($0, Availability.running) })
    var deliberation = Deliberation(law)
    for service in deliberation.servicesOfItsOwn(
      servers[id].release, besideCallManager: stated.runsCallManager,
      isNamedTVS: stated.isNamedTVS)
    { services[service] = .running }
    if node.isPublisher && !node.lacksCAPF { services[.capf] = .running }
    servers.nodes.append(
      NodeState(
        cluster: id, isPublisher: node.isPublisher, power: .running, host: stated.host,
        domain: "example.test", address: stated.address,
        serverName: deliberation.serverName(
          namedBy: node.namedBy, address: stated.address, host: stated.host,
          domain: "example.test"),
        database: DatabaseCopy(rollback: false), services: services))
  }

  private mutating func issueFirstCertificates(to node: NodeID) {
    let release = Release(servers[id].release)
    let isPublisher = servers[node].isPublisher
    for unit in CertificateUnit.allCases
    where unit != .authz && release.hasUnit(unit, onPublisher: isPublisher) {
      issue(unit, to: node)
    }
  }
}

/// A release as its owner writes it: `11.5(1)SU3`, `14SU3`, `12.5.1.13900-152`.
package func releaseName(_ text: String) -> ReleaseName {
  let parts = text.split(separator: "SU")
  let numbers = parts[0].split { !$0.isNumber }.compactMap { Int($0) }
  func number(_ place: Int) -> Int { place < numbers.count ? numbers[place] : 0 }
  return ReleaseName(
    text: text, major: number(0), minor: number(1), maintenance: number(2),
    serviceUpdate: parts.count > 1 ? Int(parts[1]) ?? 0 : 0,
    build: numbers.count > 3 ? Array(numbers[3...]) : nil)
}
