import TextFormats

/// The whole report as GitHub-flavoured Markdown: what the screen says, and every table in full.
///
/// It names no version of the program, so that a report kept beside its scenario changes only
/// when what it says does.
package struct MarkdownReport {
  let report: Report

  package init(_ report: Report) { self.report = report }

  /// A job summary of GitHub takes a megabyte and shows nothing of one that is longer; what goes
  /// around the page has room beside it. Source: GitHub Docs, Workflow commands, job summaries.
  package static let byteLimit = 900 * 1_024

  /// The page, each line with its line end, below ``byteLimit``.
  ///
  /// Whole sections make way, what is read last first, and each says so in its place.
  package var text: String {
    var sections: [(section: Section?, text: String)] = [(nil, head)]
    sections += Section.allCases.map { ($0, text(of: $0)) }
    sections.removeAll { $0.text.isEmpty }
    var size = sections.reduce(0) { $0 + $1.text.utf8.count + 1 }
    for section in Section.makingWay where size >= Self.byteLimit {
      guard let place = sections.firstIndex(where: { $0.section == section }) else { continue }
      let note =
        section.heading
        + "Left out: with it the page would be longer than 900 KiB. It is in the JSON and the HTML "
        + "report.\n"
      size += note.utf8.count - sections[place].text.utf8.count
      sections[place].text = note
    }
    return sections.map(\.text).joined(separator: "\n")
  }

  /// The sections under a heading, in the order of the page.
  private enum Section: String, CaseIterable {
    case expectations = "Expectations"
    case preflight = "Pre-check findings"
    case phones = "Phones"
    case causes = "Root cause"
    case onePhone = "Example phone"
    case rests = "Assumptions"
    case timeline = "Timeline"
    case outputs = "Output of commands"
    case censuses = "Phones at each step"
    case kinds = "Kinds of phones at the end"
    case outages = "Longest outages"
    case times = "Time constants"
    case rules = "Rules applied"
    case leftOut = "Not modelled"
    case replay = "Reproduce"

    var heading: String { "## \(rawValue)\n\n" }

    /// Those that make way, the first one first.
    static let makingWay: [Section] = [
      .outputs, .kinds, .timeline, .censuses, .outages, .rules, .times, .preflight, .phones,
      .expectations, .causes, .rests,
    ]
  }

  private func text(of section: Section) -> String {
    switch section {
    case .expectations: expectations
    case .preflight: preflight
    case .phones: phones
    case .causes: causes
    case .onePhone: onePhone
    case .rests: rests
    case .timeline: timeline
    case .outputs: outputs
    case .censuses: censuses
    case .kinds: kinds
    case .outages: outages
    case .times: times
    case .rules: rules
    case .leftOut: leftOut
    case .replay: replay
    }
  }

  private func plain(_ text: String) -> String { MarkdownText.plain(text) }
  private func code(_ text: String) -> String { MarkdownText.code(text, inTable: true) }
  private func codeOutside(_ text: String) -> String { MarkdownText.code(text, inTable: false) }

  private var head: String {
    var text = "# \(plain(report.title))\n\n"
    if let question = report.question { text += "> \(plain(question))\n\n" }
    text += "**\(plain(report.sentence))**\n\n"
    if let source = report.source { text += "- Source: \(plain(source))\n" }
    for cluster in report.clusters {
      text += "- Cluster \(plain(cluster.name)): release \(plain(cluster.release)), "
      text += "\(cluster.mode) mode, \(Words.counted(cluster.nodes, "node")), "
      text += "\(Words.counted(cluster.phones, "phone"))\n"
    }
    text += "- Exit status: \(report.exitStatus)\n"
    text += "- Simulated: \(report.starts) to \(report.ends), "
    text += "\(Words.counted(report.work.events, "event")), "
    text += "\(Words.counted(report.work.boots, "boot")) of phones\n"
    if !report.defects.isEmpty {
      text += "- With the defects: \(plain(Words.list(report.defects)))\n"
    }
    return text
  }

  private var expectations: String {
    let rows = report.expectations.map { expectation -> [String] in
      var word = "**\(expectation.result.rawValue)**"
      if expectation.result != .notMet { word = expectation.result.rawValue }
      if expectation.isWarning { word += " (warning only)" }
      var measured = plain(expectation.measured ?? expectation.reason ?? "")
      if !expectation.dependsOn.isEmpty {
        let sets = expectation.dependsOn.map { Words.together($0.map(code)) }
        measured +=
          expectation.result == .notMet
          ? "; met if \(sets.joined(separator: ", or if ")) is otherwise"
          : "; depends on \(Words.dependences(sets, atMost: 5))"
      }
      return [
        word, plain(expectation.name ?? ""),
        expectation.builtin ? plain(expectation.statement) : code(expectation.statement),
        expectation.time ?? "", measured,
      ]
    }
    guard !rows.isEmpty else { return Section.expectations.heading + "None is stated.\n" }
    return Section.expectations.heading
      + MarkdownText.table(["Result", "Name", "Expected", "Judged", "Measured"], rows)
  }

  private var preflight: String {
    guard !report.findings.isEmpty else { return "" }
    let lines = report.findings.prefix(300).map {
      "- \($0.harm.map { "**\($0.words).** " } ?? "")\(plain($0.text)).\n"
    }
    return Section.preflight.heading + lines.joined()
  }

  private var phones: String {
    let words = report.words.filter { $0.atStart > 0 || $0.atEnd > 0 }
    var rows = words.map {
      [$0.word, Words.number($0.atStart), Words.number($0.atEnd), plain($0.meaning)]
    }
    let refused = report.haveRefused
    if report.showsRefused {
      rows.append([
        "have refused", Words.number(refused.atStart), Words.number(refused.atEnd),
        StandingWords.haveRefused,
      ])
    }
    let registered = report.registered
    rows.append([
      "registered", Words.number(registered.registeredAtStart),
      Words.number(registered.registeredAtEnd),
      "of \(Words.number(registered.poweredAtEnd)) switched on at the end",
    ])
    if registered.withOldConfiguration > 0 {
      rows.append([
        "old configuration", "", Words.number(registered.withOldConfiguration),
        "registered with the configuration accepted last; the one served now is refused",
      ])
    }
    let service = report.service
    if service.outOfServiceAtStart > 0 || service.outOfServiceAtEnd > 0 {
      rows.append([
        "out of service", Words.number(service.outOfServiceAtStart),
        Words.number(service.outOfServiceAtEnd), "cannot register, or have not yet",
      ])
    }
    if let lowest = registered.lowest, let time = registered.lowestAt {
      rows.append([
        "fewest registered", "", Words.number(lowest),
        "of \(Words.number(registered.registeredAtStart)) at \(time)",
      ])
    }
    var text = Section.phones.heading
    text += MarkdownText.table(["", "at start", "at end", "what it means"], numeric: [1, 2], rows)
    guard report.groups.count > 1 else { return text }
    text += "\n"
    text += MarkdownText.table(
      ["Group", "phones", "lost trust", "registered"] + words.map(\.word),
      numeric: Set(1..<(4 + words.count)),
      report.groups.map { group in
        [
          plain(group.name), Words.number(group.phones), Words.number(group.lost),
          Words.number(group.registered),
        ]
          + words.map { word in
            Words.number(group.words.first { $0.name == word.word }?.count ?? 0)
          }
      })
    return text
  }

  private var causes: String {
    guard !report.causes.isEmpty else { return "" }
    var text = Section.causes.heading
    for (place, cause) in report.causes.prefix(50).enumerated() {
      text += "\(place + 1). \(cause.time), \(plain(cause.moment))"
      if let step = cause.stepText { text += " (\(codeOutside(step)))" }
      text += ": **\(Words.counted(cause.count, "phone"))** of "
      text += "\(cause.groups.count == 1 ? "group" : "groups") "
      text += plain(Words.list(cause.groups, atMost: 8))
      text += " \(cause.event)"
      if let before = cause.before { text += "; until then \(plain(before))" }
      text += ".\n"
      var stated: Set<String> = []
      for refusal in cause.refusals {
        text += "   - \(Words.counted(refusal.count, "phone")) "
        text += "would refuse the \(refusal.file) (rule "
        text += "\(codeOutside(refusal.rule)))"
        text += stated.insert(refusal.rule).inserted ? ": \(plain(refusal.statement))\n" : ".\n"
      }
      for obstacle in cause.obstacles {
        text += "   - \(Words.counted(obstacle.count, "phone")): \(plain(obstacle.reason)) (rule "
        text += "\(codeOutside(obstacle.rule))).\n"
      }
    }
    if !report.remedies.isEmpty {
      text += "\nRecovery, the cheapest action for each kind of phone:\n\n"
      text += MarkdownText.table(
        ["Action", "phones"], numeric: [1],
        report.remedies.map { [plain($0.text), Words.number($0.phones)] })
    }
    return text
  }

  private var onePhone: String {
    guard let phone = report.onePhone else { return "" }
    var text = Section.onePhone.heading
    text += "\(plain(phone.name)) (\(plain(phone.description))): **\(phone.word)**, "
    text += "\(plain(phone.registration)).\n\n"
    for list in phone.lists {
      text += "- \(list.kind) offered by \(plain(list.node)): signed by \(plain(list.signer)), "
      text += "serial \(codeOutside(list.serial)), \(Words.counted(list.records, "record")) "
      text += "(\(plain(list.roles))). "
      text += phone.holdsThem ? "The phone holds it.\n" : "The phone does not hold it.\n"
    }
    let messages = phone.statusMessages.map { "\u{201C}\(plain($0))\u{201D}" }
    text += "- Status Messages on the phone: "
    text += messages.isEmpty ? "nothing about trust.\n" : "\(Words.list(messages)).\n"
    if phone.nextMessages != phone.statusMessages {
      let next = phone.nextMessages.map { "\u{201C}\(plain($0))\u{201D}" }
      text += "- After its next boot: "
      text += next.isEmpty ? "nothing about trust.\n" : "\(Words.list(next)).\n"
    }
    text += "- ITL File Status in CUCM: \(phone.fileStatus).\n"
    return text
  }

  private var rests: String {
    let assumptions = report.assumptions
    var text = Section.rests.heading
    if !assumptions.dependsOn.isEmpty {
      text += MarkdownText.table(
        ["Undocumented behaviour", "Assumed", "Alternative", "Under the alternative"],
        assumptions.dependsOn.map { set in
          let unmet = set.unmet.map(plain).joined(separator: "; ")
          return [
            Words.together(set.rules.map { code($0.rule) }),
            set.rules.map { code($0.assumed) }.joined(separator: ", "),
            set.rules.map { code($0.alternative) }.joined(separator: ", "),
            "not met: \(unmet)" + (set.isAccepted ? " (accepted by the plan)" : ""),
          ]
        })
      text += "\n"
    }
    var remarks = assumptions.remarks(verdict: report.verdict)
    if !assumptions.dependsOn.isEmpty { remarks.removeFirst() }
    text += remarks.map { "- \(plain($0.capitalizedFirst)).\n" }.joined()
    if !assumptions.dependsOn.isEmpty {
      text += "- Examined: \(Words.counted(assumptions.classes, "class", "classes")) of "
      text += "interpretations of \(Words.list(assumptions.involved.map(codeOutside))).\n"
    }
    if !assumptions.settled.isEmpty {
      text += "- Set by the plan: \(Words.list(assumptions.settled.map(codeOutside))).\n"
    }
    return text
  }

  private var timeline: String {
    let rows = report.timeline.map { event -> [String] in
      let command = event.command.map(code)
      let said = event.text.isEmpty ? nil : plain(event.text)
      return [
        event.time, event.step.map(String.init) ?? "",
        [command, said].compactMap(\.self).joined(separator: ", "),
      ]
    }
    guard !rows.isEmpty else { return "" }
    return Section.timeline.heading
      + MarkdownText.table(["Time", "Step", "What"], numeric: [1], rows, atMost: 1_000)
  }

  /// What `show itl` and its like printed.
  private var outputs: String {
    let shown = report.steps.filter { $0.output != nil }
    guard !shown.isEmpty else { return "" }
    let parts = shown.prefix(100).map { step in
      let when = step.promptBack.map { " (\($0))" } ?? ""
      return "### Step \(step.number), \(codeOutside(Words.statement(step.text)))\(when)\n\n"
        + MarkdownText.block(step.output ?? "")
    }
    let more =
      shown.count > 100 ? "\nand \(Words.number(shown.count - 100)) more.\n" : ""
    return Section.outputs.heading + parts.joined(separator: "\n") + more
  }

  private var censuses: String {
    guard !report.censuses.isEmpty else { return "" }
    let shown = report.words.indices.filter { place in
      report.censuses.contains { $0.counts[place] > 0 }
    }
    let showsRefused = report.showsRefused
    let rows = report.censuses.map { census in
      [census.time, plain(census.occasion)] + shown.map { Words.number(census.counts[$0]) }
        + (showsRefused ? [Words.number(census.haveRefused)] : [])
        + [Words.number(census.registered)]
    }
    let head =
      ["Time", "After"] + shown.map { report.words[$0].word }
      + (showsRefused ? ["have refused"] : []) + ["registered"]
    return Section.censuses.heading
      + MarkdownText.table(head, numeric: Set(2..<head.count), rows)
  }

  private var kinds: String {
    let rows = report.kinds.map { kind -> [String] in
      var registration = kind.registeredAt.map { "registered at \($0)" } ?? "not registered"
      if !kind.isPowered { registration = "switched off" }
      return [
        plain(kind.description), Words.number(kind.phones), kind.firstPhone, kind.trust.word,
        plain(registration), plain(kind.reason), Words.number(kind.trustPaths),
        plain(kind.remedies.joined(separator: "; ")),
      ]
    }
    guard !rows.isEmpty else { return "" }
    return Section.kinds.heading
      + MarkdownText.table(
        [
          "Phones", "number", "first", "state", "registration", "reason", "trust paths",
          "recovery",
        ], numeric: [1, 6], rows)
      + "\n*Trust paths*: routes by which a phone can still accept a list it does not have yet: "
      + "the lists it holds, and each TVS server that would vouch.\n"
  }

  private var outages: String {
    guard !report.outages.isEmpty else { return "" }
    return Section.outages.heading
      + MarkdownText.table(
        ["Phones", "longest", "phone"], numeric: [1],
        report.outages.map { [plain($0.description), $0.longest, $0.phone ?? ""] })
      + "\nThey rest on the time constants below: compare plans by them, promise no minutes.\n"
  }

  private var times: String {
    Section.times.heading
      + MarkdownText.table(
        ["Name", "Value", "From"], numeric: [1],
        report.times.map {
          [code($0.name), $0.value, $0.from]
        })
  }

  private var rules: String {
    guard !report.rules.isEmpty else { return "" }
    return Section.rules.heading
      + MarkdownText.table(
        ["Rule", "Statement", "Known", "Source"],
        report.rules.map {
          [code($0.name), plain($0.statement), $0.basis, plain($0.source)]
        })
  }

  private var leftOut: String {
    Section.leftOut.heading + report.leftOut.map { "- \(plain($0))\n" }.joined()
  }

  /// Neither version nor digests: a kept report changes only where its plan fares otherwise.
  private var replay: String {
    let file = report.files.first.map { " " + codeOutside("trustsim run \($0)") } ?? ""
    return Section.replay.heading + "Run\(file) with seed \(report.replay.seed).\n"
  }
}

extension ReportFormat {
  /// For reviews and for what is committed beside a scenario.
  package static let markdown = ReportFormat(
    name: "markdown", ending: "md", asksByEnding: ["md", "markdown"],
    write: { report, _, outlet in outlet.put(LineGuard.guarded(MarkdownReport(report).text)) },
    pageOfAll: { runs in LineGuard.guarded(MarkdownSummary(runs).text) })
}
