/// What became of each expectation under several seeds: *k of N*, and what separates them.
///
/// Never a probability: the spreads of boots, resets and retries are assumed, so a share of seeds
/// says that luck decides, not how often.
package enum DrawsText {
  /// - Parameter reports: one a seed, in the order of seeds, of the same scenario.
  package static func text(_ reports: [Report]) -> String {
    guard let first = reports.first, let last = reports.last else { return "" }
    var lines = [
      "Plan          \(first.title)",
      "Draws         \(reports.count) runs, seeds \(first.replay.seed) to \(last.replay.seed);"
        + " undocumented behaviours as assumed by default",
      "",
    ]
    var search = SeparationSearch(reports)
    for place in first.expectations.indices {
      lines += outcome(of: place, in: reports, &search)
    }
    lines += ["", "k of N counts seeds, not chances: how much boots and retries vary is assumed."]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether some expectation that is more than a warning is not met under some seed.
  package static func hasFailure(_ reports: [Report]) -> Bool {
    reports.contains { $0.expectations.contains { !$0.isWarning && $0.result == .notMet } }
  }

  /// The part of a report of which this page is made; of many runs nothing else need be kept.
  package static func part(of report: Report) -> Report {
    var part = report
    (part.steps, part.timeline, part.censuses, part.registrations) = ([], [], [], nil)
    (part.kinds, part.standings, part.fates, part.inventory) = ([], [], [], nil)
    return part
  }

  private static func outcome(
    of place: Int, in reports: [Report], _ search: inout SeparationSearch
  ) -> [String] {
    let first = reports[0].expectations[place]
    let all = reports.indices.map {
      (seed: reports[$0].replay.seed, row: search.row(place, in: $0), report: $0)
    }
    let judged = all.filter { $0.row.result != .notJudged }
    let met = judged.filter { $0.row.result != .notMet }
    let row = first
    let share = "\(met.count) of \(judged.count)"
    var line = share + String(repeating: " ", count: max(2, 14 - share.count))
    line += row.name ?? row.statement
    if row.isWarning { line += " (warning)" }
    if judged.count < all.count { line += "; not judged under \(all.count - judged.count)" }
    let indent = String(repeating: " ", count: 14)
    guard !met.isEmpty, met.count < judged.count else {
      return [line] + (spread(judged.map(\.row)).map { [indent + $0] } ?? [])
    }
    let failed = judged.filter { $0.row.result == .notMet }
    var lines = [line]
    if let range = spread(met.map(\.row)) { lines.append(indent + "met: \(range)") }
    if let range = spread(failed.map(\.row)) { lines.append(indent + "not met: \(range)") }
    let separation =
      search.separation(met.map(\.report), failed.map(\.report), before: place)
      ?? "no other measured number does"
    lines.append(indent + "what separates them: \(separation)")
    let seeds = failed.prefix(5).map { "\($0.seed)" }.joined(separator: ", ")
    lines.append(
      indent + "to see it: seed \(seeds)"
        + (failed.count > 5 ? " and \(failed.count - 5) more" : ""))
    return lines
  }

  /// What was measured, from the least to the most.
  private static func spread(_ rows: [ReportedExpectation]) -> String? {
    let known = rows.filter { $0.value != nil && $0.measured != nil }
    guard let low = known.min(by: { ($0.value ?? 0) < ($1.value ?? 0) }),
      let high = known.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }),
      let least = low.measured, let most = high.measured
    else { return nil }
    return least == most ? least : "\(least) to \(most)"
  }
}

/// Looks for what separates the runs in which an expectation is met from those in which it is not.
private struct SeparationSearch {
  private struct Statement: Hashable {
    var line: Int
    var text: String
  }
  private struct Parting: Hashable {
    var met: [Int]
    var failed: [Int]
  }
  private struct Progress {
    /// Numbers that were looked at: two for each expectation.
    var seen = 0
    var found: String?
  }
  private let reports: [Report]
  /// For each report the first row of each statement; made only where rows do not stand alike.
  private var places: [Int: [Statement: Int]] = [:]
  /// Runs part in the same way at many expectations: each goes on where the one before it ended.
  private var progress: [Parting: Progress] = [:]

  init(_ reports: [Report]) { self.reports = reports }

  /// The expectation of the first run in another run; not judged where that run has none of it.
  mutating func row(_ place: Int, in report: Int) -> ReportedExpectation {
    let wanted = reports[0].expectations[place]
    let rows = reports[report].expectations
    if rows.indices.contains(place), rows[place].line == wanted.line,
      rows[place].statement == wanted.statement
    {
      return rows[place]
    }
    if places[report] == nil {
      places[report] = Dictionary(
        rows.enumerated().map {
          (Statement(line: $0.element.line, text: $0.element.statement), $0.offset)
        }
      ) { first, _ in first }
    }
    let key = Statement(line: wanted.line, text: wanted.statement)
    return places[report]?[key].map { rows[$0] } ?? ReportedExpectation()
  }

  /// The first number of the runs whose ranges lie apart where it is met and where it is not.
  mutating func separation(_ met: [Int], _ failed: [Int], before place: Int) -> String? {
    let parting = Parting(met: met, failed: failed)
    var state = progress[parting] ?? Progress()
    while state.found == nil, state.seen < place * 2 {
      let other = state.seen / 2
      let row = reports[met[0]].expectations[other]
      let name = row.name ?? row.statement
      if state.seen % 2 == 0 {
        state.found = apart("seconds from the start to '\(name)'", parting) { search, report in
          search.row(other, in: report).seconds
        }
      } else {
        state.found = apart("what '\(name)' measured", parting) { search, report in
          search.row(other, in: report).value
        }
      }
      state.seen += 1
    }
    progress[parting] = state
    return state.found
      ?? apart("fewest phones registered", parting) { search, report in
        search.reports[report].registered.lowest.map(Int64.init)
      }
  }

  private mutating func apart(
    _ name: String, _ parting: Parting, _ number: (inout SeparationSearch, Int) -> Int64?
  ) -> String? {
    var good: [Int64] = []
    var bad: [Int64] = []
    for report in parting.met { if let value = number(&self, report) { good.append(value) } }
    for report in parting.failed { if let value = number(&self, report) { bad.append(value) } }
    guard good.count == parting.met.count, bad.count == parting.failed.count,
      let goodLeast = good.min(), let goodMost = good.max(), let badLeast = bad.min(),
      let badMost = bad.max(), goodMost < badLeast || badMost < goodLeast
    else { return nil }
    return "\(name), \(range(goodLeast, goodMost)) where it is met,"
      + " \(range(badLeast, badMost)) where not"
  }

  private func range(_ least: Int64, _ most: Int64) -> String {
    least == most
      ? Words.number(least) : "\(Words.number(least)) to \(Words.number(most))"
  }
}
