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
    for place in first.expectations.indices {
      lines += outcome(of: place, in: reports)
    }
    lines += ["", "k of N counts seeds, not chances: how much boots and retries vary is assumed."]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether some expectation that is more than a warning is not met under some seed.
  package static func hasFailure(_ reports: [Report]) -> Bool {
    reports.contains { $0.expectations.contains { !$0.isWarning && $0.result == .notMet } }
  }

  private static func outcome(of place: Int, in reports: [Report]) -> [String] {
    let first = reports[0].expectations[place]
    let all = reports.map {
      (seed: $0.replay.seed, row: same(first, at: place, in: $0), report: $0)
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
      separation(met.map(\.report), failed.map(\.report), before: place)
      ?? "no other measured number does"
    lines.append(indent + "what separates them: \(separation)")
    let seeds = failed.prefix(5).map { "\($0.seed)" }.joined(separator: ", ")
    lines.append(
      indent + "to see it: seed \(seeds)"
        + (failed.count > 5 ? " and \(failed.count - 5) more" : ""))
    return lines
  }

  /// The same expectation in another run; not judged where that run has none of it.
  private static func same(
    _ row: ReportedExpectation, at place: Int, in report: Report
  ) -> ReportedExpectation {
    func isSame(_ other: ReportedExpectation) -> Bool {
      other.line == row.line && other.statement == row.statement
    }
    let rows = report.expectations
    if rows.indices.contains(place), isSame(rows[place]) { return rows[place] }
    return rows.first(where: isSame) ?? ReportedExpectation()
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

  /// The first number of the runs whose ranges lie apart where it is met and where it is not.
  private static func separation(
    _ met: [Report], _ failed: [Report], before place: Int
  ) -> String? {
    var numbers: [(name: String, of: (Report) -> Int64?)] = []
    for other in 0..<place {
      let row = met[0].expectations[other]
      let name = row.name ?? row.statement
      numbers.append(
        (name: "seconds from the start to '\(name)'", of: { same(row, at: other, in: $0).seconds }))
      numbers.append((name: "what '\(name)' measured", of: { same(row, at: other, in: $0).value }))
    }
    numbers.append(
      (name: "fewest phones registered", of: { $0.registered.lowest.map(Int64.init) }))
    for number in numbers {
      let good = met.compactMap(number.of)
      let bad = failed.compactMap(number.of)
      guard good.count == met.count, bad.count == failed.count,
        let goodLeast = good.min(), let goodMost = good.max(), let badLeast = bad.min(),
        let badMost = bad.max(), goodMost < badLeast || badMost < goodLeast
      else { continue }
      return "\(number.name), \(range(goodLeast, goodMost)) where it is met,"
        + " \(range(badLeast, badMost)) where not"
    }
    return nil
  }

  private static func range(_ least: Int64, _ most: Int64) -> String {
    least == most
      ? Words.number(least) : "\(Words.number(least)) to \(Words.number(most))"
  }
}
