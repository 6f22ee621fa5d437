import ClusterModel
import SimulationTrace
import VirtualTime

/// Expectations that hold always, as far as the censuses so far have judged them.
///
/// A census measures each quantity once, and then looks only at those expectations that may fail
/// by it: the hardest to meet of each comparison first. One that has failed is never looked at
/// again, because its first failure is what is reported.
struct AlwaysTable: Sendable {
  /// Expectations of one quantity that differ only in the number that they compare it with.
  fileprivate struct Family: Sendable {
    /// Those that have not failed, by number, from the lowest.
    var open: [(demand: Demand, expectation: Int)] = []
    /// So many of the lowest have failed all the same.
    var failedBelow = 0
  }
  private struct Group: Sendable {
    var quantity: Int
    var families: [Family] = []
    var latest: Measurement?
  }
  /// Those of the plan, or those of the back-out: only one of both is judged at a time.
  private struct Part: Sendable {
    var groups: [Int] = []
    /// Groups that are measured anew also where nothing happened.
    var readingClock: [Int] = []
    var times = 0
    var lastTime = Instant(microseconds: 0)
    var state: MeasuredState?
  }
  private struct Failure: Sendable {
    var measurement: Measurement
    var time: Instant
  }
  private var groups: [Group] = []
  private var parts = [Part(), Part()]
  /// Expectations that hold always, in order, and the group of each.
  private var members: [(expectation: Int, group: Int, part: Int)] = []
  private var failures: [Int: Failure] = [:]
  /// How many expectations were compared with a measurement.
  private(set) var comparisons = 0

  init() {}

  init(_ expectations: [NumberedExpectation], _ quantities: QuantityTable) {
    var places: [[Int]: Int] = [:]
    var families: [FamilyKey: Int] = [:]
    for (place, numbered) in expectations.enumerated()
    where numbered.expectation.when == .always {
      let part = numbered.isInBackOut ? 1 : 0
      let quantity = quantities.ofExpectation[place]
      let group = places[[part, quantity]] ?? groups.count
      if group == groups.count {
        places[[part, quantity]] = group
        groups.append(Group(quantity: quantity))
        parts[part].groups.append(group)
        if quantities.quantities[quantity].readsClock { parts[part].readingClock.append(group) }
      }
      let demand = numbered.expectation.test.demand
      let key = FamilyKey(group: group, unit: demand.unit, comparison: demand.comparison)
      let family = families[key] ?? groups[group].families.count
      if family == groups[group].families.count {
        families[key] = family
        groups[group].families.append(Family())
      }
      groups[group].families[family].open.append((demand, place))
      members.append((place, group, part))
    }
    for group in groups.indices {
      for family in groups[group].families.indices {
        groups[group].families[family].open.sort {
          ($0.demand.number, $0.expectation) < ($1.demand.number, $1.expectation)
        }
      }
    }
  }

  private struct FamilyKey: Hashable {
    var group: Int
    var unit: Demand.Unit
    var comparison: Comparison
  }

  var isEmpty: Bool { members.isEmpty }

  /// Begins with a census; gives the groups to be measured.
  mutating func begin(_ state: MeasuredState, inBackOut: Bool, at time: Instant) -> [Int] {
    let part = inBackOut ? 1 : 0
    parts[part].times += 1
    parts[part].lastTime = time
    if parts[part].state == state { return parts[part].readingClock }
    parts[part].state = state
    return parts[part].groups
  }

  func quantity(of group: Int) -> Int { groups[group].quantity }

  /// Takes what a group's quantity is at this census.
  mutating func take(_ measurement: Measurement, of group: Int, at time: Instant) {
    guard groups[group].latest != measurement else { return }
    groups[group].latest = measurement
    for family in groups[group].families.indices {
      for expectation in groups[group].families[family].take(measurement, &comparisons) {
        failures[expectation] = Failure(measurement: measurement, time: time)
      }
    }
  }

  /// What came of each.
  func outcomes(_ expectations: [NumberedExpectation]) -> [AlwaysMeasured] {
    members.compactMap { member in
      let part = parts[member.part]
      guard part.times > 0, let latest = groups[member.group].latest else { return nil }
      let failure = failures[member.expectation]
      return AlwaysMeasured(
        expectation: expectations[member.expectation].number,
        measurement: failure?.measurement ?? latest, time: failure?.time ?? part.lastTime,
        isMet: failure == nil, times: part.times)
    }
  }
}

extension AlwaysTable.Family {
  /// Takes those away that a measurement fails, and gives them.
  fileprivate mutating func take(_ measurement: Measurement, _ comparisons: inout Int) -> [Int] {
    guard failedBelow < open.count else { return [] }
    switch open[failedBelow].demand.comparison {
    case .greater, .greaterOrEqual: return takeHighest(measurement, &comparisons)
    case .less, .lessOrEqual: return takeLowest(measurement, &comparisons)
    case .equal:
      return takeHighest(measurement, &comparisons) + takeLowest(measurement, &comparisons)
    case .notEqual: return takeEqual(measurement, &comparisons)
    }
  }

  private mutating func takeHighest(_ measurement: Measurement, _ comparisons: inout Int)
    -> [Int]
  {
    var failed: [Int] = []
    while let last = open.last, failedBelow < open.count {
      comparisons += 1
      if last.demand.isMet(by: measurement) { break }
      failed.append(last.expectation)
      open.removeLast()
    }
    return failed
  }

  private mutating func takeLowest(_ measurement: Measurement, _ comparisons: inout Int)
    -> [Int]
  {
    var failed: [Int] = []
    while failedBelow < open.count {
      comparisons += 1
      if open[failedBelow].demand.isMet(by: measurement) { break }
      failed.append(open[failedBelow].expectation)
      failedBelow += 1
    }
    return failed
  }

  /// Those whose number is the one measured stand together.
  private mutating func takeEqual(_ measurement: Measurement, _ comparisons: inout Int) -> [Int] {
    var low = 0
    var high = open.count
    while low < high {
      let middle = (low + high) / 2
      var demand = open[middle].demand
      demand.comparison = .greater
      comparisons += 1
      if demand.isMet(by: measurement) { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < open.count {
      comparisons += 1
      if open[end].demand.isMet(by: measurement) { break }
      end += 1
    }
    defer { open.removeSubrange(low..<end) }
    return open[low..<end].map(\.expectation)
  }
}

extension World {
  /// Judges those that hold always.
  mutating func judgeAlways() {
    guard !checks.always.isEmpty else { return }
    for group in checks.always.begin(measuredState, inBackOut: runbook.isBackingOut, at: agenda.now)
    {
      checks.always.take(measure(checks.always.quantity(of: group)), of: group, at: agenda.now)
    }
  }
}
