package import ClusterModel
import ServerActs
package import TrustRules
import VirtualTime

/// What administrators, faults and time do to a cluster; each act is complete when it returns.
extension TestCluster {
  private var release: ReleaseName { servers[id].release }

  /// Regenerates a unit: disk and own database at once, then replication, then whatever the law
  /// does at the change notification. Services that need a restart by hand are left as they are.
  ///
  /// - Parameter replicating: false leaves the other nodes' databases as they were.
  @discardableResult
  package mutating func regenerate(
    _ unit: CertificateUnit, of name: String, replicating: Bool = true
  ) -> CertificateID {
    let certificate = issue(unit, to: node(name))
    if replicating { replicate() }
    notify(of: unit, at: node(name))
    return certificate
  }

  /// Gives a node the next certificate of a unit, on its disk and in its own database only.
  @discardableResult
  package mutating func issue(_ unit: CertificateUnit, to node: NodeID) -> CertificateID {
    servers.regenerate(unit, on: node, authority: nil, at: now)
  }

  /// Every database takes over what is newer in the others of its cluster.
  package mutating func replicate() {
    for reader in servers.nodes.indices {
      let cluster = servers.nodes[reader].cluster
      for writer in servers.nodes.indices
      where writer != reader && servers.nodes[writer].cluster == cluster {
        _ = servers.nodes[reader].database.merge(servers.nodes[writer].database)
      }
    }
  }

  /// What follows by itself once a changed certificate is in the databases.
  private mutating func notify(of unit: CertificateUnit, at changed: NodeID) {
    var deliberation = Deliberation(law)
    for tftp in servers.nodes.indices.map(NodeID.init) {
      let hasIt =
        servers[tftp].database.certificate(unit, of: changed) == servers[changed].disk[unit]
      if hasIt { servers.notifyTFTP(on: tftp, of: unit, changedOn: changed, &deliberation) }
    }
    if deliberation.restartedService(by: unit, release) == .tvs, servers[changed].serves(.tvs) {
      servers.startTVS(on: changed)
    }
  }

  /// Restarts a service on these nodes, or wherever it was activated.
  package mutating func restart(_ service: Service, on names: String...) {
    for name in names.isEmpty ? nodes.map(\.name) : names {
      let place = node(name)
      guard servers[place].has(service) else { continue }
      act { $0.start(service, on: place, &$1) }
    }
  }

  /// Stops a service until somebody starts it.
  package mutating func stop(_ service: Service, on names: String...) {
    for name in names.isEmpty ? nodes.map(\.name) : names {
      servers[node(name)].services[service] = .away(until: nil)
    }
  }

  /// Switches a node off; what it had loaded is lost only when it starts again.
  package mutating func powerOff(_ name: String) {
    servers[node(name)].power = .away(until: nil)
  }

  package mutating func powerOn(_ name: String) {
    servers[node(name)].power = .running
    replicate()
    let place = node(name)
    act { $0.startServices(of: place, &$1) }
  }

  /// Cuts a site off from every server.
  package mutating func cut(_ site: SiteID = SiteID(0)) {
    servers[site].link = .away(until: nil)
  }

  /// Renames a node, with the new certificates and the reboot that go with it.
  package mutating func rename(_ name: String, to host: String) {
    changeIdentity(of: name) { $0.host = host }
  }

  /// Gives a node another address, with the new certificates and the reboot that go with it.
  package mutating func readdress(_ name: String, to address: String) {
    changeIdentity(of: name) { $0.address = address }
  }

  private mutating func changeIdentity(of name: String, _ change: (inout NodeState) -> Void) {
    let (place, instant) = (node(name), now)
    let stated = nodes[place.index].namedBy
    let changes = act { $0.rename(place, namedBy: stated, at: instant, &$1, change) }
    replicate()
    for change in changes { notify(of: change.unit, at: place) }
    powerOn(name)
  }

  private mutating func act<Answer>(
    _ act: (inout Servers, inout Deliberation) -> Answer
  ) -> Answer {
    var deliberation = Deliberation(law)
    return act(&servers, &deliberation)
  }

  /// The last instant of a node's certificate has come; its identity stays the same.
  package mutating func expire(_ unit: CertificateUnit, of name: String) {
    let expired = certificate(unit, of: name)
    var book = CertificateBook()
    for (place, entry) in servers.certificates.certificates.enumerated() {
      _ = book.issue(
        to: entry.owner, authority: entry.authority, commonName: entry.commonName,
        issued: entry.issued, expires: place == Int(expired.index) ? now : entry.expires,
        bits: entry.bits)
    }
    servers.certificates = book
  }

