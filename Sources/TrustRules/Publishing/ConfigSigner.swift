import ClusterModel

extension RuleRecord {
  static let configSigner = RuleRecord(
    .configSigner, .publishing, .documented,
    source: "Cisco 116232, TFTP download authentication; Cisco Preferred Architecture 12.x, "
      + "Security, Table 7-7",
    "A configuration is signed with the CallManager key that the serving TFTP uses, in every "
      + "release.")
}

extension Deliberation {
  /// The key that signs the configurations of a TFTP, given its CallManager key and the signer of
  /// its ITL.
  mutating func configurationSigner(
    callManager: CertificateID, itlSigner: CertificateID
  ) -> CertificateID {
    apply(.configSigner, callManager, without: itlSigner)
  }
}
