package import ClusterModel

extension RuleRecord {
  static let encryptedConfig = RuleRecord(
    .encryptedConfig, .deciding, .documented,
    source: "Cisco 116232, TFTP download authentication",
    "An encrypted configuration needs the right signer and the symmetric key of the phone: under"
      + " another key the signature is good, the file cannot be read, and it is refused.")
}

extension Deliberation {
  /// The key by which a cluster encrypts the configuration of such a phone; nil: it comes in clear.
  package mutating func encryptionKey(
    for traits: PhoneTraits, of cluster: ClusterID, servers: Servers
  ) -> PhoneKey? {
    guard traits.encryptedConfiguration else { return nil }
    return PhoneKey(cluster: cluster, generation: servers[cluster].phoneKeys)
  }

  /// Why a phone cannot read an encrypted configuration; nil: it can.
  mutating func refuseUnreadable(_ key: PhoneKey?, _ context: BootContext) -> Judgement? {
    guard let key, context.held.key != key else { return nil }
    return apply(.encryptedConfig, .refused(.encryptedConfig), without: nil)
  }
}
