import TextFormats

/// The operator's sheet: what to do when, what to see then, and when to stop.
package struct ChecklistReport {
  private let report: Report

  package init(_ report: Report) { self.report = report }

  /// The sheet, each line with its line end.
  package var text: String {
    var text = TextLayout.wrap(Words.safe(report.title), to: TextLayout.width, atMost: 2)
      .map { $0 + "\n" }.joined()
    text += TextLayout.wrap(Words.safe(report.sentence), to: TextLayout.width, atMost: 3)
      .map { $0 + "\n" }.joined()
    text += "\n"
    if report.steps.isEmpty { return text + "There is no step.\n" }
    var heading: String?
    for step in report.steps {
      if step.heading != heading {
        if heading != nil { text += "\n" }
        if !step.heading.isEmpty { text += cut(Words.safe(step.heading)) + "\n" }
        heading = step.heading
      }
      text += lines(of: step).map { cut($0) + "\n" }.joined()
    }
    text += "\n"
    text += "Registered: as simulated when the prompt is back (and the fewest under any\n"
    text += "interpretation of undocumented behaviour). Times rest on assumed constants.\n"
    return text + cut("Reproduce: \(replay)") + "\n"
  }

  private var replay: String {
    let program = "trustsim" + (report.replay.version.map { " \($0)" } ?? "")
    return "\(program), input \(report.replay.inputDigest), rules "
      + "\(report.replay.rulesDigest), seed \(report.replay.seed)"
  }

  private func cut(_ line: String) -> String { TextLayout.cut(line, to: TextLayout.width) }

  private func lines(of step: ReportedStep) -> [String] {
    let (who, command) = parts(of: step)
    let indent = String(repeating: " ", count: 4)
    let number = TextLayout.right(String(step.number), 3)
    var lines = ["[ ] \(number)  \(step.began ?? "not begun")  \(who)"]
    lines.append("\(indent)     \(command)")
    if step.outcome != .done {
      let why = step.notes.first.map { ": \($0)" } ?? ""
      lines.append("\(indent)     \(step.outcome.rawValue.uppercased())\(Words.safe(why))")
    }
    var seen: [String] = []
    if let back = step.promptBack { seen.append("prompt back at \(back)") }
    if let registered = step.registered {
      var said = "registered \(Words.number(registered))"
      if let floor = step.registeredFloor { said += " (at least \(Words.number(floor)))" }
      seen.append(said)
    }
    if let refusing = step.refusing { seen.append("refusing \(Words.number(refusing))") }
    if !seen.isEmpty { lines.append("\(indent)     \(seen.joined(separator: ", "))") }
    for stop in stops(after: step) { lines.append("\(indent)     \(Words.safe(stop))") }
    return lines
  }

  /// What the plan says, and else what would be worse than the plan foresees.
  private func stops(after step: ReportedStep) -> [String] {
    var stops = step.stopIf
    if let registered = step.registered, let refusing = step.refusing {
      let floor = step.registeredFloor ?? registered
      var worse: [String] = []
      if floor > 0 { worse.append("fewer than \(Words.number(floor)) are registered") }
      if refusing < report.phones {
        worse.append("more than \(Words.number(refusing)) refuse a file")
      }
      if !worse.isEmpty { stops.append("stop if " + worse.joined(separator: ", or ")) }
    }
    return stops
  }

  /// The prompt or place, and what is done there.
  private func parts(of step: ReportedStep) -> (who: String, command: String) {
    let text = Words.safe(step.text)
    guard let place = text.firstIndex(where: { $0 == ">" || $0 == ":" }) else {
      return ("", text)
    }
    let rest = text[text.index(after: place)...].drop { $0 == " " }
    return (String(text[..<place]), String(rest))
  }
}

extension ReportFormat {
  /// The operator's sheet; asked for by an option of its own.
  package static let checklist = ReportFormat(
    name: "checklist", ending: "checklist.txt", isNamed: false,
    write: { report, _, outlet in outlet.put(LineGuard.guarded(ChecklistReport(report).text)) })
}
