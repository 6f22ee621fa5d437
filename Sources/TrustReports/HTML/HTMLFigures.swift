// What somebody who decides tonight asks first, below the verdict.

extension HTMLReport {
  /// Phones lost, phones out of service and for how long, why, and what helps.
  var figures: String {
    guard report.phones > 0 else { return "" }
    let all = [lost, fewest, longest, firstCause, help, restsOn].compactMap(\.self)
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
    let words = Dictionary(report.words.map { ($0.word, $0.atEnd) }) { first, _ in first }
    let stranded = words["stranded"] ?? 0
    let lost = stranded + (words["locked"] ?? 0)
    let base = report.phones - (words["unaware"] ?? 0)
    var note = "of \(Words.number(base))"
    if lost > 0 {
      note +=
        stranded == 0
        ? "; all can be saved remotely"
        : "; \(phonesLink(stranded, word: "stranded")) \(stranded == 1 ? "needs" : "need") hands"
    }
    // Of one word there is a list; hands are wanted first.
    let value =
      stranded == 0
      ? phonesLink(lost, word: "locked")
      : stranded == lost ? phonesLink(lost, word: "stranded") : Words.number(lost)
    return Figure(name: "Lost trust at the end", value: value, note: note)
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

  private var firstCause: Figure? {
    guard let cause = report.causes.first else { return nil }
    let rule = cause.refusals.first.map { ", by \(ruleLink($0.rule))" } ?? ""
    let step = cause.stepText.map { "\(code(TextLayout.cut($0, to: 80))), " } ?? ""
    return Figure(
      name: "First cause", value: html(cause.moment.capitalizedFirst),
      note: "\(step)\(htmlLine(shortTime(cause.time)))\(rule)")
  }

  private var help: Figure? {
    guard let remedy = report.remedies.first else { return nil }
    let more = report.remedies.count - 1
    let rest = more > 0 ? "; \(Words.counted(more, "more remedy", "more remedies")) below" : ""
    return Figure(
      name: "What helps", value: html(TextLayout.cut(remedy.text, to: 80)),
      note: "\(Words.counted(remedy.phones, "phone"))\(rest)")
  }

  /// What a verdict other than a failure turns on.
  private var restsOn: Figure? {
    let rests = report.rests
    switch report.verdict {
    case .fails, .notJudged: return nil
    case .holds:
      let count = rests.flipped.count
      return Figure(
        name: "Rests on", value: "Nothing undecided",
        note: count == 0
          ? "no open rule took part"
          : "\(Words.counted(count, "open rule")) read both ways, with one result")
    case .unknown:
      guard let reading = rests.restsOn.first else { return nil }
      let more = rests.restsOn.count - 1
      let rest = more > 0 ? "; \(Words.counted(more, "more rule")) below" : ""
      return Figure(
        name: "Rests on", value: html(reading.rule),
        note: reading.isUntried
          ? "assumed \(html(reading.assumed)); nobody tried the other reading\(rest)"
          : "assumed \(html(reading.assumed)); with \(html(reading.alternative)) "
            + "\(Words.counted(reading.unmet.count, "expectation")) would not be met\(rest)")
    }
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
