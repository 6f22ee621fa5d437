import ClusterModel

extension RuleRecord {
  static let capfMismatch = RuleRecord(
    .capfMismatch, .deciding, .conflict,
    source: "Cisco 225746 against Cisco 214231",
    "While the CAPF record of its CTL differs from the certificate of the CAPF that runs, a secure"
      + " phone does not register. Alternative: it registers.")
}

extension Deliberation {
  /// Whether the CAPF of the cluster keeps a secure phone that holds this from registering.
  mutating func isBlockedByCAPF(_ held: HeldState, in cluster: ClusterID, servers: Servers) -> Bool
  {
    guard let publisher = servers.publisher(of: cluster), servers[publisher].serves(.capf),
      let running = servers[publisher].loadedCAPF, let ctl = held.ctl
    else { return false }
    let listed = ctl.records.filter { $0.role == .capf }
    guard !listed.isEmpty, !ctl.names(running, as: [.capf]) else { return false }
    speak(.capfMismatch)
    return choose(.capfMismatch, standard: true, alternative: false)
  }
}
