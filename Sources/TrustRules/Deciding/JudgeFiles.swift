package import ClusterModel

extension Deliberation {
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
