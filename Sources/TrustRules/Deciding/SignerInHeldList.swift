import ClusterModel

extension RuleRecord {
  static let signerInHeldList = RuleRecord(
    .signerInHeldList, .deciding, .documented,
    source: "Cisco 116232, ITL and configuration verification",
    "A signer is looked for in the held CTL, then in the held ITL: for trust lists as "
      + "SAST or CCM+TFTP, for configurations as CCM+TFTP or TFTP.")
}

extension Deliberation {
  /// The held list that names the signer in one of these roles, the CTL first.
  mutating func heldList(
    naming signer: CertificateID, as roles: [Role], in held: HeldState
  ) -> TrustList.Kind? {
    if let ctl = held.ctl, ctl.names(signer, as: roles) {
      return apply(.signerInHeldList, .ctl, without: nil)
    }
    if let itl = held.itl, itl.names(signer, as: roles) {
      return apply(.signerInHeldList, .itl, without: nil)
    }
    return nil
  }
}
