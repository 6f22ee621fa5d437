import ClusterModel

// Selections that match nothing, whatever happens in a run.

/// What selections are judged by: every combination of attributes that phones have.
private struct KindIndex {
  private let kinds: [PhoneAttributes]
  private let groupClusters: [ClusterID]
  /// Groups that phones are moved to: who is in them is known only at run time.
  private let filled: Set<GroupID>
  private let filledClusters: Set<ClusterID>
  /// The kinds that a term selects, for terms that compare one attribute.
  private var selected: [Term: [Int]] = [:]

  init(_ kinds: [PhoneAttributes], groupClusters: [ClusterID], filled: Set<GroupID>) {
    self.kinds = kinds
    self.groupClusters = groupClusters
    self.filled = filled
    filledClusters = Set(filled.map { groupClusters[$0.index] })
    for (place, kind) in kinds.enumerated() {
      var terms: [Term] = [
        .group(kind.group), .site(kind.site), .model(kind.traits.model),
        .security(kind.traits.security),
      ]
      if let firmware = kind.traits.firmware { terms.append(.firmware(firmware)) }
      if let other = kind.alsoIn { terms.append(.group(other)) }
      for term in terms { selected[term, default: []].append(place) }
    }
  }

  /// Whether a phone of this kind may match; nil when only a run can tell.
  private func matches(_ kind: PhoneAttributes, _ term: Term) -> Bool? {
    switch term {
    case .group(let group):
      if kind.group == group || kind.alsoIn == group { return filled.isEmpty ? true : nil }
      return filled.contains(group) ? nil : false
    case .site(let site): return kind.site == site
    case .model(let model): return kind.traits.model == model
    case .firmware(let firmware): return kind.traits.firmware == firmware
    case .security(let security): return kind.traits.security == security
    case .cluster(let cluster):
      if groupClusters[kind.group.index] == cluster { return nil }
      if let other = kind.alsoIn, groupClusters[other.index] == cluster { return nil }
      return filledClusters.contains(cluster) ? nil : false
    case .registeredAt, .holdingITL, .phones, .first, .everything: return nil
    }
  }

  func mayMatch(_ selection: Selection) -> Bool {
    func isMatch(_ kind: PhoneAttributes) -> Bool {
      selection.parts.allSatisfy { part in
        let isMatch = matches(kind, part.term)
        return part.isExcluded ? isMatch != true : isMatch != false
      }
    }
    guard let few = candidates(selection) else { return kinds.contains(where: isMatch) }
    return few.contains { isMatch(kinds[$0]) }
  }

  /// The shortest list of kinds that one of the terms leaves; nil when none leaves less than all.
  private func candidates(_ selection: Selection) -> [Int]? {
    var best: [Int]?
    for part in selection.parts where !part.isExcluded {
      switch part.term {
      case .group(let group) where filled.contains(group): continue
      case .group, .site, .model, .firmware, .security:
        let found = selected[part.term] ?? []
        if found.count < best?.count ?? .max { best = found }
      case .cluster, .registeredAt, .holdingITL, .phones, .first, .everything: continue
      }
    }
    return best
  }
}

extension Reading {
  /// Reports every selection that matches nothing, whatever happens in a run.
  mutating func judgeSelections() {
    // Where there are phones, all of them are some.
    let pending = selectionsToJudge.filter { !$0.selection.parts.isEmpty || phoneKinds.all.isEmpty }
    guard !hasDamagedPhones, !pending.isEmpty else { return }
    let index = KindIndex(
      phoneKinds.all, groupClusters: scenario.estate.groups.map(\.cluster), filled: filledGroups)
    var known: [Selection: Bool] = [:]
    for pending in pending {
      let isGood: Bool
      if let found = known[pending.selection] {
        isGood = found
      } else {
        isGood = index.mayMatch(pending.selection) && nodesMayMatch(pending.selection)
        known[pending.selection] = isGood
      }
      guard !isGood else { continue }
      report(
        Problem(
          .emptySelection, "this selects no phone", pending.start, pending.end,
          expected: "phones that the file has", suggestion: otherModel(pending.selection)),
        on: pending.line)
    }
  }

  /// No phone registers where CallManager does not run, nor holds the ITL of a node without TFTP.
  private func nodesMayMatch(_ selection: Selection) -> Bool {
    selection.parts.allSatisfy { part in
      switch part.term {
      case .registeredAt(let node): part.isExcluded || scenario.estate[node].runsCallManager
      case .holdingITL(of: let node): part.isExcluded || scenario.estate[node].runsTFTP
      default: true
      }
    }
  }

  /// A model or firmware of the file that is nearly the one written.
  private func otherModel(_ selection: Selection) -> String? {
    let kinds = phoneKinds.all.lazy.prefix(2_000).map(\.traits)
    for part in selection.parts {
      switch part.term {
      case .model(let model) where !kinds.contains(where: { $0.model == model }):
        return nearest(to: model, among: kinds.map(\.model)).map { "of model \($0)" }
      case .firmware(let firmware) where !kinds.contains(where: { $0.firmware == firmware }):
        return nearest(to: firmware, among: kinds.compactMap(\.firmware)).map {
          "of firmware \($0)"
        }
      default: break
      }
    }
    return nil
  }
}
