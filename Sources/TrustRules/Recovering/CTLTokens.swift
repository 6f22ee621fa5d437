package import ClusterModel

extension RuleRecord {
  static let ctlTokens = RuleRecord(
    .ctlTokens, .recovering, .documented,
    source: "Cisco 118892, tokens", releases: "all that have eTokens",
    "A CTL of eTokens is written anew only with a token that it names; with all tokens lost, from"
      + " 10.0 leaving mixed mode needs none, and before only the deletion of the CTL at every"
      + " phone helps.")
}

extension Deliberation {
  /// Whether the CTL client, with these eTokens at hand, can write anew the CTL that is there.
  ///
  /// A CTL that names no eToken, or none at all, asks for none of its own.
  package mutating func mayReplace(
    _ ctl: TrustList?, with tokens: [CertificateID], _ book: CertificateBook
  ) -> Bool {
    let named = (ctl?.records ?? []).map(\.certificate).filter {
      if case .token = book[$0].owner { true } else { false }
    }
    guard !named.isEmpty else { return true }
    return find(.ctlTokens, named.contains(where: tokens.contains))
  }
}
