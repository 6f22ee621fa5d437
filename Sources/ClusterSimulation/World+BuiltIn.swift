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
      if world.kinds[kind].registeredAt != nil { state.insert(.wasRegistered) }
      return state
    }
    startStates = phones.indices.map { states[Int(phones[$0].kind)] ?? [] }
  }

  /// Whether a phone of this kind would register if it booted now; a connection that still stands
  /// proves nothing.
  mutating func canRegister(_ kind: UInt32) -> Bool {
    standing(of: kind).registration != .none
  }

  /// A phone that cannot register now, or is powered and not registered.
  mutating func isOutOfService(_ kind: UInt32) -> Bool {
    let state = kinds[kind]
    return state.isPowered && state.registeredAt == nil || !canRegister(kind)
  }

  /// Compares each phone with itself before the first step.
  mutating func worsening() -> Worsening {
    guard !startStates.isEmpty else { return Worsening() }
    let lost = eachKind { world, kind -> Bool in
      let word = world.word(of: kind)
      return word.isLost || word == .unserved
    }
    let unable = eachKind { world, kind in !world.canRegister(kind) }
    let silent = kinds.kinds.map { $0.isPowered && $0.registeredAt == nil }
    let excused = excusedPhones()
    var found = Worsening()
    for phone in phones.indices {
      let kind = Int(phones[phone].kind)
      let start = startStates[phone]
      let isExcused = excused.isEmpty ? false : excused[phone]
      if start.contains(.hadTrust) {
        found.trust.add(phone: phone, isWorse: lost[kind] ?? false, isExcused: isExcused)
      }
      if start.contains(.couldRegister) {
        let isSilent = start.contains(.wasRegistered) && silent[kind]
        found.service.add(
          phone: phone, isWorse: isSilent || unable[kind] ?? false, isExcused: isExcused)
      }
    }
    return found
  }

  /// For each kind how many of its phones are worse off than at the start, nothing excused.
  mutating func worseByKind() -> [Int] {
    var worse = Array(repeating: 0, count: kinds.kinds.count)
    guard !startStates.isEmpty else { return worse }
    let lost = eachKind { world, kind -> Bool in
      let word = world.word(of: kind)
      return word.isLost || word == .unserved
    }
    let unable = eachKind { world, kind in !world.canRegister(kind) }
    for phone in phones.indices {
      let kind = Int(phones[phone].kind)
      let start = startStates[phone]
      let isSilent =
        start.contains(.wasRegistered) && kinds.kinds[kind].isPowered
        && kinds.kinds[kind].registeredAt == nil
      let losesTrust = start.contains(.hadTrust) && lost[kind] ?? false
      let losesService = start.contains(.couldRegister) && (isSilent || unable[kind] ?? false)
      if losesTrust || losesService { worse[kind] += 1 }
    }
    return worse
  }

  /// Phones that the plan itself expects to be lost or out of service as they are at the end;
  /// empty: none.
  private mutating func excusedPhones() -> [Bool] {
    var excused: [Bool] = []
    for place in statedLosses {
      guard case .condition(let condition) = script.expectations[place].expectation.test else {
        continue
      }
      // What is counted as registered is not the loss: who is not is.
      let isByAbsence = condition.measure == .registered
      for phone in select(condition.selection) {
        let kind = phones[Int(phone)].kind
        let share = counts(kind, as: condition.measure)
        guard isByAbsence ? share.inBase && !share.counted : share.counted else { continue }
        if excused.isEmpty { excused = Array(repeating: false, count: phones.count) }
        excused[Int(phone)] = true
      }
    }
    return excused
  }

  /// An answer for each kind that has phones.
  private mutating func eachKind<Answer>(
    _ answer: (inout World, UInt32) -> Answer
  ) -> [Answer?] {
    kinds.kinds.indices.map { kind in
      kinds.population[kind] > 0 ? answer(&self, UInt32(kind)) : nil
    }
  }
}
