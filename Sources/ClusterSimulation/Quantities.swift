import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// Phones of a selection that are as a measure says, whatever their number is compared with.
struct Counted: Hashable, Sendable {
  var selection: Selection
  var measure: Measure

  init(_ condition: Condition) {
    selection = condition.selection
    measure = condition.measure
  }
}

/// What an expectation measures, whatever it is compared with.
enum Quantity: Hashable, Sendable {
  /// With what was counted at `before` beside it, or without.
  case phones(Counted, withBefore: Bool)
  case anchors(Selection)
  case longestOutage(Selection)
  case alert(raised: Bool)
  case step(Int, refused: Bool)
  case remedy(Selection, CheapestRecovery)

  init(_ test: Expectation.Test) {
    switch test {
    case .condition(let condition):
      var withBefore = false
      if case .percentOfBefore = condition.threshold { withBefore = true }
      self = .phones(Counted(condition), withBefore: withBefore)
    case .anchors(let selection, _, _): self = .anchors(selection)
    case .longestOutage(let selection, _, _): self = .longestOutage(selection)
    case .alert(_, let raised): self = .alert(raised: raised)
    case .step(let number, let refused): self = .step(number, refused: refused)
    case .remedy(let selection, let answer): self = .remedy(selection, answer)
    }
  }

  /// It grows while time passes, also where nothing happens.
  var readsClock: Bool { if case .longestOutage = self { true } else { false } }
}

/// Says whether anything may have changed that a census or an expectation looks at.
struct MeasuredState: Hashable, Sendable {
  var moves: UInt64
  var epoch: Int
  var acts: Int
}

/// The quantities that a runbook's expectations measure, each once, and the last values of them.
///
/// Ten thousand expectations are mostly about a few quantities; a quantity is measured again only
/// where something may have changed since.
struct QuantityTable: Sendable {
  struct Kept: Sendable {
    var state: MeasuredState
    var time: Instant
    var eventCount: Int
    var measurement: Measurement
  }
  private(set) var quantities: [Quantity] = []
  /// For each expectation the place of what it measures.
  private(set) var ofExpectation: [Int] = []
  var kept: [Kept?] = []

  init() {}

  init(_ expectations: [NumberedExpectation]) {
    var places: [Quantity: Int] = [:]
    for numbered in expectations {
      let quantity = Quantity(numbered.expectation.test)
      let place = places[quantity] ?? quantities.count
      if place == quantities.count {
        places[quantity] = place
        quantities.append(quantity)
      }
      ofExpectation.append(place)
    }
    kept = Array(repeating: nil, count: quantities.count)
  }
}

extension World {
  var measuredState: MeasuredState {
    MeasuredState(moves: phoneSide.kinds.moves, epoch: serverSide.epoch, acts: agenda.acts)
  }

  /// What the condition's phones were at `before`; nil unless it is compared with that.
  func before(_ condition: Condition) -> Int64? {
    guard case .percentOfBefore = condition.threshold else { return nil }
    return checks.befores[Counted(condition)]
  }

  /// The value of a quantity now, given by its place.
  mutating func measure(_ place: Int) -> Measurement {
    let quantity = checks.quantities.quantities[place]
    let state = measuredState
    if let kept = checks.quantities.kept[place], kept.state == state,
      !quantity.readsClock
        || (kept.time == agenda.now && kept.eventCount == recording.trace.eventCount)
    {
      return kept.measurement
    }
    recording.trace.quantitiesMeasured += 1
    let measurement = measure(quantity)
    checks.quantities.kept[place] = QuantityTable.Kept(
      state: state, time: agenda.now, eventCount: recording.trace.eventCount,
      measurement: measurement)
    return measurement
  }

  private mutating func measure(_ quantity: Quantity) -> Measurement {
    switch quantity {
    case .phones(let counted, let withBefore):
      return count(counted, before: withBefore ? checks.befores[counted] : nil)
    case .anchors(let selection): return Measurement(value: Int64(anchors(of: selection)))
    case .longestOutage(let selection):
      return Measurement(value: Int64(longestOutageMilliseconds(of: selection)) * 1_000)
    case .alert(let raised):
      let isRaised = serverSide.servers.clusters.contains { $0.isAlertRaised }
      return Measurement(value: isRaised == raised ? 1 : 0)
    case .step(let number, let refused):
      let outcome =
        runbook.script.place(ofStep: number).map { runbook.stepOutcomes[$0] } ?? .pending
      return Measurement(value: outcome == (refused ? .refused : .done) ? 1 : 0)
    case .remedy(let selection, let answer):
      return Measurement(value: cheapestRemedy(of: selection) == answer ? 1 : 0)
    }
  }

  private func longestOutageMilliseconds(of selection: Selection) -> UInt32 {
    var longest: UInt32 = 0
    for phone in select(selection) {
      longest = max(longest, phoneSide.phones[Int(phone)].longestOutageMilliseconds)
      if phoneSide.phones[Int(phone)].flags.contains(.isOutage) {
        longest = max(longest, outageMilliseconds(phone))
      }
    }
    return longest
  }

  /// The fewest anchors of any selected phone; unaware phones have none to count.
  private mutating func anchors(of selection: Selection) -> Int {
    var fewest = Int.max
    for kind in kindsSelected(by: selection) {
      let standing = standing(of: kind)
      recording.participation.formUnion(standing.anchorsTookPart)
      if standing.word != .unaware { fewest = min(fewest, standing.anchors) }
    }
    return fewest == Int.max ? 0 : fewest
  }
}
