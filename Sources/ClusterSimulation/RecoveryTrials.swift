import ClusterModel

/// Recoveries that were tried on copies of the settled servers, and whom they save.
///
/// They hold as long as what they were made of is the same (``TrialsFrom``).
struct RecoveryTrials: Sendable {
  var trials: [RemedyTrial] = []
  /// The state of the servers in which it was last asked whether the trials still hold.
  var epoch = -1
  /// The kinds that had phones then.
  var kinds: Set<UInt32> = []
  /// What the trials were made of.
  var from: TrialsFrom?
  /// For kinds that were asked about since: the trials that save their phones.
  var saving: [UInt32: [RemedyTrial]] = [:]
  /// The same for kinds that accept every file and are not in service.
  var serving: [UInt32: [RemedyTrial]] = [:]
  /// The settled servers once more, with the number of their state: what would happen to phones is
  /// tried on them.
  var servers: (epoch: Int, servers: Servers)?

  // What was done so far, for tests that count work.

  /// For how many kinds it was tried what an act would do to them.
  var standingsTried = 0
  /// How many remedies were acted.
  var acted = 0
  /// How many nodes were put back after it was tried what an act would do.
  var nodesActedOn = 0
  /// Slots of databases that were compared for that.
  var slotsCompared = 0
}

extension World {
  /// For each cluster the first of those related to it.
  var related: [ClusterID] { recoveries.from?.related ?? [] }

  /// For how many kinds it was tried what an act would do to them.
  package var standingsTried: Int { recoveries.standingsTried }
  /// How many remedies were acted.
  package var trialsActed: Int { recoveries.acted }
  /// How many nodes were put back after it was tried what an act would do.
  package var nodesActedOn: Int { recoveries.nodesActedOn }
}
