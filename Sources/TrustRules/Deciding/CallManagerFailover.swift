import ClusterModel
package import VirtualTime

extension RuleRecord {
  static let callManagerFailover = RuleRecord(
    .callManagerFailover, .deciding, .documented,
    source: "Cisco Unified SRST, frequently asked questions, fallback of phones; Cisco 200410",
    "A registered phone keeps a connection to the next CallManager of its list, and goes over to "
      + "it at once where its own closes the connection; where that falls silent, after three "
      + "keepalives without an answer.")
}

/// How a phone comes to lose the CallManager it is registered at.
package enum ConnectionLoss: Hashable, Sendable {
  /// The service stops or the server shuts down: its end closes the connection.
  case closed
  /// The server loses power, or the network between them is cut: nothing comes any more.
  case silent
}

extension Deliberation {
  /// After which time a phone that lost its CallManager tries the next ones: at least so long, and
  /// for less than so much more, as luck has it; nil: it waits as any unregistered phone does.
  ///
  /// - Parameters:
  ///   - failover: ``TimeConstant/failover``.
  ///   - keepalive: ``TimeConstant/keepalive``.
  package mutating func failover(
    after loss: ConnectionLoss, failover: Duration, keepalive: Duration
  ) -> (least: Duration, spread: Duration)? {
    let missed = FixedConstant.missedKeepalives.amount
    let delay =
      switch loss {
      case .closed: (least: Duration.zero, spread: failover)
      // The last keepalive that was answered lies up to one interval back.
      case .silent: (least: keepalive * (missed - 1), spread: keepalive)
      }
    return apply(.callManagerFailover, delay, without: nil)
  }
}
