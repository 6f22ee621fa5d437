package import ClusterModel

extension RuleRecord {
  static let secureRegistration = RuleRecord(
    .secureRegistration, .deciding, .documented,
    source: "Cisco 213407; Cisco 214231, certificate types; Cisco 225746",
    "An authenticated or encrypted phone registers only in mixed mode, with a CallManager whose"
      + " certificate its CTL names - its ITL only if it holds no CTL with content - and that"
      + " trusts the issuer of the certificate the phone shows.")
}

extension Deliberation {
  /// Whether a call control server takes the registration of a phone that holds this.
  package mutating func takesRegistration(
    _ address: ServerAddress, holding held: HeldState, _ cohort: Cohort, servers: Servers
  ) -> Bool {
    let node = servers[address.node]
    return node.serves(.callManager) && servers[cohort.site].link.isRunning
      && node.answers(to: address.text)
  }

  /// The first call control server of the phone's configuration that takes its registration.
  package mutating func registrar(of held: HeldState, _ cohort: Cohort, servers: Servers) -> NodeID?
  {
    guard let configuration = held.configuration, !configuration.isDefault else { return nil }
    return configuration.servers.first {
      takesRegistration($0, holding: held, cohort, servers: servers)
    }?.node
  }
}
