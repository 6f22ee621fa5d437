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
    speak(.tvsRuns)
    return choose(
      .tvsRuns, standard: node.runsCallManager || node.isNamedTVS, alternative: true)
  }
}
