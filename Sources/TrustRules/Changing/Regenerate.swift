package import ClusterModel

extension RuleRecord {
  static let regenerate = RuleRecord(
    .regenerate, .changing, .documented,
    source: "Cisco 116232 and 117598; Cisco 214231",
    "A regeneration makes a new key and a new serial number for one unit on one node: on "
      + "its disk and in its copy of the database at once.")
}

extension Deliberation {
  /// Whether a regeneration makes a new certificate.
  package mutating func makesNewCertificate() -> Bool {
    apply(.regenerate, true, without: false)
  }
}

extension CertificateUnit {
  /// A subscriber's copy of this unit has no use.
  package var onlyPublisherMatters: Bool { self == .capf || self == .itlRecovery }
}
