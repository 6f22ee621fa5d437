package import ClusterModel
package import TrustRules

/// Services that start, and what TFTP serves from then on.
extension Servers {
  /// Loads keys, builds the list and takes the CTL that is written now.
  ///
  /// - Returns: whether it serves something else than before; false also where it can build
  ///   nothing.
  package mutating func startTFTP(on node: NodeID, _ law: inout Deliberation) -> Bool {
    self[node].services[.tftp] = .running
    self[node].loadedRollback = self[node].database.rollback.value
    let written = self[self[node].cluster].ctlFile
    let ctl = law.servedCTL(
      written: written, served: self[node].published?.ctl, tftpStarts: true)
    keepTVS(knownBy: node)
    guard var files = law.filesToPublish(at: node, ctl: ctl, servers: self) else { return false }
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
  ///
  /// - Returns: whether it serves something else than before.
  package mutating func rebuildITL(on node: NodeID, _ law: inout Deliberation) -> Bool {
    guard self[node].serves(.tftp), let served = self[node].published else { return false }
    keepTVS(knownBy: node)
    guard let files = law.filesToPublish(at: node, ctl: served.ctl, servers: self), files != served
    else { return false }
    publish(files, at: node)
    return true
  }

  /// TFTP of a node learns that a certificate changed in its copy of the database, and builds its
  /// list anew if it acts upon that.
  package mutating func notifyTFTP(
    on node: NodeID, of unit: CertificateUnit, changedOn owner: NodeID,
    _ law: inout Deliberation
  ) {
    guard self[node].serves(.tftp), law.rebuilds(node, on: unit, of: owner, servers: self) else {
      return
    }
    _ = rebuildITL(on: node, &law)
  }

  /// TVS loads the certificate that it presents and those that it vouches for.
  package mutating func startTVS(on node: NodeID) {
    self[node].services[.tvs] = .running
    guard let own = self[node].disk[.tvs] else { return }
    self[node].loadedTVS = LoadedTVS(presented: own, trust: self[node].database.trust)
  }

  /// A service runs from now on, with the certificates and parameters that stand there now.
  package mutating func start(_ service: Service, on node: NodeID, _ law: inout Deliberation) {
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

  /// Starts every service that a node has.
  package mutating func startServices(of node: NodeID, _ law: inout Deliberation) {
    for service in Service.allCases where self[node].has(service) {
      start(service, on: node, &law)
    }
  }

  /// Starts a service anew on every node of a cluster where it runs.
  package mutating func restartAll(
    _ service: Service, in cluster: ClusterID, _ law: inout Deliberation
  ) {
    for node in nodes(of: cluster) where self[node].serves(service) {
      start(service, on: node, &law)
    }
  }
}
