package import ClusterModel
package import VirtualTime

extension RuleRecord {
  static let askTVS = RuleRecord(
    .askTVS, .deciding, .documented,
    source: "Cisco 116232, contacting TVS; Cisco 213407",
    "If no held list has the signer, the phone asks the TVS servers of its last accepted "
      + "configuration, in order.")
}

/// What one TVS server did for a phone.
package enum TVSReply: Hashable, Sendable {
  /// It did not answer in time.
  case silent
  /// It answered with a certificate that the phone does not accept.
  case useless(RuleID)
  case vouches
  case denies
}

extension Deliberation {
  /// The judgement of a list whose signer no held list names.
  mutating func judgeUnknownSigner(_ signer: CertificateID, as roles: [Role]) -> Judgement {
    apply(
      .askTVS, .ask(TVSQuestion(certificate: signer, roles: roles)), without: .refused(.askTVS))
  }

  /// Puts the question to one server as it stands now.
  package mutating func ask(
    _ address: ServerAddress, _ question: TVSQuestion, holding itl: TrustList?, from site: SiteID,
    servers: Servers, now: Instant
  ) -> TVSReply {
    guard tvsAnswers(address, from: site, servers: servers),
      let tvs = servers[address.node].loadedTVS
    else { return .silent }
    guard !isExpired(tvs.presented, servers.certificates, now: now) else {
      return .useless(.expiredCertificate)
    }
    guard holds(itl, tvs: tvs.presented) else { return .useless(.tvsMustBeHeld) }
    guard !isExpired(question.certificate, servers.certificates, now: now) else { return .denies }
    return vouches(address.node, for: question, servers: servers) ? .vouches : .denies
  }
}
