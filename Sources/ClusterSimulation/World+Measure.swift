import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// Counting phones: for expectations, for waits, and for `before`.
extension World {
  /// Whether phones of a kind are counted, and whether they are in the base of a percentage.
  mutating func counts(_ kind: UInt32, as measure: Measure) -> (counted: Bool, inBase: Bool) {
    let state = phoneSide.kinds[kind]
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
    guard kind.registeredAt != nil, refusedConfiguration(kind) else { return false }
    return consult { $0.worksWithOldConfiguration(refusesCurrent: true) }
  }

  /// Counts the phones selected that are as the measure says.
  mutating func count(_ counted: Counted, before: Int64?) -> Measurement {
    let (selection, measure) = (counted.selection, counted.measure)
    var value = 0
    var base = 0
    var selected = 0
    if World.isByKind(selection) {
      for kind in phoneSide.kinds.kinds.indices where phoneSide.kinds.population[kind] > 0 {
        guard matches(phoneSide.kinds.kinds[kind], selection) else { continue }
        let share = counts(UInt32(kind), as: measure)
        selected += phoneSide.kinds.population[kind]
        if share.counted { value += phoneSide.kinds.population[kind] }
        if share.inBase { base += phoneSide.kinds.population[kind] }
      }
    } else {
      for phone in select(selection) {
        let share = counts(phoneSide.phones[Int(phone)].kind, as: measure)
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
    var conditions = runbook.script.waits.map(\.wait.condition)
    for item in runbook.script.expectations {
      if case .condition(let condition) = item.expectation.test { conditions.append(condition) }
    }
    var measured: Set<Counted> = []
    for condition in conditions {
      guard case .percentOfBefore = condition.threshold else { continue }
      let counted = Counted(condition)
      if measured.insert(counted).inserted {
        checks.befores[counted] = count(counted, before: nil).value
      }
    }
    // What was kept was compared with what was before.
    agenda.acts += 1
    for place in runbook.watches.indices {
      runbook.watches[place].before = before(runbook.watches[place].condition)
      // How many changes it takes was reckoned with what was before.
      runbook.watches[place].changesLeft = 0
    }
  }

  // MARK: Expectations

  /// Meets an expectation in the runbook: judged now, or put off; false if the plan was left.
  mutating func meet(expectation place: Int, in chain: Int) throws(UnreachableTransition) -> Bool {
    switch runbook.script.expectations[place].expectation.when {
    case .always: return true
    case .here: return try judge(expectation: place)
    case .after(let duration): putOff(place, to: runbook.chains[chain].lastPrompt + duration)
    case .at(let instant): putOff(place, to: max(instant, agenda.now))
    }
    return true
  }

  private mutating func putOff(_ place: Int, to instant: Instant) {
    checks.pendingExpectations += 1
    checks.putOff.append((place, instant))
    agenda.queue.push(
      at: instant, kind: TicketKind.expectationDue.rawValue, owner: UInt32(place), generation: 0)
  }

  /// Judges an expectation as things stand; false if that left the plan for the back-out.
  @discardableResult
  mutating func judge(expectation place: Int) throws(UnreachableTransition) -> Bool {
    let numbered = runbook.script.expectations[place]
    if runbook.isBackingOut && !numbered.isInBackOut { return true }
    runbook.lastLine = numbered.expectation.location
    takeCensus(.expectation(place))
    let measurement = measure(checks.quantities.ofExpectation[place])
    record(.measured(expectation: place, measurement))
    if case .condition(let condition) = numbered.expectation.test,
      !numbered.expectation.isWarning, runbook.script.isBelowLastStep(expectation: place),
      condition.statesLoss(as: measurement)
    {
      checks.statedLosses.append(place)
    }
    if numbered.expectation.elseBackOut && !numbered.expectation.test.isMet(by: measurement) {
      try backOut()
      return false
    }
    return true
  }

  /// Leaves the plan: what is open is dropped, and the back-out is carried out.
  mutating func backOut() throws(UnreachableTransition) {
    guard !runbook.isBackingOut else { return }
    runbook.isBackingOut = true
    record(.backOutBegan)
    notePlights()
    runbook.watches = []
    checks.pendingExpectations = 0
    for chain in runbook.chains.indices {
      runbook.chains[chain].isFinished = true
      runbook.chains[chain].waitingChildren = []
      runbook.chains[chain].runningChildren = 0
    }
    let chain = startChain(runbook.script.backOut)
    runbook.backOutChain = chain
    try advance(chain)
  }
}
