package import ClusterModel

extension Offer {
  /// The key that signed what a phone fetches as this file; nil: the offer has none.
  package func signer(of file: PhoneFile) -> CertificateID? {
    switch file {
    case .ctl: files.ctl?.signer
    case .itl: files.hasITL ? files.itl.signer : nil
    case .configuration: files.configurationSigner
    }
  }
}

extension Deliberation {
  /// A phone's decision about one file of an offer, as far as it can decide alone; nil: the offer
  /// has no such file, and the phone keeps what it holds.
  package mutating func judge(
    _ file: PhoneFile, of offer: Offer, _ context: BootContext, _ book: CertificateBook
  ) -> Judgement? {
    switch file {
    case .ctl: offer.files.ctl.map { judge($0, isTooLarge: false, context, book) }
    case .itl:
      offer.files.hasITL
        ? judge(offer.files.itl, isTooLarge: offer.files.isITLTooLarge, context, book) : nil
    case .configuration: judgeConfiguration(of: offer, context, book)
    }
  }

  /// What a phone holds once a file of an offer is settled.
  ///
  /// - Returns: what it holds, and whether a CTL took the place of another.
  package mutating func settle(
    _ file: PhoneFile, of offer: Offer, isAccepted: Bool, holding held: HeldState
  ) -> (held: HeldState, replacedCTL: Bool) {
    var after = held
    switch (file, isAccepted) {
    case (.ctl, true):
      // A list that is not offered stays held.
      after.ctl = offer.files.ctl ?? held.ctl
      return (after, held.ctl != nil && held.ctl != after.ctl)
    case (.itl, true): if offer.files.hasITL { after.itl = offer.files.itl }
    case (.configuration, true): after.configuration = offer.configuration
    case (.ctl, false): after = afterRefusing(.ctl, holding: held)
    case (.itl, false): after = afterRefusing(.itl, holding: held)
    case (.configuration, false): break
    }
    return (after, false)
  }

  /// A phone's decision about a fetched trust list, as far as it can decide alone.
  ///
  /// The rules in the order in which they are asked: each takes the case or passes it on.
  package mutating func judge(
    _ offered: TrustList, isTooLarge: Bool, _ context: BootContext, _ book: CertificateBook
  ) -> Judgement {
    if isTooLarge { return .refused(.itlTooLarge) }
    if isHeldAlready(offered, by: context.held) { return .accepted(.sameList) }
    if let refused = refuseUnverifiable(offered) { return refused }
    let roles: [Role] = [.sast, .ccmTFTP]
    guard isAware(context.traits) else {
      return judgeUnaware(offered.signer, as: roles, context, book)
    }
    if context.wasOpen { return .accepted(.open) }
    if isExpired(offered.signer, book, now: context.now) { return .refused(.expiredCertificate) }
    let judgement =
      judgeByCTLOnly(offered, context) ?? judgeByNewCTL(offered, context)
      ?? heldList(naming: offered.signer, as: roles, in: context.held)
      .map { .accepted(.heldList($0)) } ?? judgeUnknownSigner(offered.signer, as: roles)
    return judgeBesideCTL(offered, context, otherwise: judgement)
  }

  /// A phone's decision about the configuration it is offered, as far as it can decide alone.
  package mutating func judgeConfiguration(
    of offer: Offer, _ context: BootContext, _ book: CertificateBook
  ) -> Judgement {
    if !offer.isSigned, let refused = refuseUnsigned(offer, context) { return refused }
    if let refused = refuseUnreadable(offer.key, context) { return refused }
    return judgeConfiguration(of: offer.files, context, book)
  }

  /// A phone's decision about a signed configuration, as far as it can decide alone.
  package mutating func judgeConfiguration(
    of published: PublishedFiles, _ context: BootContext, _ book: CertificateBook
  ) -> Judgement {
    let signer = published.configurationSigner
    let roles: [Role] = [.ccmTFTP, .tftp]
    guard isAware(context.traits) else {
      return judgeUnaware(signer, as: roles, context, book)
    }
    if takesAnyConfiguration(context.held) { return .accepted(.open) }
    if isExpired(signer, book, now: context.now) { return .refused(.expiredCertificate) }
    if let list = heldList(naming: signer, as: roles, in: context.held) {
      return .accepted(.heldList(list))
    }
    return judgeUnknownSigner(signer, as: roles)
  }
}
