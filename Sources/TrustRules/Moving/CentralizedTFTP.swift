import ClusterModel

extension RuleRecord {
  static let centralizedTFTP = RuleRecord(
    .centralizedTFTP, .moving, .documented,
    source: "Cisco 116232, centralized TFTP; Security Guide, proxy TFTP",
    "The TFTP of one cluster serves the phones of others and passes on what it does not hold: the"
      + " files of a phone's home, where that has them.")
}

extension Deliberation {
  /// The files of a phone's home that a central TFTP passes on; nil: it is no centre for the phone.
  mutating func passedOn(by node: NodeID, to cohort: Cohort, servers: Servers) -> Offer? {
    nil
  }

  /// Why a phone refuses a configuration without signature; nil: it takes it.
  mutating func refuseUnsigned(_ context: BootContext) -> Judgement? {
    takesAnyConfiguration(context.held) ? nil : .refused(.centralizedTFTP)
  }
}
