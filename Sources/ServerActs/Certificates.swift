package import ClusterModel
package import TrustRules
package import VirtualTime

/// Certificates of a node's own units, of trust units and of eTokens.
extension Servers {
  /// Puts a certificate into the node's own unit and its own copy of the database.
  package mutating func install(
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

  /// Makes a new certificate of the unit, valid as long as the release says, and installs it.
  ///
  /// - Parameter authority: who signs it; nil: the node itself.
  package mutating func regenerate(
    _ unit: CertificateUnit, on node: NodeID, authority: String?, at now: Instant
  ) -> CertificateID {
    let release = Release(self[self[node].cluster].release)
    let certificate = certificates.issue(
      to: .unit(unit, of: node), authority: authority, commonName: commonName(unit, of: node),
      issued: now, expires: now.addingYears(release.yearsValid(unit)))
    install(certificate, as: unit, on: node)
    return certificate
  }

  /// The common name of a certificate that the node makes for itself.
  package func commonName(_ unit: CertificateUnit, of node: NodeID) -> String {
    let name = self[node].domain.map { self[node].host + "." + $0 } ?? self[node].host
    return switch unit {
    case .itlRecovery: "ITLRECOVERY_" + name
    case .capf: "CAPF-" + self[node].host
    case .callManager, .callManagerECDSA, .tvs, .tomcat, .tomcatECDSA, .ipsec, .authz: name
    }
  }

  /// A certificate renewed on a node, taken over by all others, with the restarts of TVS and TFTP
  /// that follow.
  package mutating func renew(
    _ unit: CertificateUnit, on node: NodeID, at now: Instant, _ law: inout Deliberation
  ) {
    _ = regenerate(unit, on: node, authority: nil, at: now)
    synchroniseAll(in: self[node].cluster, &law)
    restartAll(.tvs, in: self[node].cluster, &law)
    restartAll(.tftp, in: self[node].cluster, &law)
  }

  /// Adds a certificate to a trust unit in the node's copy of the database, in place of another.
  package mutating func addTrust(
    _ delivery: TrustDelivery, replacing old: CertificateID?, on node: NodeID
  ) {
    lastChange += 1
    var trust = self[node].database.trust
    for place in trust.indices
    where trust[place].store == delivery.store && trust[place].certificate == old {
      trust[place].isPresent = Replicated(false, change: lastChange)
    }
    self[node].database.trust = trust
    self[node].database.trust(delivery.certificate, in: delivery.store, change: lastChange)
  }

  /// Takes certificates out of trust units in the node's copy of the database.
  ///
  /// - Parameter places: places among the entries of that copy.
  package mutating func removeTrust(at places: [Int], on node: NodeID) {
    lastChange += 1
    for place in places {
      self[node].database.trust[place].isPresent = Replicated(false, change: lastChange)
    }
  }

  /// Makes the certificate of an eToken known, once.
  package mutating func addToken(_ name: String, at now: Instant) {
    guard eTokens[name] == nil else { return }
    eTokens[name] = certificates.issue(
      to: .token(name), commonName: name, issued: now - FixedConstant.certificateAge.duration,
      expires: now.addingYears(Int(FixedConstant.tokenYears.amount)))
  }
}
