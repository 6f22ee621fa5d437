import TextFormats

/// The figures of a benchmark as text and as JSON.
package enum BenchReport {
  /// Lines for people.
  package static func text(_ figures: [BenchFigure]) -> String {
    var lines = [
      "Medians of \(figures.map(\.runs.count).max() ?? 0) runs; in brackets the least and the most."
    ]
    for figure in figures {
      lines.append("")
      lines.append(figure.name)
      lines.append("  measured  \(spread(figure.runs, figure.median)) \(figure.unit)")
      if let name = figure.baselineName, let median = figure.baselineMedian {
        lines.append("  baseline  \(spread(figure.baselineRuns, median)) \(figure.unit)  \(name)")
        lines.append("  ratio     \(short(figure.ratio ?? 0))")
      }
      if figure.runs.count == 1 { lines.append("  single    measured once") }
      if let goal = figure.goal { lines.append("  goal      \(goal)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// An object with the array `figures`; a figure without a baseline or a goal has no such members.
  package static func json(_ figures: [BenchFigure]) -> [UInt8] {
    let rows = figures.map { figure in
      var members = [
        JSONMember("name", .string(figure.name)), JSONMember("unit", .string(figure.unit)),
        JSONMember("median", number(figure.median)), JSONMember("runs", numbers(figure.runs)),
      ]
      if let name = figure.baselineName, let median = figure.baselineMedian {
        members += [
          JSONMember("baseline", .string(name)), JSONMember("baselineMedian", number(median)),
          JSONMember("baselineRuns", numbers(figure.baselineRuns)),
          JSONMember("ratio", number(figure.ratio ?? 0)),
        ]
      }
      if let goal = figure.goal { members.append(JSONMember("goal", .string(goal))) }
      return JSONValue.object(members)
    }
    return JSONValue.object([JSONMember("figures", .array(rows))]).bytes() + "\n".utf8
  }

  private static func number(_ value: Double) -> JSONValue { .number(short(value)) }

  private static func numbers(_ values: [Double]) -> JSONValue { .array(values.map(number)) }

  private static func spread(_ runs: [Double], _ median: Double) -> String {
    "\(short(median)) [\(short(runs.min() ?? 0)) \(short(runs.max() ?? 0))]"
  }

  /// Three digits after the point.
  private static func short(_ value: Double) -> String {
    let thousandths = Int((value * 1_000).rounded())
    let fraction = String(thousandths % 1_000)
    return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}
