package import ClusterModel
package import VirtualTime

extension RuleRecord {
  static let secureRegistration = RuleRecord(
    .secureRegistration, .deciding, .documented,
    source: "Cisco 213407; Cisco 214231, certificate types; Cisco 225746; Security Guide"
      + " 12.5(1)SU2, Securing SRST Tips",
    "A phone whose configuration says authenticated or encrypted registers only with a CallManager"
      + " that started in mixed mode, whose certificate has not expired and stands in the CTL of"
      + " the phone - in its ITL only if it holds no CTL with content - and whose CAPF-trust or"
      + " CallManager-trust has the issuer of the certificate the phone shows. Outside mixed mode"
      + " a configuration says non-secure, whatever the profile of the phone.")
}

extension Deliberation {
  /// The security mode that the configuration names for such a phone, where TFTP serves this CTL.
  ///
  /// TFTP reads the mode of the cluster when it starts, as it does the CTL: a CTL without content
  /// or none is non-secure mode.
  package mutating func deviceSecurity(of traits: PhoneTraits, servedWith ctl: TrustList?)
    -> PhoneTraits.Security
  {
    guard traits.security != .nonSecure else { return .nonSecure }
    speak(.secureRegistration)
    return ctl.map { $0.isBlank } ?? true ? .nonSecure : traits.security
  }

  /// What keeps a call control server from taking the registration of a phone that holds this; nil:
  /// it takes it.
  package mutating func obstacle(
    at address: ServerAddress, holding held: HeldState, _ cohort: Cohort, servers: Servers,
    now: Instant
  ) -> RegistrationObstacle? {
    let node = servers[address.node]
    let isThere =
      node.serves(.callManager) && servers[cohort.site].link.isRunning
      && node.answers(to: address.text)
    guard isThere else { return RegistrationObstacle(.noAnswer, at: address.node) }
    guard let configuration = held.configuration, configuration.security != .nonSecure else {
      return nil
    }
    let found = secureObstacle(at: node, holding: held, servers.certificates, now: now)
    if let found = apply(.secureRegistration, found, without: nil) {
      return RegistrationObstacle(found, at: address.node)
    }
    return isBlockedByCAPF(held, in: node.cluster, servers: servers)
      ? RegistrationObstacle(.otherCAPF, at: address.node) : nil
  }

  /// The first call control server of the phone's configuration that takes its registration.
  package mutating func registrar(
    of held: HeldState, _ cohort: Cohort, servers: Servers, now: Instant
  ) -> NodeID? {
    guard let configuration = held.configuration, !configuration.isDefault else { return nil }
    return configuration.servers.first {
      obstacle(at: $0, holding: held, cohort, servers: servers, now: now) == nil
    }?.node
  }

  /// Why no call control server takes the registration of a phone that holds this, in the order in
  /// which it tries them; empty: one does.
  package mutating func obstacles(
    to held: HeldState, _ cohort: Cohort, servers: Servers, now: Instant
  ) -> [RegistrationObstacle] {
    guard let configuration = held.configuration else {
      return [RegistrationObstacle(.noConfiguration)]
    }
    guard !configuration.isDefault else { return [RegistrationObstacle(.notInDatabase)] }
    var found: [RegistrationObstacle] = []
    for address in configuration.servers {
      guard let next = obstacle(at: address, holding: held, cohort, servers: servers, now: now)
      else { return [] }
      found.append(next)
    }
    return found.isEmpty ? [RegistrationObstacle(.noAnswer)] : found
  }

  /// What is wrong with the certificates or the mode when a secure phone connects.
  private mutating func secureObstacle(
    at node: NodeState, holding held: HeldState, _ book: CertificateBook, now: Instant
  ) -> RegistrationObstacle.Reason? {
    guard node.loadedMixedMode else { return .mixedModeOff }
    guard let presented = node.loadedCallManager else { return .noAnswer }
    let ctl = held.ctl.flatMap { $0.isBlank ? nil : $0 }
    guard let list = ctl ?? held.itl, list.names(presented, as: [.ccm, .ccmTFTP]) else {
      return ctl == nil ? .notInITL : .notInCTL
    }
    guard !isExpired(presented, book, now: now) else { return .certificateExpired }
    return acceptsPhone(held, at: node) ? nil : .issuerNotTrusted
  }

  /// Whether a CallManager accepts the certificate that a secure phone shows; who issued those
  /// that manufacturers install, every cluster trusts.
  private func acceptsPhone(_ held: HeldState, at node: NodeState) -> Bool {
    guard let issuer = held.lsc else { return true }
    return TrustStore.ofIssuers.contains { node.database.trusts(issuer, in: $0) }
  }

  /// Whether a phone that holds these lists lets a CAPF that presents this certificate issue it
  /// one of its own.
  ///
  /// Source: Cisco 116232, the CAPF record of the ITL. Without any list it has nothing to judge by.
  package mutating func installsLSC(from capf: CertificateID, holding held: HeldState) -> Bool {
    let lists = [held.ctl, held.itl].compactMap { $0 }
    let knows = lists.isEmpty || lists.contains { $0.names(capf, as: [.capf]) }
    return apply(.secureRegistration, knows, without: true)
  }
}
