import ClusterModel
import SimulationTrace
import TrustRules

extension ReportMaker {
  var standings: [ReportedStanding] {
    (trace.fates?.standings ?? []).map { row in
      let cohort = trace.cohorts[row.cohort]
      return ReportedStanding(
        description: names.cohort(cohort), model: cohort.traits.model,
        group: names.group(cohort.group), site: names.site(cohort.site),
        isPowered: row.isPowered, registeredAt: row.registeredAt.map(names.node),
        hasOldConfiguration: row.hasOldConfiguration, trust: trust(row),
        service: phoneService(row), trustPaths: row.anchors, rules: row.rulings.map(\.rawValue),
        remedies: remedies(of: row))
    }
  }

  /// The fates that some phone has at the end, in file order of the first such phone, and every
  /// phone with the place of its own.
  var fatesAndInventory: (fates: [ReportedFate], inventory: ReportedInventory?) {
    guard let kept = trace.fates else { return ([], nil) }
    var fates: [ReportedFate] = []
    var placeOfTurn: [Int32] = Array(repeating: -1, count: kept.turns.count)
    var inventory = ReportedInventory()
    for turn in kept.ofPhone {
      if placeOfTurn[Int(turn)] < 0 {
        placeOfTurn[Int(turn)] = Int32(fates.count)
        fates.append(ReportedFate(changes: changes(to: Int(turn), kept), phones: 0))
      }
      let place = placeOfTurn[Int(turn)]
      fates[Int(place)].phones += 1
      inventory.fates.add(place)
    }
    for block in scenario.estate.phones {
      switch block.names {
      case .counted(let from): inventory.names.add(from, count: block.count)
      case .listed(let all): for address in all { inventory.names.add(address) }
      }
    }
    return (fates, inventory)
  }

  private func changes(to turn: Int, _ kept: Fates) -> [ReportedChange] {
    var changes: [ReportedChange] = []
    var next: Int? = turn
    while let turn = next {
      changes.append(
        ReportedChange(census: kept.turns[turn].census, standing: kept.turns[turn].standing))
      next = kept.turns[turn].previous
    }
    return changes.reversed()
  }
}
