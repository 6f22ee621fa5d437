import ClusterModel

extension RuleRecord {
  static let ctlJudgesITL = RuleRecord(
    .ctlJudgesITL, .deciding, .conflict,
    source: "Cisco 116232 and 118893 against field notice 70613",
    "A phone that holds a CTL also accepts an ITL because of the ITL that it holds or because of"
      + " TVS. Alternative: the CTL alone decides.")
}

extension Deliberation {
  /// The judgement of an ITL by a phone that holds a CTL with content: what the other rules say,
  /// or the CTL alone.
  mutating func judgeBesideCTL(
    _ offered: TrustList, _ context: BootContext, otherwise: Judgement
  ) -> Judgement {
    guard offered.kind == .itl, let ctl = context.held.ctl, !ctl.isBlank else { return otherwise }
    let alone: Judgement =
      ctl.names(offered.signer, as: [.sast, .ccmTFTP])
      ? .accepted(context.replacedCTL ? .newCTL : .heldList(.ctl)) : .refused(.ctlJudgesITL)
    // Refused is refused, whichever rule says so.
    if case .refused = alone, case .refused = otherwise { return otherwise }
    if alone != otherwise { speak(.ctlJudgesITL) }
    return choose(.ctlJudgesITL, standard: otherwise, alternative: alone)
  }
}
