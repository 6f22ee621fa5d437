import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// Where phones stand: asked once per kind and state of the servers.
extension World {
  mutating func standing(of kind: UInt32) -> Standing {
    standing(cohort: phoneSide.kinds[kind].cohort, held: phoneSide.kinds[kind].held)
  }

  mutating func standing(cohort: UInt32, held: UInt32) -> Standing {
    if memo.standingsEpoch != settledView.epoch {
      memo.standings = [:]
      memo.standingsEpoch = settledView.epoch
    }
    let key = UInt64(cohort) << 32 | UInt64(held)
    if let known = memo.standings[key] { return known }
    let answer = TrustRules.standing(
      of: phoneSide.heldTable[held], cohort: phoneSide.cohorts[Int(cohort)], servers: settled(),
      law: premises.law, now: agenda.now)
    recording.trace.lawConsultations += 1
    recording.participation.formUnion(answer.tookPart)
    for rule in answer.rulings { recording.spoke.insert(rule) }
    memo.standings[key] = answer
    return answer
  }

  /// The word of a kind; locked and stranded are told apart by acting the remedies.
  mutating func word(of kind: UInt32) -> TrustWord {
    switch standing(of: kind).word {
    case .unaware: .unaware
    case .unserved: .unserved
    case .open: .open
    case .trusting: .trusting
    case .behind: .behind
    case .refusing: remedies(for: kind).isEmpty ? .stranded : .locked
    }
  }

  mutating func takeCensus(_ occasion: Census.Occasion) {
    guard runbook.hasBegun, agenda.limitReached == nil else { return }
    guard recording.takesCensuses else {
      judgeAlways()
      return
    }
    let state = measuredState
    let repeatsLast = recording.lastRows?.state == state
    let rows = repeatsLast ? recording.lastRows?.rows ?? [] : countRows()
    recording.lastRows = (state, rows)
    recording.censusCount += 1
    let testRow = testRow(in: rows)
    record(
      .census(
        Census(
          time: agenda.now, occasion: occasion, rows: rows, testRow: testRow,
          repeatsLast: repeatsLast)))
    if recording.hasSpotlight { lightCensus(occasion) }
    judgeAlways()
  }

  /// The place of the row of the test phone, which is chosen at the first census: the first phone
  /// that is switched on and keeps trust lists, else the first.
  private mutating func testRow(in rows: [CensusRow]) -> Int? {
    guard phoneSide.phones.count > 0 else { return nil }
    if recording.trace.testPhone == nil {
      let canTell = phoneSide.kinds.kinds.indices.map { kind in
        phoneSide.kinds.population[kind] > 0 && phoneSide.kinds.kinds[kind].isPowered
          && standing(of: UInt32(kind)).word != .unaware
      }
      recording.trace.testPhone =
        phoneSide.phones.indices.first { canTell[Int(phoneSide.phones[$0].kind)] } ?? 0
    }
    guard let phone = recording.trace.testPhone else { return nil }
    let key = RowKey(censusRow(phoneSide.phones[phone].kind))
    return rows.firstIndex { RowKey($0) == key }
  }

  /// The rows of a census of the phones as they are now.
  private mutating func countRows() -> [CensusRow] {
    recording.trace.rowsCounted += 1
    var rows: [RowKey: Int] = [:]
    var list: [CensusRow] = []
    var rowOfKind = Array(repeating: -1, count: phoneSide.kinds.kinds.count)
    for kind in phoneSide.kinds.kinds.indices where phoneSide.kinds.population[kind] > 0 {
      let row = censusRow(UInt32(kind))
      let key = RowKey(row)
      let place = rows[key] ?? list.count
      if place == list.count {
        rows[key] = place
        list.append(row)
      } else {
        list[place].count += row.count
      }
      rowOfKind[kind] = place
    }
    if recording.keepsFates { keepFates(list, rowOfKind) }
    findFirstPhones(&list, rowOfKind)
    list.sort { $0.firstPhone < $1.firstPhone }
    return list
  }

  private mutating func keepFates(_ list: [CensusRow], _ rowOfKind: [Int]) {
    var fates = recording.trace.fates ?? Fates()
    recording.trace.fates = nil
    let turns = fates.turns.count
    fates.take(
      list, census: recording.censusCount,
      phones: phoneSide.phones.map { Int32(rowOfKind[Int($0.kind)]) })
    keep((fates.turns.count - turns) * 32)
    recording.trace.fates = fates
  }

  /// What makes rows of a census different, the count and the first phone apart.
  private struct RowKey: Hashable {
    var row: CensusRow
    init(_ row: CensusRow) {
      self.row = row
      self.row.count = 0
      self.row.firstPhone = 0
    }
  }

  private mutating func censusRow(_ kind: UInt32) -> CensusRow {
    let state = phoneSide.kinds[kind]
    let standing = standing(of: kind)
    return CensusRow(
      cohort: Int(state.cohort), isPowered: state.isPowered, registeredAt: state.registeredAt,
      word: word(of: kind), refusals: standing.refusals, hasRefused: refused(state),
      carrier: standing.carrier, anchors: standing.anchors,
      holdsCurrentLists: standing.holdsCurrentLists,
      hasOldConfiguration: worksWithOldConfiguration(state),
      obstacles: standing.obstacles, rulings: standing.rulings,
      remedies: standing.word == .refusing ? remedies(for: kind).map(\.action) : [],
      count: phoneSide.kinds.population[Int(kind)], firstPhone: .max)
  }

  /// Finds the first phone in file order of each row.
  private func findFirstPhones(_ list: inout [CensusRow], _ rowOfKind: [Int]) {
    var missing = list.count
    // Rows of different cohorts are different rows.
    var missingOfCohort = Array(repeating: 0, count: phoneSide.cohorts.count)
    for row in list { missingOfCohort[row.cohort] += 1 }
    for block in phoneSide.blocks.cohorts.indices {
      let cohort = phoneSide.blocks.cohorts[block]
      if cohort != PhoneBlocks.mixed, missingOfCohort[Int(cohort)] == 0 { continue }
      for phone in phoneSide.blocks.phones(of: block) {
        let row = rowOfKind[Int(phoneSide.phones[phone].kind)]
        guard list[row].firstPhone == .max else { continue }
        list[row].firstPhone = phone
        missingOfCohort[list[row].cohort] -= 1
        missing -= 1
      }
      if missing == 0 { return }
    }
  }
}
