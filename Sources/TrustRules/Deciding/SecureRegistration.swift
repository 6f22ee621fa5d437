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

  /// Whether a call control server takes the registration of a phone that holds this.
  package mutating func takesRegistration(
    _ address: ServerAddress, holding held: HeldState, _ cohort: Cohort, servers: Servers,
    now: Instant
  ) -> Bool {
    let node = servers[address.node]
    guard node.serves(.callManager), servers[cohort.site].link.isRunning,
      node.answers(to: address.text)
    else { return false }
    guard let configuration = held.configuration, configuration.security != .nonSecure else {
      return true
    }
    let isGood =
      node.loadedMixedMode && acceptsServer(node, holding: held, servers.certificates, now: now)
      && acceptsPhone(held, at: node)
    guard apply(.secureRegistration, isGood, without: true) else { return false }
    return !isBlockedByCAPF(held, in: node.cluster, servers: servers)
  }

  /// The first call control server of the phone's configuration that takes its registration.
  package mutating func registrar(
    of held: HeldState, _ cohort: Cohort, servers: Servers, now: Instant
  ) -> NodeID? {
    guard let configuration = held.configuration, !configuration.isDefault else { return nil }
    return configuration.servers.first {
      takesRegistration($0, holding: held, cohort, servers: servers, now: now)
    }?.node
  }

  /// Whether a secure phone accepts the certificate that a CallManager presents.
  private mutating func acceptsServer(
    _ node: NodeState, holding held: HeldState, _ book: CertificateBook, now: Instant
  ) -> Bool {
    guard let presented = node.loadedCallManager else { return false }
    let list = held.ctl.flatMap { $0.isBlank ? nil : $0 } ?? held.itl
    guard let list, list.names(presented, as: [.ccm, .ccmTFTP]) else { return false }
    return !isExpired(presented, book, now: now)
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
