package import ClusterModel
package import TrustRules
import VirtualTime

/// Two clusters and a phone: `pub` and `sub1` are its home, the node `far` is another cluster.
///
/// The phone holds what its home had for it when everything began; acts of the home are those of
/// ``TestCluster``.
package struct Neighbours: Sendable {
  package var home: TestCluster
  package var phone: TestPhone
  package let far: NodeID
  /// The group of the other cluster.
  package let farGroup: GroupID
  package static let other = ClusterID(1)

  package init(
    _ release: String = "11.5(1)", far other: String = "11.5(1)", ctl: CTLSigning? = nil,
    farCTL: CTLSigning? = nil, law: Law = Law()
  ) {
    var home = TestCluster(
      release, nodes: [.pub, .sub1, TestNode("far", [.callManager, .tftp])],
      group: ["pub", "sub1"], option150: ["pub", "sub1"], law: law)
    far = home.node("far")
    home.part(far, into: other, farCTL)
    if let ctl {
      home.enterMixedMode(ctl)
    }
    for service in [Service.tvs, .tftp, .callManager] { home.restart(service) }
    home.servers.groups.append(
      CallManagerGroup(name: "far", cluster: Self.other, nodes: [far]))
    farGroup = GroupID(home.servers.groups.count - 1)
    self.home = home
    phone = home.healthyPhone()
  }

  /// The administrator of the other cluster inserts the phone.
  package mutating func insert() { phone.cohort.alsoIn = farGroup }

  /// Option 150 points at the other cluster.
  package mutating func pointAtFar() { phone.cohort.site = home.addSite(["far"]) }

  /// Certificates of the other cluster's node go into a trust unit of the home.
  package mutating func exchange(
    _ units: [CertificateUnit], store: TrustStore = .phoneSASTTrust, restartingTVS: Bool = true
  ) {
    for unit in units { home.upload(home.certificate(unit, of: "far"), to: store) }
    if restartingTVS { home.restart(.tvs) }
  }

  package var standing: Standing { home.standing(of: phone) }
  package var ending: Ending { Ending(standing) }
}

extension TestCluster {
  /// Makes a node the only one of a cluster of its own, and lets nobody know anything of the other.
  fileprivate mutating func part(
    _ far: NodeID, into release: String, _ ctl: CTLSigning?
  ) {
    servers.clusters.append(
      ClusterState(
        release: releaseName(release), isMixedMode: ctl != nil, ctlSigning: ctl ?? .tokenless,
        phoneInteractionAutomatic: true))
    let new = Release(releaseName(release))
    servers[far].cluster = Neighbours.other
    servers[far].isPublisher = true
    servers[far].services[.capf] = .running
    servers[far].services[.tvs] = new.hasSecurityByDefault ? .running : .absent
    servers[far].disk = [:]
    for node in servers.nodes.indices.map(NodeID.init) {
      servers[node].database = DatabaseCopy(rollback: false)
      let own = CertificateUnit.allCases.filter {
        node == far ? $0 != .authz && new.hasUnit($0, onPublisher: true) : servers[node].has($0)
      }
      for unit in own {
        guard node != far, let certificate = servers[node].disk[unit] else {
          issue(unit, to: node)
          continue
        }
        servers.lastChange += 1
        servers[node].database.set(certificate, as: unit, of: node, change: servers.lastChange)
      }
    }
    replicate()
    hold(tokensOf: ctl ?? .tokenless)
    servers[id].ctlSigning = .tokenless
    guard ctl != nil else { return }
    var law = Deliberation(self.law)
    servers[Neighbours.other].ctlFile = law.buildCTL(of: Neighbours.other, servers: servers)
  }
}

extension NodeState {
  fileprivate func has(_ unit: CertificateUnit) -> Bool { disk[unit] != nil }
}
