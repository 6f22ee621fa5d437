import ClusterModel
import SimulationTrace
import TrustRules

/// How a phone was before the first step: what it can lose.
struct StartState: OptionSet, BitwiseCopyable, Sendable {
  let rawValue: UInt8
  /// It was trusting, behind or open.
  static let hadTrust = StartState(rawValue: 1)
  /// It could have registered if it had booted then.
  static let couldRegister = StartState(rawValue: 2)
  static let wasRegistered = StartState(rawValue: 4)
}

/// How phones of a kind are now: what shows whether one has lost something.
struct StateNow: Sendable {
  var refuses: Bool
  var isUnserved: Bool
  /// It would register if it booted now.
  var canRegister: Bool
  var isRegistered: Bool
  var isPowered: Bool

  /// It takes every file that its servers offer.
  var accepts: Bool { !refuses && !isUnserved }

  /// Whether a phone that was so at the start has lost trust since.
  func losesTrust(_ start: StartState) -> Bool { start.contains(.hadTrust) && !accepts }

  /// Whether a phone that was so at the start is out of service now.
  func losesService(_ start: StartState) -> Bool {
    start.contains(.couldRegister) && (isSilent(start) || !canRegister)
  }

  /// Whether a phone that was so at the start has power and is not registered any more.
  func isSilent(_ start: StartState) -> Bool {
    start.contains(.wasRegistered) && isPowered && !isRegistered
  }
}

/// What is demanded of every plan: nobody is worse off at the end than at the start.
extension World {
  /// Keeps how each phone is before the first step; a byte a phone.
  mutating func noteStartStates() {
    let states = eachKind { world, kind -> StartState in
      var state: StartState = []
      switch world.word(of: kind) {
      case .trusting, .behind, .open: state.insert(.hadTrust)
      case .unaware, .unserved, .locked, .stranded: break
      }
      if world.canRegister(kind) { state.insert(.couldRegister) }
      if world.phoneSide.kinds[kind].registeredAt != nil { state.insert(.wasRegistered) }
      return state
    }
    checks.startStates = phoneSide.phones.indices.map {
      states[Int(phoneSide.phones[$0].kind)] ?? []
    }
  }

  /// Whether a phone of this kind would register if it booted now; a connection that still stands
  /// proves nothing.
  mutating func canRegister(_ kind: UInt32) -> Bool {
    standing(of: kind).registration != .none
  }

  /// A phone that cannot register now, or is powered and not registered.
  mutating func isOutOfService(_ kind: UInt32) -> Bool {
    let state = phoneSide.kinds[kind]
    return state.isPowered && state.registeredAt == nil || !canRegister(kind)
  }

  /// Compares each phone with itself before the first step.
  mutating func worsening() -> Worsening {
    guard !checks.startStates.isEmpty else { return Worsening() }
    let states = eachKind { world, kind in world.stateNow(of: kind) }
    let excused = excusedPhones()
    var found = Worsening()
    for phone in phoneSide.phones.indices {
      let start = checks.startStates[phone]
      guard let now = states[Int(phoneSide.phones[phone].kind)] else { continue }
      let isExcused = excused.isEmpty ? false : excused[phone]
      if start.contains(.hadTrust) {
        found.trust.add(phone: phone, isWorse: now.losesTrust(start), isExcused: isExcused)
      }
      if start.contains(.couldRegister) {
        found.service.add(phone: phone, isWorse: now.losesService(start), isExcused: isExcused)
      }
    }
    return found
  }

  /// For each kind how many of its phones are worse off than at the start, nothing excused.
  mutating func worseByKind() -> [Int] {
    var worse = Array(repeating: 0, count: phoneSide.kinds.kinds.count)
    guard !checks.startStates.isEmpty else { return worse }
    let states = eachKind { world, kind in world.stateNow(of: kind) }
    for phone in phoneSide.phones.indices {
      let kind = Int(phoneSide.phones[phone].kind)
      let start = checks.startStates[phone]
      if let now = states[kind], now.losesTrust(start) || now.losesService(start) {
        worse[kind] += 1
      }
    }
    return worse
  }

  /// What is compared with the start, for phones of a kind.
  mutating func stateNow(of kind: UInt32) -> StateNow {
    let answer = standing(of: kind)
    let state = phoneSide.kinds[kind]
    return StateNow(
      refuses: answer.word == .refusing, isUnserved: answer.word == .unserved,
      canRegister: answer.registration != .none, isRegistered: state.registeredAt != nil,
      isPowered: state.isPowered)
  }

  /// Phones that the plan itself expects to be lost or out of service as they are at the end;
  /// empty: none.
  private mutating func excusedPhones() -> [Bool] {
    var excused: [Bool] = []
    for place in checks.statedLosses {
      guard case .condition(let condition) = runbook.script.expectations[place].expectation.test
      else {
        continue
      }
      // What is counted as registered is not the loss: who is not is.
      let isByAbsence = condition.measure == .registered
      for phone in select(condition.selection) {
        let kind = phoneSide.phones[Int(phone)].kind
        let share = counts(kind, as: condition.measure)
        guard isByAbsence ? share.inBase && !share.counted : share.counted else { continue }
        if excused.isEmpty { excused = Array(repeating: false, count: phoneSide.phones.count) }
        excused[Int(phone)] = true
      }
    }
    return excused
  }

  /// An answer for each kind that has phones.
  private mutating func eachKind<Answer>(
    _ answer: (inout World, UInt32) -> Answer
  ) -> [Answer?] {
    phoneSide.kinds.kinds.indices.map { kind in
      phoneSide.kinds.population[kind] > 0 ? answer(&self, UInt32(kind)) : nil
    }
  }
}
