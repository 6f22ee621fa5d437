import ClusterModel

extension RuleRecord {
  static let newCTLVouchesForITL = RuleRecord(
    .newCTLVouchesForITL, .deciding, .documented,
    source: "Cisco 213407, verification",
    "When this boot replaced the CTL, the ITL that follows is looked for in the new CTL "
      + "and in the ITL held before, and TVS is not asked.")
}

extension Deliberation {
  /// The judgement of the ITL that follows a CTL replaced in the same boot; nil: another rule
  /// decides.
  mutating func judgeByNewCTL(_ offered: TrustList, _ context: BootContext) -> Judgement? {
    guard offered.kind == .itl, context.replacedCTL else { return nil }
    guard apply(.newCTLVouchesForITL, true, without: false) else { return nil }
    if let list = heldList(naming: offered.signer, as: [.sast, .ccmTFTP], in: context.held) {
      return .accepted(list == .ctl ? .newCTL : .heldList(.itl))
    }
    return .refused(.newCTLVouchesForITL)
  }
}
