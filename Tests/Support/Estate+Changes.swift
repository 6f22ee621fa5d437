package import ClusterModel
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
    let years = unit == .itlRecovery ? Release(release).itlRecoveryYears : 5
    let certificate = servers.certificates.issue(
      to: .unit(unit, of: node), commonName: servers[node].host, issued: now,
      expires: now.addingYears(years))
    servers[node].disk[unit] = certificate
    servers.lastChange += 1
    servers[node].database.set(certificate, as: unit, of: node, change: servers.lastChange)
    if unit == .capf, servers[node].isPublisher {
      for store in TrustStore.ofIssuers {
        servers[node].database.trust(certificate, in: store, change: servers.lastChange)
      }
    }
    return certificate
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
    for place in servers.nodes.indices {
      let tftp = NodeID(place)
      let hasIt =
        servers[tftp].database.certificate(unit, of: changed) == servers[changed].disk[unit]
      if hasIt, servers[tftp].serves(.tftp),
        deliberation.rebuilds(tftp, on: unit, of: changed, servers: servers)
      {
        build(tftp, ctl: servers.nodes[tftp.index].published?.ctl)
      }
    }
    if deliberation.restartedService(by: unit, release) == .tvs, servers[changed].serves(.tvs) {
      loadTVS(changed)
    }
  }

  /// A TFTP that cannot build its files goes on with those it has.
  private mutating func build(_ tftp: NodeID, ctl: TrustList?) {
    var deliberation = Deliberation(law)
    guard let files = deliberation.publish(at: tftp, ctl: ctl, servers: servers) else { return }
    servers[tftp].published = files
  }

  /// Reads the rollback parameter, builds the list, takes the CTL that is written now; a list that
  /// an ITL reset left there is served until the next start or rebuild.
  private mutating func startTFTP(_ tftp: NodeID) {
    servers[tftp].loadedRollback = servers[tftp].database.rollback.value
    var deliberation = Deliberation(law)
    let ctl = deliberation.servedCTL(
      written: servers[servers[tftp].cluster].ctlFile,
      served: servers.nodes[tftp.index].published?.ctl,
      tftpStarts: true)
    build(tftp, ctl: ctl)
    if let reset = servers[tftp].resetITL {
      servers.nodes[tftp.index].published?.itl = reset
      servers[tftp].resetITL = nil
    }
  }

  private mutating func loadTVS(_ node: NodeID) {
    guard let presented = servers[node].disk[.tvs] else { return }
    servers[node].loadedTVS = LoadedTVS(
      presented: presented, trust: servers[node].database.trust)
  }

  /// Restarts a service on these nodes, or wherever it was activated.
  package mutating func restart(_ service: Service, on names: String...) {
    for name in names.isEmpty ? nodes.map(\.name) : names {
      let place = node(name)
      guard servers[place].has(service) else { continue }
      servers[place].services[service] = .running
      switch service {
      case .tvs: loadTVS(place)
      case .tftp: startTFTP(place)
      case .callManager:
        servers[place].loadedCallManager = servers[place].disk[.callManager]
        servers[place].loadedMixedMode = servers[id].isMixedMode
      case .capf: servers[place].loadedCAPF = servers[place].disk[.capf]
      case .tomcat: servers[place].loadedTomcat = servers[place].disk[.tomcat]
      case .ctiManager, .haproxy: break
      }
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
    for service in [Service.tvs, .tftp, .callManager, .capf, .tomcat]
    where servers[node(name)].has(service) {
      restart(service, on: name)
    }
  }

  /// Cuts a site off from every server.
  package mutating func cut(_ site: SiteID = SiteID(0)) {
    servers[site].link = .away(until: nil)
  }

  /// Renames a node, with the new certificates and the reboot that go with it.
  package mutating func rename(_ name: String, to host: String) {
    servers[node(name)].host = host
    changeIdentity(of: name)
  }

  /// Gives a node another address, with the new certificates and the reboot that go with it.
  package mutating func readdress(_ name: String, to address: String) {
    servers[node(name)].address = address
    changeIdentity(of: name)
  }

  private mutating func changeIdentity(of name: String) {
    let place = node(name)
    let state = servers[place]
    var deliberation = Deliberation(law)
    servers[place].serverName = deliberation.serverName(
      namedBy: nodes[place.index].namedBy, address: state.address, host: state.host,
      domain: state.domain)
    for unit in deliberation.unitsRegenerated(byRenaming: state) {
      regenerate(unit, of: name)
    }
    powerOn(name)
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
    servers.lastChange += 1
    servers.nodes[0].database.trust.append(
      TrustEntry(
        store: store, certificate: certificate,
        isPresent: Replicated(true, change: servers.lastChange)))
    replicate()
  }

  /// Sets *Prepare Cluster for Rollback to pre 8.0* in every database; TFTP reads it when it
  /// starts.
  package mutating func setRollback(_ value: Bool) {
    servers.lastChange += 1
    servers.nodes[0].database.rollback = Replicated(value, change: servers.lastChange)
    replicate()
  }

  /// The administrator has these eTokens; the cluster signs its CTL accordingly from now on.
  package mutating func hold(tokensOf signing: CTLSigning) {
    servers[id].ctlSigning = signing
    guard case .tokens(let names) = signing else { return }
    for name in names where servers.eTokens[name] == nil {
      servers.eTokens[name] = foreignCertificate(name)
    }
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

  /// Writes the CTL file; it is served once TFTP restarts.
  package mutating func writeCTL() {
    var deliberation = Deliberation(law)
    servers[id].ctlFile = deliberation.buildCTL(of: id, servers: servers)
  }

  /// `utils itl reset localkey` on the publisher: the list goes to every node whose TFTP runs, and
  /// TFTP restarts there; without a key to sign it nothing happens.
  package mutating func resetITL() {
    var deliberation = Deliberation(law)
    guard let list = deliberation.resetITL(of: id, servers: servers) else { return }
    for node in nodes.map(\.name) where servers[self.node(node)].serves(.tftp) {
      servers[self.node(node)].resetITL = list
      restart(.tftp, on: node)
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
