package import ClusterModel
package import VirtualTime

extension RuleRecord {
  static let httpsService = RuleRecord(
    .httpsService, .deciding, .documented,
    source: "Cisco 116232, HTTPS services; Cisco 118699",
    "A secured URL works if the tomcat certificate that its host presents has not expired and is"
      + " in a held list, in the cache, or vouched for by TVS as an application server; telephony"
      + " is untouched. Old models use plain HTTP.")
}

/// How a phone fares that opens a service by its secured URL.
package enum ServiceReply: Hashable, Sendable {
  case works
  /// It works because TVS vouched for this certificate.
  case vouched(CertificateID)
  /// "Host not found", and the rule that made it.
  case fails(RuleID)

  package var isFailure: Bool {
    switch self {
    case .works, .vouched: false
    case .fails: true
    }
  }
}

extension Deliberation {
  /// What becomes of it when a phone that holds this opens a service now.
  package mutating func openService(
    holding held: HeldState, _ cohort: Cohort, servers: Servers, now: Instant
  ) -> ServiceReply {
    let reply = reply(holding: held, cohort, servers: servers, now: now)
    return apply(.httpsService, reply, without: .works)
  }

  private mutating func reply(
    holding held: HeldState, _ cohort: Cohort, servers: Servers, now: Instant
  ) -> ServiceReply {
    // The configuration names the URLs; the one for unknown phones names none.
    guard let configuration = held.configuration, !configuration.isDefault,
      let publisher = servers.publisher(of: configuration.cluster)
    else { return .fails(.httpsService) }
    let urls = servers[configuration.cluster].securedURLs
    let host = if case .host(let node) = urls { servers[node] } else { servers[publisher] }
    guard host.serves(.tomcat), servers[cohort.site].link.isRunning else {
      return .fails(.httpsService)
    }
    guard urls != .http, isAware(cohort.traits) else { return .works }
    guard let presented = host.loadedTomcat else { return .fails(.httpsService) }
    guard !isExpired(presented, servers.certificates, now: now) else {
      return .fails(.expiredCertificate)
    }
    let roles: [Role] = [.applicationServer]
    if heldList(naming: presented, as: roles, in: held) != nil { return .works }
    if remembers(presented, held, now: now) { return .works }
    let question = TVSQuestion(certificate: presented, roles: roles)
    let answer = search(question, holding: held, from: cohort.site, servers: servers, now: now)
    return answer.server == nil ? .fails(answer.rule) : .vouched(presented)
  }
}
