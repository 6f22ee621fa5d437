import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// Which phones there are of each kind, and how one passes from a kind to another.
extension World {
  private mutating func move(_ phone: UInt32, to kind: Kind) {
    move(phone, to: phoneSide.kinds.handle(of: kind))
  }

  /// Moves a phone to another kind; the watch of a running wait counts along.
  private mutating func move(_ phone: UInt32, to new: UInt32) {
    let row = phoneSide.phones.row(phone)
    let old = row.pointee.kind
    guard old != new else { return }
    phoneSide.kinds.move(from: old, to: new)
    row.pointee.kind = new
    let wasRegistered = facts(ofKind: old).pointee.isRegistered
    if facts(ofKind: new).pointee.isRegistered != wasRegistered {
      countRegistration(wasRegistered ? -1 : 1)
    }
    if !runbook.watches.isEmpty, !watchesCountAlike(old, new) {
      watchesMoved(phone, from: old, to: new)
    }
  }

  /// Keeps the lowest number of registered phones since the start, and when it was reached.
  @inline(__always)
  private mutating func countRegistration(_ difference: Int) {
    phoneSide.registeredPhones += difference
    guard let lowest = recording.trace.lowestRegistered else { return }
    recording.trace.registrations.take(phoneSide.registeredPhones, at: agenda.now)
    guard phoneSide.registeredPhones < lowest.count else { return }
    recording.trace.lowestRegistered = LowestRegistered(
      count: phoneSide.registeredPhones, time: agenda.now)
  }

  /// Begins to count from what is registered now.
  mutating func beginCountingRegistrations() {
    phoneSide.registeredPhones = phoneSide.kinds.kinds.indices.reduce(0) {
      $0 + (phoneSide.kinds.kinds[$1].registeredAt == nil ? 0 : phoneSide.kinds.population[$1])
    }
    recording.trace.lowestRegistered = LowestRegistered(
      count: phoneSide.registeredPhones, time: agenda.now)
    recording.trace.registrations = RegistrationCurve(
      phones: phoneSide.phones.count, count: phoneSide.registeredPhones, at: agenda.now)
  }

  @inline(__always)
  mutating func setHeld(_ phone: UInt32, _ held: UInt32) {
    let row = phoneSide.phones.row(phone)
    let old = row.pointee.kind
    guard facts(ofKind: old).pointee.held != held else { return }
    row.pointee.flags.insert(.changed)
    if let last = lastAnswer(.holding, of: old, to: UInt64(held)) {
      return move(phone, to: last)
    }
    findHeld(phone, held)
  }

  @inline(never)
  private mutating func findHeld(_ phone: UInt32, _ held: UInt32) {
    let old = phoneSide.phones.look(phone).pointee.kind
    var kind = phoneSide.kinds[old]
    kind.held = held
    let new = phoneSide.kinds.handle(of: kind)
    keep(new, to: UInt64(held), .holding, of: old)
    move(phone, to: new)
  }

  mutating func setRegistration(_ phone: UInt32, _ node: NodeID?) {
    let old = phoneSide.phones.look(phone).pointee.kind
    let place = UInt64(node.map { $0.index + 1 } ?? 0)
    if let last = lastAnswer(.registered, of: old, to: place) { return move(phone, to: last) }
    findRegistration(phone, node, place)
  }

  @inline(never)
  private mutating func findRegistration(_ phone: UInt32, _ node: NodeID?, _ place: UInt64) {
    let old = phoneSide.phones.look(phone).pointee.kind
    var kind = phoneSide.kinds[old]
    kind.registeredAt = node
    let new = phoneSide.kinds.handle(of: kind)
    keep(new, to: place, .registered, of: old)
    move(phone, to: new)
  }

  /// The databases know the phone in another way now.
  mutating func setCohort(_ phone: UInt32, _ cohort: UInt32) {
    var kind = kind(phone)
    guard kind.cohort != cohort else { return }
    phoneSide.join(cohort, to: kind.cohort)
    kind.cohort = cohort
    phoneSide.blocks.set(cohort, of: phone)
    phoneSide.phones[Int(phone)].flags.insert(.changed)
    move(phone, to: kind)
  }

