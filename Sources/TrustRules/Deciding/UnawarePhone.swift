package import ClusterModel

extension RuleRecord {
  static let unawarePhone = RuleRecord(
    .unawarePhone, .deciding, .documented,
    source: "Cisco 118893 for 7940 and 7960; the other models assumed",
    "Old models have no ITL and cannot ask TVS; with a CTL they judge by it alone.")
}

/// Models without Security By Default; 7940 and 7960 are documented, the others assumed.
private let unawareModels: Set<String> = [
  "7902", "7905", "7910", "7912", "7920", "7935", "7936", "7940", "7960", "ATA", "analogue",
]

extension Deliberation {
  /// Whether phones of this model have an ITL and can ask TVS.
  package mutating func isAware(_ traits: PhoneTraits) -> Bool {
    guard unawareModels.contains(traits.model) else { return true }
    return apply(.unawarePhone, false, without: true)
  }

  /// The judgement of a phone without Security By Default about what this certificate signed.
  mutating func judgeUnaware(
    _ signer: CertificateID, as roles: [Role], holding ctl: TrustList?
  ) -> Judgement {
    guard let ctl, !ctl.isBlank else { return .accepted(.open) }
    return ctl.names(signer, as: roles)
      ? .accepted(.heldList(.ctl)) : .refused(.unawarePhone)
  }
}