  /// Uploads a certificate to a trust unit of every database; running services do not know it.
  package mutating func upload(_ certificate: CertificateID, to store: TrustStore) {
    let delivery = TrustDelivery(certificate: certificate, store: store)
    servers.addTrust(delivery, replacing: nil, on: .pub)
    replicate()
  }

  /// Sets *Prepare Cluster for Rollback to pre 8.0* in every database; TFTP reads it when it
  /// starts.
  package mutating func setRollback(_ value: Bool) {
    servers.setRollback(value, in: id)
  }

  /// The administrator has these eTokens; the cluster signs its CTL accordingly from now on.
  package mutating func hold(tokensOf signing: CTLSigning) {
    servers[id].ctlSigning = signing
    guard case .tokens(let names) = signing else { return }
    for name in names { servers.addToken(name, at: now) }
  }

  /// `utils ctl set-cluster mixed-mode`, or the CTL client with these eTokens.
  package mutating func enterMixedMode(_ signing: CTLSigning) {
    servers[id].isMixedMode = true
    hold(tokensOf: signing)
    writeCTL()
  }

  /// `utils ctl set-cluster non-secure-mode`, or the CTL client with the eTokens at hand.
  package mutating func leaveMixedMode() {
    servers[id].isMixedMode = false
    writeCTL()
  }

  /// Writes the CTL file, or has none where nothing can sign it; it is served once TFTP restarts.
  package mutating func writeCTL() {
    let cluster = id
    act { servers, law in
      guard let ctl = law.buildCTL(of: cluster, servers: servers) else {
        servers[cluster].ctlFile = nil
        return
      }
      servers.write(ctl, of: cluster, &law)
    }
  }

  /// `utils itl reset localkey` on the publisher: the list goes to every node whose TFTP runs, and
  /// TFTP restarts there; without a key to sign it nothing happens.
  package mutating func resetITL() {
    let cluster = id
    act { servers, law in
      guard let list = law.resetITL(of: cluster, servers: servers) else { return }
      servers.spread(list, in: cluster, &law)
    }
  }

  /// A publisher like the first node stands in another cluster of the world; the acts of this test
  /// cluster do not reach it.
  package mutating func addForeignPublisher() -> NodeID {
    servers.clusters.append(servers[id])
    var publisher = servers[.pub]
    publisher.cluster = ClusterID(servers.clusters.count - 1)
    servers.nodes.append(publisher)
    return NodeID(servers.nodes.count - 1)
  }

  /// A certificate of which the cluster knows nothing.
  package mutating func foreignCertificate(_ name: String) -> CertificateID {
    servers.certificates.issue(
      to: .token(name), commonName: name, issued: now, expires: now.addingYears(5))
  }

  /// A node's TFTP offers lists and configurations that this certificate signed, as the server of
  /// another cluster would.
  package mutating func offerFiles(signedBy signer: CertificateID, at name: String = "pub") {
    guard var published = servers[node(name)].published else { return }
    let records = [
      TrustListRecord(role: .sast, certificate: signer),
      TrustListRecord(role: .ccmTFTP, certificate: signer),
    ]
    if published.ctl != nil {
      published.ctl = TrustList(kind: .ctl, signer: signer, records: records)
    }
    published.itl = TrustList(kind: .itl, signer: signer, records: records)
    published.configurationSigner = signer
    servers[node(name)].published = published
  }

  /// A node's TFTP signs its configurations with this certificate, its lists as before.
  package mutating func signConfigurations(
    with signer: CertificateID, at name: String = "pub"
  ) {
    servers.nodes[node(name).index].published?.configurationSigner = signer
  }

  /// A node's TFTP offers the records it has in a list that this certificate signed.
  package mutating func sign(
    _ kind: TrustList.Kind, with signer: CertificateID, at name: String = "pub"
  ) {
    switch kind {
    case .ctl: servers.nodes[node(name).index].published?.ctl?.signer = signer
    case .itl: servers.nodes[node(name).index].published?.itl.signer = signer
    }
  }

  /// The phone boots now; it then holds what it accepted.
  @discardableResult
  package func boot(_ phone: inout TestPhone) -> Standing {
    let standing = standing(of: phone)
    phone.held = standing.held
    return standing
  }
}
