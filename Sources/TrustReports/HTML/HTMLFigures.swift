import SimulationTrace

// What somebody who decides tonight asks first, below the verdict.

extension HTMLReport {
  /// Phones lost, phones out of service and for how long, why, and what helps.
  var figures: String {
    guard report.phones > 0 else { return "" }
    let all = [lost, service, fewest, longest, rootCause, recovery, assumptionFigure].compactMap(
      \.self)
    let text = all.map { figure in
      "<div><dt>\(figure.name)</dt><dd><b>\(figure.value)</b> \(figure.note)</dd></div>\n"
    }
    return "<dl class=\"figures\">\n\(text.joined())</dl>\n"
  }

  /// Name, value and note are HTML.
  private struct Figure {
    var name: String
    var value: String
    var note: String
  }

  private var lost: Figure {
    func atEnd(_ word: TrustWord) -> Int {
      report.words.first { $0.word == word.rawValue }?.atEnd ?? 0
    }
    let stranded = atEnd(.stranded)
    let lost = stranded + atEnd(.locked)
    let base = report.phones - atEnd(.unaware)
    var note = "of \(Words.number(base))"
    if lost > 0 {
      note +=
        stranded == 0
        ? "; all can be saved remotely"
        : "; \(phonesLink(stranded, word: .stranded)) must be unlocked by hand"
    }
    // Of one word there is a list; those to unlock by hand come first.
    let value =
      stranded == 0
      ? phonesLink(lost, word: .locked)
      : stranded == lost ? phonesLink(lost, word: .stranded) : Words.number(lost)
    return Figure(name: "Lost trust at the end", value: value, note: note)
  }

  private var service: Figure? {
    let service = report.service
    guard service.outOfServiceAtStart > 0 || service.outOfServiceAtEnd > 0 else { return nil }
    return Figure(
      name: "Out of service at the end", value: Words.number(service.outOfServiceAtEnd),
      note: "\(Words.number(service.outOfServiceAtStart)) at the start; "
        + "\(Words.number(service.trustingButOutOfService)) accept every file")
  }

  private var fewest: Figure? {
    let registered = report.registered
    guard let lowest = registered.lowest, let time = registered.lowestAt else { return nil }
    guard lowest < registered.registeredAtStart else {
      return Figure(
        name: "Fewest registered", value: Words.number(lowest), note: "as many as at the start")
    }
    return Figure(
      name: "Fewest registered", value: Words.number(lowest),
      note: "of \(Words.number(registered.registeredAtStart)), at \(htmlLine(shortTime(time)))")
  }

  private var longest: Figure? {
    guard let outage = report.outages.max(by: { $0.longestMicroseconds < $1.longestMicroseconds })
    else { return nil }
    return Figure(
      name: "Longest outage", value: html(outage.longest),
      note: outage.phone.map { "on \(phoneLink($0)); from assumed times" } ?? "from assumed times")
  }

  private var rootCause: Figure? {
    guard let cause = report.causes.first else { return nil }
    let decisive = cause.refusals.first?.rule ?? cause.obstacles.first?.rule
    let rule = decisive.map { ", rule \(ruleLink($0))" } ?? ""
    let step = cause.stepText.map { "\(code(TextLayout.cut($0, to: 80))), " } ?? ""
    return Figure(
      name: "Root cause", value: html(cause.moment.capitalizedFirst),
      note: "\(step)\(htmlLine(shortTime(cause.time)))\(rule)")
  }

  private var recovery: Figure? {
    guard let remedy = report.remedies.first else { return nil }
    let more = report.remedies.count - 1
    let rest = more > 0 ? "; \(Words.counted(more, "more action", "more actions")) below" : ""
    return Figure(
      name: "Recovery", value: html(TextLayout.cut(remedy.text, to: 80)),
      note: "\(Words.counted(remedy.phones, "phone"))\(rest)")
  }

  /// What a verdict other than a failure depends on.
  private var assumptionFigure: Figure? {
    let assumptions = report.assumptions
    guard report.verdict != .fails else { return nil }
    guard let set = assumptions.dependsOn.first else {
      let count = assumptions.involved.count
      return Figure(
        name: "Assumptions", value: assumptions.unknownSteps.isEmpty ? "None matter" : "Steps",
        note: assumptions.unknownSteps.isEmpty
          ? "\(Words.counted(count, "undocumented behaviour")) involved, with one result"
          : "\(Words.counted(assumptions.unknownSteps.count, "step")) cannot be simulated")
    }
    let more = assumptions.dependsOn.count - 1
    let rest = more > 0 ? "; \(Words.counted(more, "more set")) below" : ""
    return Figure(
      name: "Depends on", value: html(set.name),
      note: "\(Words.counted(set.unmet.count, "expectation")) would not be met otherwise\(rest)")
  }

  /// Without the date while it is still that of the start.
  private func shortTime(_ time: String) -> String {
    let date = report.starts.prefix(11)
    return date.count == 11 && time.hasPrefix(date) ? String(time.dropFirst(11)) : time
  }

  /// How many steps there are and what became of them.
  var steps: String {
    var parts: [String] = []
    for outcome in ReportedStep.Outcome.allCases {
      let count = report.steps.count { $0.outcome == outcome }
      if count > 0 { parts.append("\(Words.number(count)) \(outcome.rawValue)") }
    }
    let steps = Words.counted(report.steps.count, "step")
    return parts.isEmpty ? steps : "\(steps): \(parts.joined(separator: ", "))"
  }
}
