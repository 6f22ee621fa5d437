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
    lines += wrapped(command)
    if step.outcome != .done {
      let why = step.notes.first.map { ": \($0)" } ?? ""
      lines += wrapped("\(step.outcome.rawValue.uppercased())\(Words.safe(why))")
    }
    var seen: [String] = []
    if let back = step.promptBack { seen.append("prompt back at \(back)") }
    if let registered = step.registered {
      var said = "registered \(Words.number(registered))"
      if let floor = step.registeredFloor, floor != registered {
        said += " (at least \(Words.number(floor)))"
      }
      seen.append(said)
    }
    if !seen.isEmpty { lines.append("\(indent)     \(seen.joined(separator: ", "))") }
    if let screen = step.testPhone, let phone = report.testPhone {
      lines += wrapped("\(phone): \(screen.registration); \(said(by: screen))")
    }
    if let loss = loss(at: step) { lines.append("\(indent)     \(loss)") }
    for stop in stops(after: step) { lines += wrapped(Words.safe(stop)) }
    lines.append("\(indent)     \(Self.toFill)")
    return lines
  }

  /// A line below a step: what decides is wrapped, never cut.
  private func wrapped(_ text: String) -> [String] {
    TextLayout.wrap(text, to: TextLayout.width - 9, atMost: 6)
      .map { String(repeating: " ", count: 9) + $0 }
  }

  /// What the operator writes down.
  private static let toFill =
    "who ____________  done at ________  deviation ______________________________"

  private func said(by screen: ReportedScreen) -> String {
    if screen.messages.isEmpty { return "its status messages say nothing about trust" }
    return "status message " + screen.messages.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  /// Phones that the plan loses at a step, foretold: nobody on site can read that.
  private func loss(at step: ReportedStep) -> String? {
    guard let refusing = step.refusing else { return nil }
    let before = report.steps.last { $0.number < step.number && $0.refusing != nil }?.refusing
    let atStart = report.words.reduce(0) { $0 + ($1.isLost ? $1.atStart : 0) }
    let lost = refusing - (before ?? atStart)
    guard lost > 0 else { return nil }
    return "FORETOLD: \(Words.counted(lost, "phone")) lose trust by now; do not go on unless "
      + "that is meant"
  }

  /// What the plan says, and else what would be worse than the plan foresees: only what can be
  /// read on site.
  private func stops(after step: ReportedStep) -> [String] {
    var stops = step.stopIf
    var worse: [String] = []
    if let floor = step.registeredFloor ?? step.registered, floor > 0 {
      worse.append("fewer than \(Words.number(floor)) are registered")
    }
    if let screen = step.testPhone, let phone = report.testPhone, screen.messages.isEmpty,
      screen.registration != "switched off"
    {
      worse.append("\(phone) says \"Trust List Update Failed\"")
    }
    if !worse.isEmpty { stops.append("stop if " + worse.joined(separator: ", or ")) }
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
