import TextFormats

/// The report for a screen: at most ``lineLimit`` lines of at most 100 columns, whatever its size.
///
/// The verdict first; then counts, the root cause, what the verdict depends on, what one phone
/// shows, and what replays the run. Long lists end with their count.
package struct TextReport {
  package static let lineLimit = 40

  private let report: Report
  private let layout: TextLayout

  package init(_ report: Report, color: Bool = false) {
    self.report = report
    layout = TextLayout(color: color)
  }

  /// How much of the long lists is shown, most first: the first that fits is taken.
  private struct Room {
    var expectations: Int
    var groups: Int
    var lines: Int
    var cause: Int
    var isAiry: Bool
    static let all = [
      Room(expectations: 12, groups: 8, lines: 3, cause: 5, isAiry: true),
      Room(expectations: 12, groups: 5, lines: 3, cause: 5, isAiry: true),
      Room(expectations: 12, groups: 3, lines: 2, cause: 4, isAiry: true),
      Room(expectations: 12, groups: 2, lines: 2, cause: 3, isAiry: true),
      Room(expectations: 8, groups: 2, lines: 1, cause: 3, isAiry: true),
      Room(expectations: 12, groups: 2, lines: 1, cause: 3, isAiry: false),
      Room(expectations: 8, groups: 2, lines: 2, cause: 3, isAiry: false),
      Room(expectations: 6, groups: 2, lines: 2, cause: 3, isAiry: false),
      Room(expectations: 3, groups: 2, lines: 2, cause: 3, isAiry: false),
      Room(expectations: 2, groups: 1, lines: 1, cause: 2, isAiry: false),
    ]
  }

  /// The page, each line with its line end.
  package var text: String {
    var lines: [String] = []
    for room in Room.all {
      lines = page(room)
      if lines.count <= Self.lineLimit { break }
    }
    return lines.prefix(Self.lineLimit).map { Words.harmlessLine($0) + "\n" }.joined()
  }

  private func page(_ room: Room) -> [String] {
    let blocks = [
      verdict(room), head(room), expectations(room), phones, groups(room), causes(room),
      rests(room), onePhone(room), foot(room),
    ].filter { !$0.isEmpty }
    return Array(blocks.joined(separator: room.isAiry ? [""] : []))
  }

  private func verdict(_ room: Room) -> [String] {
    let lines = TextLayout.wrap(
      Words.safe(report.sentence), to: TextLayout.width, atMost: min(3, room.lines + 1))
    return lines.enumerated().map { place, line in
      place == 0 ? layout.paint(tone(report.verdict), line) : line
    }
  }

  private func tone(_ verdict: ReportedVerdict) -> TextLayout.Tone {
    switch verdict {
    case .fails: .red
    case .passes: .green
    case .inconclusive: .yellow
    }
  }

  private func tone(_ result: ReportedResult) -> TextLayout.Tone {
    switch result {
    case .notMet: .red
    case .met: .green
    case .depends: .yellow
    case .notJudged: .faint
    }
  }

  private func head(_ room: Room) -> [String] {
    var lines = layout.labelled("Plan", Words.safe(report.title), atMost: 1)
    if let question = report.question {
      lines += layout.labelled("Question", Words.safe(question), atMost: min(2, room.lines))
    }
    var steps = "\(report.starts) to \(report.ends), \(Words.counted(report.steps.count, "step"))"
    var parts: [String] = []
    for outcome in ReportedStep.Outcome.allCases {
      let count = report.steps.count { $0.outcome == outcome }
      if count > 0 { parts.append("\(Words.number(count)) \(outcome.rawValue)") }
    }
    if !parts.isEmpty { steps += ": " + parts.joined(separator: ", ") }
    lines += layout.labelled("Simulated", steps, atMost: 1)
    if let refused = report.steps.first(where: { $0.outcome == .refused }) {
      let why = refused.notes.first ?? ""
      lines += layout.labelled(
        "Refused", Words.safe("step \(refused.number), \(refused.text): \(why)"),
        atMost: min(2, room.lines))
    }
    let warnings = report.findings.filter { !$0.losesPhones }.map(\.text)
    if !warnings.isEmpty {
      let said = Words.safe(warnings.joined(separator: "; "))
      lines += layout.labelled("Warnings", said, atMost: min(2, room.lines))
    }
    let shown = report.steps.filter { $0.output != nil }
    if let first = shown.first {
      let more = shown.count > 1 ? " and \(Words.counted(shown.count - 1, "more step"))" : ""
      lines += layout.labelled(
        "Printed",
        Words.safe("step \(first.number), \(first.text)\(more): see --format markdown"), atMost: 1)
    }
    let late = report.steps.filter { $0.late != nil }
    if let first = late.first, let by = first.late {
      let more = late.count > 1 ? ", and \(Words.counted(late.count - 1, "more step"))" : ""
      lines += layout.labelled(
        "Late", Words.safe("step \(first.number), \(first.text): by \(by)\(more)"), atMost: 1)
    }
    return lines
  }

  private func expectations(_ room: Room) -> [String] {
    let order = ReportedResult.byWeight
    let sorted = report.expectationsByWeight
    let shown = sorted.prefix(room.expectations)
    guard !shown.isEmpty else { return [] }
    let measured = shown.map { expectation -> String in
      var text = expectation.measured ?? expectation.reason ?? ""
      if let time = expectation.time { text += " at \(shortTime(time))" }
      // Where the verdict depends on a rule, the block below says which and why.
      if report.verdict != .inconclusive, expectation.result == .depends,
        let rules = expectation.dependsOn.first
      {
        text += "; depends on \(Words.together(rules))"
      }
      return Words.safe(text)
    }
    let said = shown.map { expectation in
      expectation.builtin
        ? Words.safe(expectation.name ?? "") + " (every plan)"
        : Words.safe(expectation.name.map { "\($0): " } ?? "") + Words.safe(expectation.statement)
    }
    let widest = said.map(\.count).max() ?? 0
    let room = TextLayout.width - 12 - 2
    let measuredWidth = min(measured.map(\.count).max() ?? 0, 44)
    let width = min(widest, room - measuredWidth)
    var lines = zip(shown, zip(said, measured)).map { expectation, texts in
      // The name says it, where name and statement do not fit.
      let text = texts.0.count <= width ? texts.0 : Words.safe(expectation.name ?? texts.0)
      let word =
        expectation.isWarning && expectation.result == .notMet
        ? "warning" : expectation.result.rawValue
      let tone: TextLayout.Tone = word == "warning" ? .yellow : self.tone(expectation.result)
      return layout.paint(tone, TextLayout.left(word == "not met" ? "NOT MET" : word, 12))
        + TextLayout.left(TextLayout.cut(text, to: width), width) + "  "
        + TextLayout.cut(texts.1, to: room - width)
    }
    let hidden = sorted.dropFirst(shown.count)
    if !hidden.isEmpty {
      let counts = order.compactMap { word in
        let count = hidden.count { $0.result == word }
        return count > 0 ? "\(Words.number(count)) \(word.rawValue)" : nil
      }
      lines.append("and \(Words.number(hidden.count)) more: \(counts.joined(separator: ", "))")
    }
    return lines
  }

  private var phones: [String] {
    let shown = report.words.filter { $0.atStart > 0 || $0.atEnd > 0 }
    guard !shown.isEmpty else { return [] }
    let widest = [report.words.map(\.atStart), report.words.map(\.atEnd)].joined().max() ?? 0
    let width = max(10, Words.number(max(widest, report.registered.poweredAtEnd)).count + 2)
    let note = TextLayout.width - 14 - 2 * width
    var lines = [
      layout.paint(
        .bold,
        TextLayout.left("Phones", 12) + TextLayout.right("at start", width)
          + TextLayout.right("at end", width))
    ]
    for word in shown {
      let line =
        TextLayout.left(word.word, 12) + TextLayout.right(Words.number(word.atStart), width)
        + TextLayout.right(Words.number(word.atEnd), width) + "  "
      let isBad = word.atEnd > 0 && word.isLost
      lines.append(
        (isBad ? layout.paint(.red, line) : line)
          + layout.paint(.faint, TextLayout.cut(word.meaning, to: note)))
    }
    let refused = report.haveRefused
    if report.showsRefused {
      lines.append(
        TextLayout.left("have refused", 12)
          + TextLayout.right(Words.number(refused.atStart), width)
          + TextLayout.right(Words.number(refused.atEnd), width) + "  "
          + layout.paint(.faint, TextLayout.cut(StandingWords.haveRefused, to: note)))
    }
    let registered = report.registered
    var registeredNote = "of \(Words.number(registered.poweredAtEnd)) switched on at the end"
    if registered.withOldConfiguration > 0 {
      registeredNote +=
        ", \(Words.number(registered.withOldConfiguration)) with an old configuration"
    }
    lines.append(
      TextLayout.left("registered", 12)
        + TextLayout.right(Words.number(registered.registeredAtStart), width)
        + TextLayout.right(Words.number(registered.registeredAtEnd), width) + "  "
        + layout.paint(.faint, TextLayout.cut(registeredNote, to: note)))
    if let lowest = lowest(width, note) { lines.append(lowest) }
    let service = report.service
    if service.outOfServiceAtStart > 0 || service.outOfServiceAtEnd > 0 {
      let line =
        TextLayout.left("out of service", 14)
        + TextLayout.right(Words.number(service.outOfServiceAtStart), width - 2)
        + TextLayout.right(Words.number(service.outOfServiceAtEnd), width) + "  "
      lines.append(
        (service.outOfServiceAtEnd > service.outOfServiceAtStart ? layout.paint(.red, line) : line)
          + layout.paint(.faint, TextLayout.cut("cannot register, or have not yet", to: note)))
    }
    return lines
  }

  /// The fewest phones in service at a time, and the longest that one was out of it.
  private func lowest(_ width: Int, _ note: Int) -> String? {
    let registered = report.registered
    guard let lowest = registered.lowest, let time = registered.lowestAt,
      lowest < registered.registeredAtStart
    else { return nil }
    var text = "registered at \(shortTime(time))"
    if let outage = report.outages.max(by: { $0.longestMicroseconds < $1.longestMicroseconds }) {
      text += "; longest outage \(outage.longest)"
      if let phone = outage.phone { text += " (\(phone))" }
    }
    return TextLayout.left("fewest", 12) + TextLayout.right("", width)
      + TextLayout.right(Words.number(lowest), width) + "  "
      + layout.paint(.faint, TextLayout.cut(text, to: note))
  }

  private func groups(_ room: Room) -> [String] {
    guard report.groups.count > 1 else { return [] }
    let shown = report.groups.prefix(room.groups)
    let names = shown.map { TextLayout.cut(Words.safe($0.name), to: 30) }
    let width = max(12, (names.map(\.count).max() ?? 0) + 2)
    var lines = [
      layout.paint(
        .bold, TextLayout.left("Group", width) + TextLayout.right("phones", 10) + "  at the end")
    ]
    lines += zip(shown, names).map { group, name in
      let words = group.words.map { "\(Words.number($0.count)) \($0.name)" }
      return TextLayout.cut(
        TextLayout.left(name, width) + TextLayout.right(Words.number(group.phones), 10) + "  "
          + words.joined(separator: ", "), to: TextLayout.width)
    }
    let hidden = report.groups.dropFirst(shown.count)
    if !hidden.isEmpty {
      let phones = Words.counted(hidden.reduce(0) { $0 + $1.phones }, "phone")
      let lost = Words.number(hidden.reduce(0) { $0 + $1.lost })
      lines.append(
        "and \(Words.counted(hidden.count, "more group", "more groups")) with \(phones), "
          + "\(lost) of which lost trust")
    }
    return lines
  }

  private func causes(_ room: Room) -> [String] {
    guard let cause = report.causes.first else { return [] }
    var lines = layout.labelled("Root cause", Words.safe(text(of: cause)), atMost: room.cause)
    if let other = report.causes.first(where: { $0.isOutOfService != cause.isOutOfService }) {
      lines += layout.labelled("", Words.safe(text(of: other)), atMost: min(3, room.cause))
    } else if report.causes.count > 1 {
      let others = report.causes.dropFirst()
      let count = others.reduce(0) { $0 + $1.count }
      let last = others.last.map { ", the last \($0.moment)" } ?? ""
      lines += layout.labelled("", "\(Words.number(count)) more later\(last).", atMost: 1)
    }
    if !report.remedies.isEmpty {
      let said = report.remedies.map { "\($0.text) (\(Words.counted($0.phones, "phone")))" }
      lines += layout.labelled(
        "Recovery", Words.safe(Words.list(said, atMost: 4)), atMost: min(2, room.lines))
    }
    return lines
  }

  /// Who was hit when, and why.
  private func text(of cause: ReportedCause) -> String {
    var text = "\(Words.counted(cause.count, "phone")) \(cause.event) \(cause.moment)"
    if let step = cause.stepText { text += ", \(step)" }
    text += " (\(cause.time))."
    if let before = cause.before { text += " Just before: \(before)." }
    if let refusal = cause.refusals.first {
      text += " From then on they would refuse the \(refusal.file) (rule \(refusal.rule)): "
      text += refusal.statement
    }
    if let obstacle = cause.obstacles.first {
      text += " For each of them: \(obstacle.reason) (rule \(obstacle.rule))."
    }
    return text
  }

  private func rests(_ room: Room) -> [String] {
    let assumptions = report.assumptions
    var lines: [String] = []
    for set in assumptions.dependsOn.prefix(3) {
      lines += layout.labelled(
        lines.isEmpty ? "Assumptions" : "", Words.safe(set.sentence), atMost: min(2, room.lines))
    }
    if assumptions.dependsOn.count > 3 {
      let names = assumptions.dependsOn.dropFirst(3).map(\.name)
      lines += layout.labelled("", "and on \(Words.list(names, atMost: 5))", atMost: 1)
    }
    let others = assumptions.remarks(verdict: report.verdict)
    for text in lines.isEmpty ? others : Array(others.dropFirst()) {
      lines += layout.labelled(
        lines.isEmpty ? "Assumptions" : "", Words.safe(text), atMost: min(2, room.lines))
    }
    if !assumptions.settled.isEmpty {
      lines += layout.labelled(
        "Set here", Words.safe(Words.list(assumptions.settled, atMost: 6)), atMost: 1)
    }
    return lines
  }

  private func onePhone(_ room: Room) -> [String] {
    guard let phone = report.onePhone else { return [] }
    var lines = layout.labelled(
      "Example phone",
      Words.safe("\(phone.name) (\(phone.description)): \(phone.word), \(phone.registration)"),
      atMost: min(2, room.lines))
    for list in phone.lists {
      let holds = phone.holdsThem ? "it holds" : "it does not hold"
      lines += layout.labelled(
        "",
        Words.safe(
          "\(list.kind) offered by \(list.node): signed by \(list.signer), \(list.serial); "
            + "\(Words.counted(list.records, "record")) (\(list.roles)); \(holds) it"),
        atMost: min(2, room.lines))
    }
    // The message names the file; the line has no room for it.
    let messages = phone.statusMessages.map { "\"\($0.prefix { $0 != ":" })\"" }
    var said =
      messages.isEmpty
      ? "No status message about trust" : "Status message \(messages.joined(separator: ", "))"
    if phone.nextMessages != phone.statusMessages {
      let next = phone.nextMessages.map { "\"\($0.prefix { $0 != ":" })\"" }
      said += next.isEmpty ? "; none" : "; \(next.joined(separator: ", "))"
      said += " after its next boot"
    }
    lines += layout.labelled(
      "",
      Words.safe("\(said); ITL File Status \(phone.fileStatus)"),
      atMost: min(2, room.lines))
    return lines
  }

  /// Without the date while it is still that of the start.
  private func shortTime(_ time: String) -> String {
    let date = report.starts.prefix(11)
    return date.count == 11 && time.hasPrefix(date) ? String(time.dropFirst(11)) : time
  }

  private func foot(_ room: Room) -> [String] {
    let settled = report.times.filter(\.isSettled).map { "\($0.name) \($0.value)" }
    let assumed = report.times.filter { $0.from == "assumed" }.map { "\($0.name) \($0.value)" }
    let set = settled.isEmpty ? "" : "set here: \(Words.list(settled, atMost: 3)); "
    let times = TextLayout.fitting(assumed, after: set + "assumed: ")
    var lines = layout.labelled("Times", times, atMost: 1)
    let fixed = report.rules.filter { $0.basis == "assumed" }.map(\.name)
    if !fixed.isEmpty {
      lines += layout.labelled("Assumed rules", TextLayout.fitting(fixed), atMost: 1)
    }
    let replay = report.replay
    let program = "trustsim" + (replay.version.map { " \($0)" } ?? "")
    lines += layout.labelled(
      "Reproduce",
      "\(program), input \(replay.inputDigest), rules \(replay.rulesDigest), seed \(replay.seed)",
      atMost: 1)
    return lines
  }
}

extension ReportFormat {
  /// For a terminal.
  package static let text = ReportFormat(name: "text", ending: "txt") { report, isColored, outlet in
    outlet.put(LineGuard.guarded(TextReport(report, color: isColored).text))
  }
}
