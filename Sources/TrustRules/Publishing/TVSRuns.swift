package import ClusterModel

extension RuleRecord {
  static let tvsRuns = RuleRecord(
    .tvsRuns, .publishing, .conflict,
    source: "Cisco 116232, TVS; against Cisco 214231, certificate types",
    "The Trust Verification Service runs on every node that runs the CallManager service, and on"
      + " nodes that the scenario names for it. Alternative: it runs on every node.")
}

extension Deliberation {
  /// Whether TVS is active on a node of a release.
  package mutating func runsTVS(_ node: Node, _ release: ReleaseName) -> Bool {
    servicesOfItsOwn(
      release, besideCallManager: node.runsCallManager, isNamedTVS: node.isNamedTVS
    ).contains(.tvs)
  }

  /// The services that run on a node because its release has them, and that nobody activates.
  ///
  /// - Parameters:
  ///   - besideCallManager: the node runs CallManager.
  ///   - isNamedTVS: it is said to be a node of TVS.
  package mutating func servicesOfItsOwn(
    _ release: ReleaseName, besideCallManager: Bool, isNamedTVS: Bool
  ) -> [Service] {
    let release = Release(release)
    var services: [Service] = []
    // Before Security By Default there is no TVS to ask about.
    if release.hasSecurityByDefault {
      speak(.tvsRuns)
      if choose(.tvsRuns, standard: besideCallManager || isNamedTVS, alternative: true) {
        services.append(.tvs)
      }
    }
    if release.hasHAProxy { services.append(.haproxy) }
    return services
  }
}
