package import ClusterModel

extension RuleRecord {
  static let unawarePhone = RuleRecord(
    .unawarePhone, .deciding, .documented,
    source: "Cisco 118893 for 7940 and 7960; the other models assumed",
    "Old models have no ITL and cannot ask TVS; with a CTL they judge by it alone.")
}

/// Models without Security By Default; 7940 and 7960 are documented, the others assumed.
private let unawareModels: Set<String> = [
  "7902", "7905", "7910", "7912", "7920", "7935", "7936", "7940", "7960",
]

/// Analogue adapters and gateways, by how their model names begin.
private let unawareSeries = ["ATA", "VG", "analogue"]

extension Deliberation {
  /// Whether phones of this model have an ITL and can ask TVS.
  package mutating func isAware(_ traits: PhoneTraits) -> Bool {
    let isUnaware =
      unawareModels.contains(traits.model) || unawareSeries.contains { traits.model.hasPrefix($0) }
    guard isUnaware else { return true }
    return apply(.unawarePhone, false, without: true)
  }

  /// The judgement of a phone without Security By Default about what this certificate signed.
  mutating func judgeUnaware(
    _ signer: CertificateID, as roles: [Role], _ context: BootContext, _ book: CertificateBook
  ) -> Judgement {
    let ctl = context.held.ctl
    guard let ctl, !ctl.isBlank else { return .accepted(.open) }
    if isExpired(signer, book, now: context.now) { return .refused(.expiredCertificate) }
    return ctl.names(signer, as: roles)
      ? .accepted(.heldList(.ctl)) : .refused(.unawarePhone)
  }
}
