package import SimulationTrace
package import TrustRules
package import VirtualTime

/// What phones can lose.
package enum Loss: Hashable, Sendable {
  /// They refuse a file.
  case trust
  /// No TFTP server of theirs answers.
  case files
  /// They accept every file and cannot register.
  case service

  fileprivate func hits(_ row: CensusRow) -> Bool {
    switch self {
    case .trust: row.word.isLost
    case .files: row.word == .unserved
    case .service: !row.word.isLost && row.word != .unserved && !row.obstacles.isEmpty
    }
  }
}

/// When, by what and how many of the phones that end without trust, or out of service, lost it.
package struct CauseOfLoss: Hashable, Sendable {
  package enum Moment: Hashable, Sendable {
    /// They had lost it before the first step.
    case start
    /// When the step with this number had given the prompt back.
    case step(Int)
    /// Later than the prompt of this step, before the next one gave its own.
    case after(step: Int)
  }
  package struct Reason: Hashable, Sendable {
    package var refusal: Refusal
    package var count: Int
    package init(refusal: Refusal, count: Int) {
      self.refusal = refusal
      self.count = count
    }
  }
  /// Why phones cannot register, and how many have this as the reason at their last server.
  package struct Obstacle: Hashable, Sendable {
    package var obstacle: RegistrationObstacle
    package var count: Int
    package init(obstacle: RegistrationObstacle, count: Int) {
      self.obstacle = obstacle
      self.count = count
    }
  }
  package var loss: Loss
  package var moment: Moment
  package var time: Instant
  /// Cohorts that lost phones then.
  package var cohorts: [Int]
  /// Phones that lost trust then and have not regained it at the end; over all causes they add up
  /// to the phones without trust at the end.
  package var count: Int
  /// What they refuse at that census, by which rule; the most frequent first.
  package var reasons: [Reason]
  /// Why they cannot register at that census; the most frequent first.
  package var obstacles: [Obstacle]
  /// Where most of those phones stood at the census before.
  package var before: CensusRow?
  /// The largest row of those phones at that census.
  package var after: CensusRow
}

/// Why phones are without trust, or out of service, at the end, the first cause first; empty when
/// none is.
///
/// A census does not name each phone, so the phones of a cohort count as lost for good as far as
/// their number never falls again.
package func causes(of loss: Loss, in trace: Trace) -> [CauseOfLoss] {
  let censuses = trace.censuses
  guard let last = censuses.last, last.rows.contains(where: loss.hits) else { return [] }
  let lastStep = stepsAtCensuses(trace)
  var causes: [CauseOfLoss] = []
  // From the end backwards: what a cohort keeps lost from a census on is the least of what follows.
  var kept = lostByCohort(loss, last, trace)
  for place in censuses.indices.reversed() {
    let here = censuses[place]
    // Where nothing changed, nobody lost anything.
    if place > 0, here.repeatsLast { continue }
    let earlier = place == 0 ? [:] : lostByCohort(loss, censuses[place - 1], trace)
    var gained: [Int: Int] = [:]
    for (cohort, count) in kept {
      let before = min(count, earlier[cohort] ?? 0)
      if before < count { gained[cohort] = count - before }
      kept[cohort] = before
    }
    guard !gained.isEmpty else { continue }
    let isConcerned = { (row: CensusRow) in gained[trace.kin(of: row.cohort)] != nil }
    let previous = place == 0 ? [] : censuses[place - 1].rows.filter(isConcerned)
    let rows = here.rows.filter { loss.hits($0) && isConcerned($0) }
    guard let largest = rows.largest else { continue }
    // Phones that are switched off fared by themselves: they stood where such phones stood.
    let trusted = previous.filter { !loss.hits($0) }
    let alike = trusted.filter { $0.isPowered == largest.isPowered }
    causes.append(
      CauseOfLoss(
        loss: loss, moment: moment(here, isFirst: place == 0, after: lastStep[place]),
        time: here.time,
        cohorts: gained.keys.sorted(), count: gained.values.reduce(0, +),
        reasons: reasons(rows, beyond: previous), obstacles: obstacles(rows),
        before: alike.largest ?? trusted.largest,
        after: largest))
  }
  return causes.reversed()
}

/// Phones that were hit, by the first of the cohorts they were in.
private func lostByCohort(_ loss: Loss, _ census: Census, _ trace: Trace) -> [Int: Int] {
  var lost: [Int: Int] = [:]
  for row in census.rows where loss.hits(row) {
    lost[trace.kin(of: row.cohort), default: 0] += row.count
  }
  return lost
}

/// The last step that gave its prompt back, or began, before each census.
func stepsAtCensuses(_ trace: Trace) -> [Int?] {
  var last: Int?
  var steps: [Int?] = []
  for entry in trace.entries {
    switch entry.event {
    case .stepBegan(let step, _), .stepDone(let step), .stepRefused(let step, _): last = step
    case .census: steps.append(last)
    default: break
    }
  }
  return steps
}

func moment(_ census: Census, isFirst: Bool, after step: Int?) -> CauseOfLoss.Moment {
  if case .step(let step) = census.occasion { return .step(step) }
  guard let step, !isFirst else { return .start }
  return .after(step: step)
}

/// What these phones refuse, as far as phones did not refuse it before.
private func reasons(
  _ rows: [CensusRow], beyond previous: [CensusRow]
) -> [CauseOfLoss.Reason] {
  var counts: [CauseOfLoss.Reason] = []
  for (list, sign) in [(rows, 1), (previous, -1)] {
    for row in list {
      for refusal in row.refusals {
        if let place = counts.firstIndex(where: { $0.refusal == refusal }) {
          counts[place].count += sign * row.count
        } else {
          counts.append(CauseOfLoss.Reason(refusal: refusal, count: sign * row.count))
        }
      }
    }
  }
  return counts.filter { $0.count > 0 }.enumerated().sorted {
    $0.element.count != $1.element.count
      ? $0.element.count > $1.element.count : $0.offset < $1.offset
  }.map(\.element)
}

/// Why these phones cannot register: what the server says that they try last.
private func obstacles(_ rows: [CensusRow]) -> [CauseOfLoss.Obstacle] {
  var counts: [CauseOfLoss.Obstacle] = []
  for row in rows {
    guard let obstacle = row.obstacles.telling else { continue }
    if let place = counts.firstIndex(where: { $0.obstacle == obstacle }) {
      counts[place].count += row.count
    } else {
      counts.append(CauseOfLoss.Obstacle(obstacle: obstacle, count: row.count))
    }
  }
  return counts.enumerated().sorted {
    $0.element.count != $1.element.count
      ? $0.element.count > $1.element.count : $0.offset < $1.offset
  }.map(\.element)
}

extension [CensusRow] {
  /// The row with the most phones; of equal ones the first.
  package var largest: CensusRow? {
    var best: CensusRow?
    for row in self where row.count > best?.count ?? 0 { best = row }
    return best
  }
}
