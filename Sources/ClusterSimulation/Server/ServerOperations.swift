import ClusterModel
import TrustRules
import VirtualTime

/// What happens inside the servers, without time: shared by the run, by the settled view and by
/// the remedies, so that all three mean the same by *start TFTP*.
extension Servers {
  /// Puts a certificate into the node's own unit and its own copy of the database.
  mutating func install(
    _ certificate: CertificateID, as unit: CertificateUnit, on node: NodeID
  ) {
    lastChange += 1
    self[node].disk[unit] = certificate
    if unit == .callManager { self[node].lacksCallManagerKey = false }
    self[node].database.set(certificate, as: unit, of: node, change: lastChange)
    guard unit == .capf, self[node].isPublisher else { return }
    // Phones show certificates that it issued; the copies outlast it.
    for store in TrustStore.ofIssuers {
      self[node].database.trust(certificate, in: store, change: lastChange)
    }
  }

  /// Makes a new certificate of the unit and installs it.
  mutating func regenerate(
    _ unit: CertificateUnit, on node: NodeID, authority: String?, at now: Instant
  ) -> CertificateID {
    let release = Release(self[self[node].cluster].release)
    let certificate = certificates.issue(
      to: .unit(unit, of: node), authority: authority, commonName: commonName(unit, of: node),
      issued: now, expires: now.addingYears(release.yearsValid(unit)))
    install(certificate, as: unit, on: node)
    return certificate
  }

  func commonName(_ unit: CertificateUnit, of node: NodeID) -> String {
    let name = self[node].domain.map { self[node].host + "." + $0 } ?? self[node].host
    return switch unit {
    case .itlRecovery: "ITLRECOVERY_" + name
    case .capf: "CAPF-" + self[node].host
    case .callManager, .callManagerECDSA, .tvs, .tomcat, .tomcatECDSA, .ipsec, .authz: name
    }
  }

  /// Loads keys, builds the list and takes the CTL that is written now; false if the node cannot.
  mutating func startTFTP(on node: NodeID, _ law: inout Deliberation) -> Bool {
    self[node].services[.tftp] = .running
    self[node].loadedRollback = self[node].database.rollback.value
    let written = self[self[node].cluster].ctlFile
    let ctl = law.servedCTL(
      written: written, served: self[node].published?.ctl, tftpStarts: true)
    keepTVS(knownBy: node)
    guard var files = law.publish(at: node, ctl: ctl, servers: self) else { return false }
    if let reset = self[node].resetITL {
      files.itl = reset
      self[node].resetITL = nil
    }
    let isNew = files != self[node].published
    publish(files, at: node)
    return isNew
  }

  /// TFTP of a node serves these files from now on; the list before stays on the server.
  private mutating func publish(_ files: PublishedFiles, at node: NodeID) {
    if let before = self[node].published?.itl, before != files.itl {
      self[node].previousITL = before
    }
    self[node].published = files
  }

  /// Builds the list anew without a start: the CTL served stays.
  mutating func rebuildITL(on node: NodeID, _ law: inout Deliberation) -> Bool {
    guard self[node].serves(.tftp), let served = self[node].published else { return false }
    keepTVS(knownBy: node)
    guard let files = law.publish(at: node, ctl: served.ctl, servers: self), files != served
    else { return false }
    publish(files, at: node)
    return true
  }

  mutating func startTVS(on node: NodeID) {
    self[node].services[.tvs] = .running
    guard let own = self[node].disk[.tvs] else { return }
    self[node].loadedTVS = LoadedTVS(presented: own, trust: self[node].database.trust)
  }

  mutating func start(_ service: Service, on node: NodeID, _ law: inout Deliberation) {
    switch service {
    case .tftp: _ = startTFTP(on: node, &law)
    case .tvs: startTVS(on: node)
    case .callManager:
      self[node].services[.callManager] = .running
      self[node].loadedCallManager = self[node].disk[.callManager]
      self[node].loadedMixedMode = self[self[node].cluster].isMixedMode
    case .capf:
      self[node].services[.capf] = .running
      self[node].loadedCAPF = self[node].disk[.capf]
    case .tomcat:
      self[node].services[.tomcat] = .running
      self[node].loadedTomcat = self[node].disk[.tomcat]
    case .ctiManager, .haproxy: self[node].services[service] = .running
    }
  }

  /// Takes over what the other nodes of the cluster have that run now.
  mutating func catchUp(_ node: NodeID) -> Bool {
    merge(replicating(in: self[node].cluster, but: node), into: node)
  }

  /// Starts everything on a node that was away.
  mutating func boot(_ node: NodeID, _ law: inout Deliberation) {
    self[node].power = .running
    finishWork(on: node, &law)
    if self[node].replication.isRunning { _ = catchUp(node) }
    startServices(of: node, &law)
  }

  /// Starts every service that a node has.
  mutating func startServices(of node: NodeID, _ law: inout Deliberation) {
    for service in Service.allCases where self[node].has(service) {
      start(service, on: node, &law)
    }
  }

  /// The servers as they will be once everything that returns by itself has returned.
  func settled(_ law: inout Deliberation) -> Servers {
    var servers = self
    for site in servers.sites.indices {
      if case .away(until: .some) = servers.sites[site].link {
        servers.sites[site].link = .running
      }
    }
    let returning = servers.nodes.indices.map(NodeID.init).filter {
      if case .away(until: .some) = servers[$0].power { true } else { false }
    }
    // Power first: nodes that return together catch up with each other.
    for node in returning { servers[node].power = .running }
    for node in returning { servers.finishWork(on: node, &law) }
    for node in returning where servers[node].replication.isRunning {
      _ = servers.catchUp(node)
    }
    for node in returning { servers.boot(node, &law) }
    for node in servers.nodes.indices.map(NodeID.init) where servers[node].power.isRunning {
      for service in Service.allCases {
        if case .away(until: .some) = servers[node].services[service] ?? .absent {
          servers.start(service, on: node, &law)
        }
      }
    }
    return servers
  }
}
