/// The figures of a benchmark as text and as JSON.
enum BenchReport {
  static func text(_ figures: [BenchFigure]) -> String {
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

  static func json(_ figures: [BenchFigure]) -> String {
    let rows = figures.map { figure in
      var fields = [
        "\"name\": \(quoted(figure.name))", "\"unit\": \(quoted(figure.unit))",
        "\"median\": \(short(figure.median))",
        "\"runs\": [\(figure.runs.map(short).joined(separator: ", "))]",
      ]
      if let name = figure.baselineName, let median = figure.baselineMedian {
        fields.append("\"baseline\": \(quoted(name))")
        fields.append("\"baselineMedian\": \(short(median))")
        fields.append(
          "\"baselineRuns\": [\(figure.baselineRuns.map(short).joined(separator: ", "))]")
        fields.append("\"ratio\": \(short(figure.ratio ?? 0))")
      }
      if let goal = figure.goal { fields.append("\"goal\": \(quoted(goal))") }
      return "    {" + fields.joined(separator: ", ") + "}"
    }
    return "{\n  \"figures\": [\n" + rows.joined(separator: ",\n") + "\n  ]\n}\n"
  }

  private static func spread(_ runs: [Double], _ median: Double) -> String {
    "\(short(median)) [\(short(runs.min() ?? 0)) \(short(runs.max() ?? 0))]"
  }

  /// Three digits after the point.
  private static func short(_ value: Double) -> String {
    let thousandths = Int((value * 1_000).rounded())
    let fraction = String(thousandths % 1_000)
    return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
