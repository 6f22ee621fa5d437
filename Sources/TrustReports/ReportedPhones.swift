import ClusterModel
package import TextFormats

/// A way in which phones stood at some census, in words.
package struct ReportedStanding: Hashable, Sendable {
  package var description: String = ""
  package var model: String = ""
  package var group: String = ""
  package var site: String = ""
  package var isPowered: Bool = false
  package var registeredAt: String?
  package var hasOldConfiguration: Bool = false
  package var trust: ReportedTrust = ReportedTrust()
  package var service: ReportedPhoneService = ReportedPhoneService()
  /// Trust paths left: routes by which it could still accept a new list.
  package var trustPaths: Int = 0
  package var rules: [String] = []
  package var remedies: [String] = []
}

/// The standings of phones that stood alike at every census.
package struct ReportedFate: Hashable, Sendable {
  /// From the census at this place on, the standing at that place.
  package var changes: [ReportedChange] = []
  package var phones: Int = 0
}

package struct ReportedChange: Hashable, Sendable {
  package var census: Int = 0
  package var standing: Int = 0
}

/// Every phone by name, and how each fared: runs of neighbours, as most phones fare alike.
package struct ReportedInventory: Hashable, Sendable {
  /// Names in file order; a run counts upwards.
  package var names = RunsOfNames()
  /// The place of each phone's fate, in the same order.
  package var fates = RunsOfPlaces()

  package init() {}
}

/// Device names in file order, `SEP020000000001*3800 SEP02000000AAAA`.
package struct RunsOfNames: Hashable, Sendable {
  package struct Run: Hashable, Sendable {
    /// The 48-bit hardware address of the first.
    package var first: UInt64
    package var count: Int
  }
  package private(set) var runs: [Run] = []

  package init() {}

  package mutating func add(_ address: UInt64, count: Int = 1) {
    guard count > 0 else { return }
    if let last = runs.last, last.first + UInt64(last.count) == address {
      runs[runs.count - 1].count += count
    } else {
      runs.append(Run(first: address, count: count))
    }
  }
}

/// Places in a list, one a phone: `0*3800 1 0*150`.
package struct RunsOfPlaces: Hashable, Sendable {
  package struct Run: Hashable, Sendable {
    package var place: Int32
    package var count: Int32
  }
  package private(set) var runs: [Run] = []

  package init() {}

  package mutating func add(_ place: Int32, count: Int32 = 1) {
    guard count > 0 else { return }
    if let last = runs.last, last.place == place, last.count <= .max - count {
      runs[runs.count - 1].count += count
    } else {
      runs.append(Run(place: place, count: count))
    }
  }
}

extension ReportedInventory {
  /// Neighbours with one fate whose names count upwards.
  package struct Stretch: Hashable, Sendable {
    package var first: UInt64
    package var count: Int
    package var fate: Int
  }

  /// Calls with each stretch of phones, in file order.
  package func forEachStretch(_ body: (Stretch) -> Void) {
    var place = 0
    var used: Int32 = 0
    for run in names.runs {
      var first = run.first
      var left = run.count
      while left > 0, fates.runs.indices.contains(place) {
        let fate = fates.runs[place]
        let count = min(left, Int(fate.count - used))
        body(Stretch(first: first, count: count, fate: Int(fate.place)))
        first += UInt64(count)
        left -= count
        used += Int32(count)
        if used == fate.count { (place, used) = (place + 1, 0) }
      }
    }
  }

  package var count: Int { names.runs.reduce(0) { $0 + $1.count } }
}

extension Report {
  /// How the phones of a fate stand at the end; nil of one that is not there.
  package func lastStanding(ofFate fate: Int) -> ReportedStanding? {
    guard fates.indices.contains(fate), let last = fates[fate].changes.last,
      standings.indices.contains(last.standing)
    else { return nil }
    return standings[last.standing]
  }
}

extension Report {
  /// Checks what a comparison phone by phone takes for granted, as a report that was kept may have
  /// been changed since: each phone is there once, and its fate as well.
  /// - Throws: ``JSONProblem`` with the place of what is wrong.
  package func requireEachPhone() throws(JSONProblem) {
    guard let inventory else {
      throw JSONProblem(place: "/inventory", what: "the report does not have each phone")
    }
    let runs = inventory.names.runs.sorted { $0.first < $1.first }
    for (run, next) in zip(runs, runs.dropFirst()) where run.end > next.first {
      throw JSONProblem(
        place: "/inventory/names", what: "\(deviceName(next.first)) stands there more than once")
    }
    let places = inventory.fates.runs.reduce(0) { $0 + Int($1.count) }
    guard places == inventory.count else {
      throw JSONProblem(
        place: "/inventory/fates",
        what: "\(Words.counted(places, "fate")) for \(Words.counted(inventory.count, "phone"))")
    }
    for run in inventory.fates.runs where !fates.indices.contains(Int(run.place)) {
      throw JSONProblem(place: "/inventory/fates", what: "there is no fate \(run.place)")
    }
    for (place, fate) in fates.enumerated() {
      for change in fate.changes where !standings.indices.contains(change.standing) {
        throw JSONProblem(
          place: "/fates/\(place)/changes", what: "there is no standing \(change.standing)")
      }
    }
  }
}

extension RunsOfNames.Run {
  /// The address behind the last one.
  fileprivate var end: UInt64 { first + UInt64(count) }
}

/// What somebody who stands before a phone can see.
package struct ReportedScreen: Hashable, Sendable {
  /// `registered at sub1`, `not registered`, `switched off`.
  package var registration: String = ""
  /// Status messages about trust.
  package var messages: [String] = []
}

/// Phones whose status messages say that they refused a file.
package struct ReportedRefused: Hashable, Sendable {
  package var atStart: Int = 0
  package var atEnd: Int = 0
}

extension Report {
  /// Some phone has refused a file or would: pages then keep the two apart.
  var showsRefused: Bool {
    haveRefused.atStart > 0 || haveRefused.atEnd > 0
      || censuses.contains { $0.haveRefused > 0 }
      || words.contains { $0.isLost && ($0.atStart > 0 || $0.atEnd > 0) }
  }
}
