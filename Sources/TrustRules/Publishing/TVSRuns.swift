package import ClusterModel

extension RuleRecord {
  static let tvsRuns = RuleRecord(
    .tvsRuns, .publishing, .conflict,
    source: "Cisco 116232, TVS; against Cisco 214231, certificate types",
    "The Trust Verification Service runs wherever the CallManager service runs, and on "
      + "nodes named so; the other reading is every node.")
}

extension Deliberation {
  /// Whether TVS is active on a node.
  package mutating func runsTVS(_ node: Node) -> Bool {
    runsTVS(besideCallManager: node.runsCallManager, isNamed: node.isNamedTVS)
  }

  /// Whether TVS is active on a node that runs CallManager or not, and that is named as a node of
  /// TVS or not.
  package mutating func runsTVS(besideCallManager: Bool, isNamed: Bool) -> Bool {
    speak(.tvsRuns)
    return choose(.tvsRuns, standard: besideCallManager || isNamed, alternative: true)
  }
}
