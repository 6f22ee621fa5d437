import ClusterModel

/// The servers once all that returns by itself has returned, as an untimed boot meets them.
struct SettledView: Sendable {
  /// nil until asked for.
  var servers: Servers?
  /// What they were made of, beside the nodes.
  var from: SettledFrom?
  /// The number of their state: it rises when they may have changed.
  var epoch = 0
  /// How many times the servers were settled.
  var settlings = 0
}

extension World {
  /// How many times the servers were settled.
  package var settlings: Int { settledView.settlings }
}
