package import ClusterModel
import TrustRules
import VirtualTime

/// What stands for a `?` in a health check where the rest of the scenario needs a value.
///
/// A health check is made once with each answer that there could be, and what is found is certain
/// only where it is found with all of them.
package struct StandIns: Hashable, Sendable {
  /// What no health check can do without.
  package struct Needed: OptionSet, Hashable, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package static let release = Needed(rawValue: 1)
    package static let mode = Needed(rawValue: 2)
    package static let start = Needed(rawValue: 4)
    package static let option150 = Needed(rawValue: 8)
  }

  package var release: ReleaseName
  package var isMixedMode: Bool
  /// Which of the nodes with TFTP, in the order of the file, stands first in an option 150 that
  /// nobody has named; the others follow in turn. The first that answers serves a whole boot.
  package var firstServer: Int

  /// Every answer that there could be.
  ///
  /// - Parameter servers: how many nodes run TFTP.
  package static func all(_ needed: Needed, servers: Int) -> [StandIns] {
    let releases = Release.everyKind.compactMap(releaseName)
    var all: [StandIns] = []
    for release in needed.contains(.release) ? releases : Array(releases.suffix(1)) {
      for isMixed in needed.contains(.mode) ? [false, true] : [false] {
        for first in 0..<(needed.contains(.option150) ? max(servers, 1) : 1) {
          all.append(StandIns(release: release, isMixedMode: isMixed, firstServer: first))
        }
      }
    }
    return all
  }

  /// Answers to begin with, as long as nobody knows which are needed.
  package static var first: StandIns { all([], servers: 1)[0] }

  /// Before every date of an inventory, so that nothing has expired by it.
  static let start = CivilTime(year: 2000, month: 1, day: 1, hour: 0, minute: 0, second: 0)?.instant
}