  mutating func setPower(_ phone: UInt32, _ isPowered: Bool) {
    var kind = kind(phone)
    kind.isPowered = isPowered
    kind.registeredAt = nil
    move(phone, to: kind)
  }

  /// A phone has judged a file: what it refused of its files is noted.
  ///
  /// - Parameter refusal: ``Judged/refusal``.
  @inline(__always)
  mutating func setRefusal(_ phone: UInt32, of file: PhoneFile, _ refusal: UInt16) {
    let old = phoneSide.phones.look(phone).pointee.kind
    if facts(ofKind: old).pointee.refusal(of: file) == refusal { return }
    let question = UInt64(file.number) << 16 | UInt64(refusal)
    if let last = lastAnswer(.refused, of: old, to: question) { return move(phone, to: last) }
    findRefusal(phone, file, refusal, question)
  }

  @inline(never)
  private mutating func findRefusal(
    _ phone: UInt32, _ file: PhoneFile, _ refusal: UInt16, _ question: UInt64
  ) {
    let rule = refusal == 0 ? nil : RuleID(number: refusal - 1)
    let old = phoneSide.phones.look(phone).pointee.kind
    var kind = phoneSide.kinds[old]
    kind.refused = phoneSide.refusals.handle(after: kind.refused, judging: file, by: rule)
    let new = phoneSide.kinds.handle(of: kind)
    keep(new, to: question, .refused, of: old)
    move(phone, to: new)
  }

  /// The same by file, as ``KindFacts`` has it.
  func refusals(_ kind: Kind) -> (UInt16, UInt16, UInt16) {
    func number(_ file: PhoneFile) -> UInt16 {
      refused(kind).first { $0.file == file }.map { $0.rule.number + 1 } ?? 0
    }
    return (number(.ctl), number(.itl), number(.configuration))
  }

  func refusedConfiguration(_ kind: Kind) -> Bool {
    refused(kind).contains { $0.file == .configuration }
  }

  /// What phones of this kind refused when they last judged their files.
  func refused(_ kind: Kind) -> [Refusal] { phoneSide.refusals[kind.refused] }

  @inline(__always)
  func kind(_ phone: UInt32) -> Kind { phoneSide.kinds[phoneSide.phones[Int(phone)].kind] }

  @inline(__always)
  func cohort(_ phone: UInt32) -> Cohort { phoneSide.cohorts[Int(kind(phone).cohort)] }

  /// Notes since when a phone is without registration.
  @inline(__always)
  mutating func beginOutage(_ phone: UInt32) {
    let row = phoneSide.phones.row(phone)
    guard !row.pointee.flags.contains(.isOutage) else { return }
    row.pointee.flags.insert(.isOutage)
    row.pointee.outageSinceMicroseconds = agenda.now.microseconds
  }

  @inline(__always)
  mutating func endOutage(_ phone: UInt32) {
    let row = phoneSide.phones.row(phone)
    guard row.pointee.flags.contains(.isOutage) else { return }
    let stretch = outageMilliseconds(phone)
    row.pointee.flags.remove(.isOutage)
    row.pointee.longestOutageMilliseconds = max(row.pointee.longestOutageMilliseconds, stretch)
  }

  @inline(__always)
  func outageMilliseconds(_ phone: UInt32) -> UInt32 {
    let since = phoneSide.phones.look(phone).pointee.outageSinceMicroseconds
    return UInt32(clamping: (agenda.now.microseconds - since) / 1_000)
  }

  // MARK: Selections

  /// The phones a selection names that are of the kinds wanted, given by number, in file order.
  func select(_ selection: Selection, ofKinds wanted: [Bool]) -> [UInt32] {
    guard World.isByKind(selection) else {
      return select(selection).filter { wanted[Int(phoneSide.phones[Int($0)].kind)] }
    }
    let named = kindsMatching(selection.parts[...])
    return phones(ofKinds: wanted.indices.map { wanted[$0] && named[$0] })
  }

  /// The phones a selection names, in file order.
  func select(_ selection: Selection) -> [UInt32] {
    // What comes before the first term that counts phones may be asked in any order.
    let filters = selection.parts.prefix {
      if case .first = $0.term { false } else { true }
    }
    var chosen = filtered(by: filters)
    for part in selection.parts.dropFirst(filters.count) {
      switch (part.term, part.isExcluded) {
      case (.first(let count), false): chosen = Array(chosen.prefix(count))
      case (.first(let count), true): chosen = Array(chosen.dropFirst(count))
      default: filter(&chosen, by: part)
      }
    }
    return chosen
  }

