import ClusterModel

extension RuleRecord {
  static let tvsReadsCTLFile = RuleRecord(
    .tvsReadsCTLFile, .deciding, .observed,
    source: "Cisco 118893, TVS trace; its upload of tokens would be needless",
    "TVS also answers from the current CTL file of the cluster. Alternative: it does not.")
}

extension Deliberation {
  /// Whether TVS vouches for a certificate because the current CTL file names it.
  mutating func ctlFileVouches(
    at node: NodeID, for question: TVSQuestion, servers: Servers
  ) -> Bool {
    guard let ctl = servers[servers[node].cluster].ctlFile,
      ctl.names(question.certificate, as: question.roles)
    else { return false }
    speak(.tvsReadsCTLFile)
    return choose(.tvsReadsCTLFile, standard: true, alternative: false)
  }
}
