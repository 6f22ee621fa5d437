import ClusterModel

extension RuleRecord {
  static let tvsVouchesITLRecovery = RuleRecord(
    .tvsVouchesITLRecovery, .deciding, .assumed,
    source: "Cisco 214231 and field notice 70613 need it; the Security Guide would not",
    "TVS vouches for ITLRecovery as SAST. Alternative: TVS does not vouch for it.")
}

extension Deliberation {
  /// Whether TVS vouches for an ITLRecovery certificate it knows.
  mutating func vouchesForITLRecovery(_ found: [TVSKnowledge], _ question: TVSQuestion) -> Bool {
    guard found.contains(.unit(.itlRecovery)), question.roles.contains(.sast) else { return false }
    speak(.tvsVouchesITLRecovery)
    return choose(.tvsVouchesITLRecovery, standard: true, alternative: false)
  }
}
