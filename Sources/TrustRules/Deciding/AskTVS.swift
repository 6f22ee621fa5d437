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
  /// It does not vouch; the rule that keeps it from it.
  case denies(RuleID)
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
    guard !isExpired(question.certificate, servers.certificates, now: now) else {
      return .denies(.expiredCertificate)
    }
    let reply: TVSReply =
      vouches(address.node, for: question, servers: servers)
      ? .vouches : .denies(reasonForDenial(address.node, question, servers: servers))
    return acrossClusters(
      reply, about: question.certificate, by: address.node, servers: servers)
  }
}

extension Deliberation {
  /// Puts the question to the servers of a phone's last accepted configuration, in order, as they
  /// stand now: the server that vouches, or the rule by which the last one asked did not help.
  package mutating func search(
    _ question: TVSQuestion, holding held: HeldState, from site: SiteID, servers: Servers,
    now: Instant
  ) -> (server: NodeID?, rule: RuleID) {
    let list = held.configuration?.servers ?? []
    var rule = RuleID.askTVS
    for (place, address) in list.enumerated() {
      let reply = ask(
        address, question, holding: held.itl, from: site, servers: servers, now: now)
      if reply == .vouches { return (address.node, reply.rule) }
      rule = reply.rule
      if !asksNext(after: reply, remaining: list.count - place - 1) { break }
    }
    return (nil, rule)
  }

  /// Why a TVS that answers does not vouch for a certificate.
  private func reasonForDenial(_ node: NodeID, _ question: TVSQuestion, servers: Servers)
    -> RuleID
  {
    var quiet = Deliberation(law)
    let found = quiet.knowledge(of: question.certificate, at: node, servers: servers)
    if found.contains(.unit(.itlRecovery)), question.roles.contains(.sast) {
      return .tvsVouchesITLRecovery
    }
    if !found.isEmpty { return .tvsRoles }
    // It may have been put there since this TVS started.
    let isThere = servers[node].database.trust.contains {
      $0.certificate == question.certificate && $0.isPresent.value
    }
    guard case .unit(let unit, let owner) = servers.certificates[question.certificate].owner,
      !isThere
    else { return .tvsKnows }
    guard servers[owner].cluster == servers[node].cluster else { return .migration }
    if unit == .callManager, servers[owner].lacksCallManagerKey,
      servers[owner].disk[unit] == question.certificate
    {
      return .csctn50405
    }
    // The cluster has replaced it, or this node has not heard of it yet.
    return servers[owner].disk[unit] == question.certificate ? .replication : .oldCertificateLeaves
  }
}