  /// The phones that all these parts name: the phones of a list are asked for, or else all.
  private func filtered(by parts: ArraySlice<Selection.Part>) -> [UInt32] {
    let list = parts.firstIndex {
      if case .phones = $0.term { !$0.isExcluded } else { false }
    }
    var chosen: [UInt32]
    if let list, case .phones(let named) = parts[list].term {
      chosen = Set(named.map(UInt32.init)).sorted()
      // A phone of the list is asked for its own kind.
      let byKind = parts.filter { World.isByKind($0.term) }
      chosen = chosen.filter { phone in
        byKind.allSatisfy { matches(kind(phone), $0.term) != $0.isExcluded }
      }
    } else {
      chosen = phones(ofKinds: kindsMatching(parts.filter { World.isByKind($0.term) }[...]))
    }
    for (place, part) in zip(parts.indices, parts)
    where place != list && !World.isByKind(part.term) {
      filter(&chosen, by: part)
    }
    return chosen
  }

  private func filter(_ chosen: inout [UInt32], by part: Selection.Part) {
    if case .phones(let list) = part.term {
      let named = Set(list.map(UInt32.init))
      chosen = chosen.filter { named.contains($0) != part.isExcluded }
      return
    }
    let wanted = kindsMatching([part])
    chosen = chosen.filter { wanted[Int(phoneSide.phones[Int($0)].kind)] }
  }

  /// The kinds that have phones which a selection names, in order.
  func kindsSelected(by selection: Selection) -> [UInt32] {
    guard World.isByKind(selection) else {
      return Set(select(selection).map { phoneSide.phones[Int($0)].kind }).sorted()
    }
    let wanted = kindsMatching(selection.parts[...])
    return wanted.indices.filter { wanted[$0] }.map(UInt32.init)
  }

  /// For each kind that has phones whether these parts of a selection name them.
  private func kindsMatching(_ parts: ArraySlice<Selection.Part>) -> [Bool] {
    phoneSide.kinds.kinds.indices.map { kind in
      phoneSide.kinds.population[kind] > 0
        && parts.allSatisfy { matches(phoneSide.kinds.kinds[kind], $0.term) != $0.isExcluded }
    }
  }

  private static func isByKind(_ term: Term) -> Bool {
    switch term {
    case .first, .phones: false
    default: true
    }
  }

  /// Whether kinds alone say which phones a selection names.
  static func isByKind(_ selection: Selection) -> Bool {
    selection.parts.allSatisfy { isByKind($0.term) }
  }

  func matches(_ kind: Kind, _ selection: Selection) -> Bool {
    selection.parts.allSatisfy { matches(kind, $0.term) != $0.isExcluded }
  }

  private func matches(_ kind: Kind, _ term: Term) -> Bool {
    let cohort = phoneSide.cohorts[Int(kind.cohort)]
    switch term {
    case .group(let group): return cohort.group == group || cohort.alsoIn == group
    case .site(let site): return cohort.site == site
    case .model(let model): return cohort.traits.model == model
    case .firmware(let firmware): return cohort.traits.firmware == firmware
    case .security(let security): return cohort.traits.security == security
    case .cluster(let cluster):
      // A default configuration registers nobody: where the phone was before is not known then.
      let last = phoneSide.heldTable[kind.held].configuration.flatMap {
        $0.isDefault ? nil : $0.cluster
      }
      return last ?? serverSide.servers[cohort.group].cluster == cluster
    case .registeredAt(let node): return kind.registeredAt == node
    case .holdingITL(let node):
      guard let itl = phoneSide.heldTable[kind.held].itl else { return false }
      return itl == serverSide.servers[node].published?.itl
    case .everything: return true
    case .first, .phones: return false
    }
  }

  /// Phones that count as registered in a cluster.
  func registeredPhones(of cluster: ClusterID) -> [UInt32] {
    let wanted = phoneSide.kinds.kinds.map { kind in
      kind.registeredAt.map { serverSide.servers[$0].cluster == cluster } ?? false
    }
    return phones(ofKinds: wanted)
  }
}
