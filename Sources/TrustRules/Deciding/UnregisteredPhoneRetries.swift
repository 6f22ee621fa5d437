import ClusterModel
package import VirtualTime

extension RuleRecord {
  static let unregisteredPhoneRetries = RuleRecord(
    .unregisteredPhoneRetries, .deciding, .assumed,
    source: "undocumented, our assumption",
    "Every 120 s, with jitter, an unregistered phone tries its call control servers; only "
      + "if none takes it, it boots. A registration regained this way fetches nothing.")
}

extension Deliberation {
  /// How long an unregistered phone waits before it tries its call control servers again, and
  /// within what share of that, in percent, luck moves it; nil: it does not try.
  package mutating func retryInterval() -> (Duration, spreadPercent: Int64)? {
    let interval = FixedConstant.retryInterval.duration
    let spread = FixedConstant.retrySpread.amount
    return apply(.unregisteredPhoneRetries, (interval, spreadPercent: spread), without: nil)
  }
}
