import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// Counting phones: for expectations, for waits, and for `before`.
extension World {
  /// Whether phones of a kind are counted, and whether they are in the base of a percentage.
  mutating func counts(_ kind: UInt32, as measure: Measure) -> (counted: Bool, inBase: Bool) {
    let state = kinds[kind]
    switch measure {
    case .registered: return (state.registeredAt != nil, state.isPowered)
    case .unregistered:
      return (state.isPowered && state.registeredAt == nil, state.isPowered)
    case .outOfService: return (isOutOfService(kind), true)
    case .oldConfiguration:
      return (worksWithOldConfiguration(state), state.isPowered)
    case .itlCurrent:
      let standing = standing(of: kind)
      return (standing.holdsCurrentLists, standing.word != .unaware)
    case .servicesFailing:
      return (state.isPowered && servicesFail(state), state.isPowered)
    case .trusting, .behind, .locked, .stranded, .open, .unserved, .unaware, .lostTrust:
      let word = word(of: kind)
      let counted = measure == .lostTrust ? word.isLost : word.rawValue == measure.rawValue
      return (counted, word != .unaware || measure == .unaware)
    }
  }

  /// Whether phones of this kind are in service with a configuration that is not the current one.
  mutating func worksWithOldConfiguration(_ kind: Kind) -> Bool {
    guard kind.registeredAt != nil, kind.refusedConfiguration else { return false }
    return consult { $0.worksWithOldConfiguration(refusesCurrent: true) }
  }

  mutating func measure(_ condition: Condition) -> Measurement {
    measure(condition.selection, condition.measure, before: befores[condition])
  }

  private mutating func measure(_ selection: Selection, _ measure: Measure, before: Int64?)
    -> Measurement
  {
    var value = 0
    var base = 0
    var selected = 0
    if World.isByKind(selection) {
      for kind in kinds.kinds.indices where kinds.population[kind] > 0 {
        guard matches(kinds.kinds[kind], selection) else { continue }
        let share = counts(UInt32(kind), as: measure)
        selected += kinds.population[kind]
        if share.counted { value += kinds.population[kind] }
        if share.inBase { base += kinds.population[kind] }
      }
    } else {
      for phone in select(selection) {
        let share = counts(phones[Int(phone)].kind, as: measure)
        selected += 1
        if share.counted { value += 1 }
        if share.inBase { base += 1 }
      }
    }
    return Measurement(
      value: Int64(value), base: Int64(base), selected: Int64(selected), before: before)
  }

  /// Measures what `of before` refers to, at the first step of the implementation.
  mutating func measureBefores() {
    var conditions = script.waits.map(\.wait.condition)
    for item in script.expectations {
      if case .condition(let condition) = item.expectation.test { conditions.append(condition) }
    }
    for condition in conditions {
      guard case .percentOfBefore = condition.threshold else { continue }
      befores[condition] = measure(condition.selection, condition.measure, before: nil).value
    }
    for place in watches.indices {
      watches[place].before = befores[watches[place].condition]
      // How many changes it takes was reckoned with what was before.
      watches[place].changesLeft = 0
    }
  }

  // MARK: Expectations

  /// Meets an expectation in the runbook: judged now, or put off; false if the plan was left.
  mutating func meet(expectation place: Int, in chain: Int) throws(UnreachableTransition) -> Bool {
    switch script.expectations[place].expectation.when {
    case .always: return true
    case .here: return try judge(expectation: place)
    case .after(let duration): putOff(place, to: chains[chain].lastPrompt + duration)
    case .at(let instant): putOff(place, to: max(instant, now))
    }
    return true
  }

  private mutating func putOff(_ place: Int, to instant: Instant) {
    pendingExpectations += 1
    queue.push(
      at: instant, kind: TicketKind.expectationDue.rawValue, owner: UInt32(place), generation: 0)
  }

  /// Judges an expectation as things stand; false if that left the plan for the back-out.
  @discardableResult
  mutating func judge(expectation place: Int) throws(UnreachableTransition) -> Bool {
    let numbered = script.expectations[place]
    if isBackingOut && !numbered.isInBackOut { return true }
    takeCensus(.expectation(place))
    let measurement = measure(numbered.expectation.test)
    record(.measured(expectation: place, measurement))
    if case .condition(let condition) = numbered.expectation.test,
      !numbered.expectation.isWarning, script.isBelowLastStep(expectation: place),
      condition.statesLoss(as: measurement)
    {
      statedLosses.append(place)
    }
    if numbered.expectation.elseBackOut && !numbered.expectation.test.isMet(by: measurement) {
      try backOut()
      return false
    }
    return true
  }

  /// Judges those that hold always.
  mutating func judgeAlways() {
    for (place, numbered) in script.expectations.enumerated()
    where numbered.expectation.when == .always && numbered.isInBackOut == isBackingOut {
      let measurement = measure(numbered.expectation.test)
      record(.measured(expectation: place, measurement))
    }
  }

  private mutating func measure(_ test: Expectation.Test) -> Measurement {
    switch test {
    case .condition(let condition): return measure(condition)
    case .anchors(let selection, _, _): return Measurement(value: Int64(anchors(of: selection)))
    case .longestOutage(let selection, _, _):
      var longest: UInt32 = 0
      for phone in select(selection) {
        longest = max(longest, phones[Int(phone)].longestOutageMilliseconds)
        if phones[Int(phone)].flags.contains(.isOutage) {
          longest = max(longest, outageMilliseconds(phone))
        }
      }
      return Measurement(value: Int64(longest) * 1_000)
    case .alert(_, let raised):
      let isRaised = servers.clusters.contains { $0.isAlertRaised }
      return Measurement(value: isRaised == raised ? 1 : 0)
    case .step(let number, let refused):
      let place = script.acts.firstIndex { $0.number == number }
      let outcome = place.map { stepOutcomes[$0] } ?? .pending
      return Measurement(value: outcome == (refused ? .refused : .done) ? 1 : 0)
    case .remedy(let selection, let text):
      return Measurement(value: cheapestRemedy(of: selection) == text ? 1 : 0)
    }
  }

  /// The fewest anchors of any selected phone; unaware phones have none to count.
  private mutating func anchors(of selection: Selection) -> Int {
    var fewest = Int.max
    for kind in Set(select(selection).map { phones[Int($0)].kind }).sorted() {
      let standing = standing(of: kind)
      participation.formUnion(standing.anchorsTookPart)
      if standing.word != .unaware { fewest = min(fewest, standing.anchors) }
    }
    return fewest == Int.max ? 0 : fewest
  }

  /// Leaves the plan: what is open is dropped, and the back-out is carried out.
  mutating func backOut() throws(UnreachableTransition) {
    guard !isBackingOut else { return }
    isBackingOut = true
    record(.backOutBegan)
    noteRefusing()
    watches = []
    pendingExpectations = 0
    for chain in chains.indices {
      chains[chain].isFinished = true
      chains[chain].waitingChildren = []
      chains[chain].runningChildren = 0
    }
    let chain = startChain(script.backOut)
    backOutChain = chain
    try advance(chain)
  }
}
