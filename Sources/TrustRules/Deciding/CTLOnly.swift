import ClusterModel

extension RuleRecord {
  static let ctlOnly = RuleRecord(
    .ctlOnly, .deciding, .documented,
    source: "Cisco 116232, ITL and configuration verification",
    "A phone with a CTL and no ITL accepts an ITL only if its signer stands in that CTL "
      + "as SAST or CCM+TFTP.")
}

extension Deliberation {
  /// The judgement of an ITL by a phone that holds a CTL with content and no ITL; nil: another
  /// rule decides.
  mutating func judgeByCTLOnly(_ offered: TrustList, _ context: BootContext) -> Judgement? {
    guard offered.kind == .itl, let ctl = context.held.ctl, !ctl.isBlank, context.held.itl == nil
    else { return nil }
    let carried = find(.ctlOnly, ctl.names(offered.signer, as: [.sast, .ccmTFTP]))
    guard carried else { return .refused(.ctlOnly) }
    return .accepted(context.replacedCTL ? .newCTL : .heldList(.ctl))
  }
}
