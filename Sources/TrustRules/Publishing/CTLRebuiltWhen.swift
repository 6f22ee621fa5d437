package import ClusterModel

extension RuleRecord {
  static let ctlRebuiltWhen = RuleRecord(
    .ctlRebuiltWhen, .publishing, .documented,
    source: "Cisco 118893, CTL update",
    "A CTL is written only by command; TFTP serves the new one after its next start on "
      + "each node.")
}

extension Deliberation {
  /// The CTL a node serves after an act: a TFTP that did not start since serves the one it had.
  package mutating func servedCTL(
    written: TrustList?, served: TrustList?, tftpStarts: Bool
  ) -> TrustList? {
    apply(.ctlRebuiltWhen, tftpStarts ? written : served, without: written)
  }
}
