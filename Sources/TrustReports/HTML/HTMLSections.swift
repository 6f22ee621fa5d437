// The sections of the page in their order, but for the drawings and the list of phones.

extension HTMLReport {
  var verdict: Section {
    var text = "<p class=\"verdict v-\(tone)\"><strong>\(verdictWord)</strong> "
    text += "<span>\(html(rest))</span></p>\n\(figures)<dl class=\"facts\">\n"
    for cluster in report.clusters {
      text += fact(
        "Cluster \(html(cluster.name))",
        "release \(html(cluster.release)), \(html(cluster.mode)) mode, "
          + "\(Words.counted(cluster.nodes, "node")), \(Words.counted(cluster.phones, "phone"))")
    }
    text += fact("Simulated", "\(html(report.starts)) to \(html(report.ends)), \(steps)")
    let registered = report.registered
    text += fact(
      "Registered",
      "\(Words.number(registered.registeredAtStart)) at the start, "
        + "\(Words.number(registered.registeredAtEnd)) at the end of "
        + "\(Words.number(registered.poweredAtEnd)) switched on"
        + (registered.withOldConfiguration > 0
          ? "; \(Words.number(registered.withOldConfiguration)) with an old configuration" : ""))
    if let source = report.source { text += fact("Source", html(source)) }
    if !report.defects.isEmpty {
      text += fact("With the defects", html(Words.list(report.defects)))
    }
    return Section(id: "verdict", title: "Verdict", body: text + "</dl>\n")
  }

  private func fact(_ name: String, _ value: String) -> String {
    "<div><dt>\(name)</dt><dd>\(value)</dd></div>\n"
  }

  private var tone: String {
    switch report.verdict {
    case .fails: "fails"
    case .passes: "passes"
    case .inconclusive: "inconclusive"
    }
  }

  /// The sentence without the word and the colon by which it begins.
  private var rest: String {
    guard let colon = report.sentence.firstIndex(of: ":") else { return report.sentence }
    let rest = report.sentence[report.sentence.index(after: colon)...].drop { $0 == " " }
    return String(rest).capitalizedFirst
  }

  private var verdictWord: String {
    switch report.verdict {
    case .fails: "✗ Fails"
    case .passes: report.sentence.hasPrefix("Passes as") ? "✓ Passes as accepted" : "✓ Passes"
    case .inconclusive: "? Inconclusive"
    }
  }

  var expectations: Section {
    var text = ""
    if report.expectations.isEmpty { text += "<p>None is stated.</p>\n" }
    let rows = report.expectationsByWeight.map { expectation -> [String] in
      var word = expectation.result.rawValue
      if expectation.isWarning && expectation.result == .notMet { word = "warning" }
      var measured = html(expectation.measured ?? expectation.reason ?? "")
      if !expectation.dependsOn.isEmpty {
        let sets = expectation.dependsOn.map { Words.together($0.map(ruleLink)) }
        measured +=
          "; \(expectation.result == .notMet ? "met with another" : "depends on") "
          + sets.joined(separator: ", ")
      }
      return [
        "<span class=\"v v-\(word.replacing(" ", with: "-"))\">\(word)</span>",
        html(expectation.name ?? ""),
        expectation.builtin ? html(expectation.statement) : code(expectation.statement),
        htmlLine(expectation.time ?? ""),
        measured,
      ]
    }
    if !rows.isEmpty {
      text +=
        HTMLTable(
          caption: "What is demanded, and what came of it",
          head: ["Result", "Name", "Expected", "Judged", "Measured"],
          rows: rows
        ).text
    }
    if !report.findings.isEmpty {
      text += "<h3>Pre-check findings</h3>\n<ul>\n"
      for finding in report.findings.prefix(100) {
        let mark = finding.harm.map { "<strong>\($0.words).</strong> " } ?? ""
        text += "<li>\(mark)\(html(finding.text)).</li>\n"
      }
      text += "</ul>\n"
    }
    return Section(id: "expectations", title: "Expectations", body: text)
  }

  var causes: Section {
    guard !report.causes.isEmpty else { return Section(id: "causes", title: "", body: "") }
    var text = "<ol>\n"
    for cause in report.causes.prefix(50) {
      text += "<li><p>\(html(cause.time)), \(html(cause.moment))"
      if let step = cause.stepText { text += " (\(code(step)))" }
      text += ": <strong>\(Words.counted(cause.count, "phone"))</strong> of "
      text += cause.groups.count == 1 ? "group " : "groups "
      text += html(Words.list(cause.groups, atMost: 8))
      text += " \(cause.event)"
      if let before = cause.before { text += "; until then \(html(before))" }
      text += ".</p>\n<ul>\n"
      var stated: Set<String> = []
      for refusal in cause.refusals {
        text += "<li>\(Words.counted(refusal.count, "phone")) "
        text += "would refuse the \(html(refusal.file)) (rule "
        text += "\(ruleLink(refusal.rule)))"
        let isFirst = stated.insert(refusal.rule).inserted
        text += isFirst ? ": \(html(refusal.statement))</li>\n" : ".</li>\n"
      }
      for obstacle in cause.obstacles {
        text += "<li>\(Words.counted(obstacle.count, "phone")): \(html(obstacle.reason)) (rule "
        text += "\(ruleLink(obstacle.rule))).</li>\n"
      }
      text += "</ul></li>\n"
    }
    text += "</ol>\n"
    if !report.remedies.isEmpty {
      text +=
        HTMLTable(
          caption: "Recovery, the cheapest action for each kind of phone",
          head: ["Action", "Phones"],
          numeric: [1], rows: report.remedies.map { [code($0.text), Words.number($0.phones)] }
        ).text
    }
    return Section(id: "causes", title: "Root cause", body: text)
  }

  /// To compare with a real phone, whether something was lost or not.
  var onePhone: Section {
    let title = "Example phone"
    guard let phone = report.onePhone else { return Section(id: "one-phone", title: "", body: "") }
    var text = "<p>\(phoneLink(phone.name)) "
    text += "(\(html(phone.description))): \(htmlWord(phone.word)), "
    text += "\(html(phone.registration)).</p>\n<ul>\n"
    for list in phone.lists {
      text += "<li>\(html(list.kind)) offered by \(html(list.node)): signed by "
      text += "\(html(list.signer)), serial \(code(list.serial)), "
      text += "\(Words.counted(list.records, "record")) (\(html(list.roles))). "
      text += phone.holdsThem ? "The phone holds it.</li>\n" : "The phone does not hold it.</li>\n"
    }
    let messages = phone.statusMessages.map { "“\(html($0))”" }
    text += "<li>Status Messages: \(messages.isEmpty ? "nothing about trust" : "")"
    text += "\(messages.joined(separator: ", ")).</li>\n"
    if phone.nextMessages != phone.statusMessages {
      let next = phone.nextMessages.map { "“\(html($0))”" }
      text += "<li>After its next boot: \(next.isEmpty ? "nothing about trust" : "")"
      text += "\(next.joined(separator: ", ")).</li>\n"
    }
    text += "<li>ITL File Status in CUCM: \(html(phone.fileStatus)).</li>\n</ul>\n"
    return Section(id: "one-phone", title: title, body: text)
  }

  /// The plan as it was carried out: what the numbers of the drawing stand for.
  var plan: Section {
    let rows = report.steps.map { step -> [String] in
      var outcome = step.outcome.rawValue
      if let late = step.late { outcome += ", late by \(late)" }
      let notes = step.notes.prefix(5).map { "<br>\(html($0))" }.joined()
      var registered = step.registered.map(Words.number) ?? ""
      if let floor = step.registeredFloor, floor != step.registered {
        registered += " (at least \(Words.number(floor)))"
      }
      let isDone = step.outcome == .done
      return [
        "\(step.number)", htmlLine(step.began ?? ""), code(step.text) + notes,
        isDone ? html(outcome) : "<strong>\(html(outcome))</strong>",
        htmlLine(step.promptBack ?? ""), registered, step.refusing.map(Words.number) ?? "",
        step.haveRefused.map(Words.number) ?? "",
      ]
    }
    guard !rows.isEmpty else { return Section(id: "plan", title: "", body: "") }
    let table = HTMLTable(
      caption: "The steps, and what was so when each had given its prompt back",
      head: [
        "Step", "Began", "What", "Outcome", "Prompt back", "Registered",
        "Would refuse", "Have refused",
      ],
      numeric: [0, 5, 6, 7], rows: rows)
    return Section(id: "plan", title: "The plan", body: table.text)
  }

  var kinds: Section {
    let rows = report.kinds.map { kind -> [String] in
      var registration = kind.registeredAt.map { "registered at \(html($0))" } ?? "not registered"
      if !kind.isPowered { registration = "switched off" }
      return [
        html(kind.description), Words.number(kind.phones), phoneLink(kind.firstPhone),
        htmlWord(kind.trust.word), registration, html(kind.reason), Words.number(kind.trustPaths),
        kind.remedies.prefix(3).map(code).joined(separator: "<br>"),
      ]
    }
    guard !rows.isEmpty else { return Section(id: "kinds", title: "", body: "") }
    let table = HTMLTable(
      caption: "Kinds of phones at the end, the worst first",
      head: [
        "Phones", "Number", "First", "State", "Registration", "Reason", "Trust paths",
        "Recovery",
      ], numeric: [1, 6], rows: rows)
    return Section(
      id: "kinds", title: "Kinds of phones",
      body: table.text
        + "<p class=\"note\">Trust paths: routes by which a phone can still accept a list "
        + "it does not have yet.</p>\n")
  }

  var assumptions: Section {
    let assumptions = report.assumptions
    var text = ""
    if !assumptions.dependsOn.isEmpty {
      let rows = assumptions.dependsOn.map { set -> [String] in
        let unmet = set.unmet.map(html).joined(separator: "; ")
        return [
          Words.together(set.rules.map { ruleLink($0.rule) }),
          set.rules.map { code($0.assumed) }.joined(separator: ", "),
          set.rules.map { code($0.alternative) }.joined(separator: ", "),
          "not met: \(unmet)" + (set.isAccepted ? " (accepted by the plan)" : ""),
        ]
      }
      text +=
        HTMLTable(
          caption: "Undocumented behaviours on which the verdict depends",
          head: ["Behaviour", "Assumed", "Alternative", "Under the alternative"], rows: rows
        ).text
    }
    var remarks = assumptions.remarks(verdict: report.verdict)
    if !assumptions.dependsOn.isEmpty { remarks.removeFirst() }
    text += remarks.map { "<p>\(html($0.capitalizedFirst)).</p>\n" }.joined()
    if !assumptions.involved.isEmpty {
      text += "<p>Examined: \(Words.counted(assumptions.classes, "class", "classes")) of "
      text += "interpretations of "
      text += "\(assumptions.involved.map(ruleLink).joined(separator: ", ")).</p>\n"
    }
    if !assumptions.settled.isEmpty {
      text += "<p>Set by the plan: "
      text += "\(assumptions.settled.map(code).joined(separator: ", ")).</p>\n"
    }
    return Section(id: "assumptions", title: "Assumptions", body: text)
  }

  var timeline: Section {
    let rows = report.timeline.map { event -> [String] in
      let parts = [event.command.map(code), event.text.isEmpty ? nil : html(event.text)]
      return [
        htmlLine(event.time), event.step.map(String.init) ?? "",
        parts.compactMap(\.self).joined(separator: ", "),
      ]
    }
    guard !rows.isEmpty else { return Section(id: "timeline", title: "", body: "") }
    let table = HTMLTable(
      caption: "What happened, in order", head: ["Time", "Step", "What"], numeric: [1],
      rows: rows, limit: 2_000,
      strong: Set(report.timeline.indices.filter { report.timeline[$0].command != nil }))
    return Section(id: "timeline", title: "Timeline", body: table.text)
  }

  var outputs: Section {
    let shown = report.steps.filter { $0.output != nil }
    var text = ""
    for step in shown.prefix(50) {
      text += "<details><summary>Step \(step.number), \(html(step.text))</summary>\n"
      text += "<pre tabindex=\"0\">\(XMLText.lines(step.output ?? ""))</pre></details>\n"
    }
    if shown.count > 50 { text += "<p>And \(Words.number(shown.count - 50)) more.</p>\n" }
    return Section(id: "outputs", title: "Output of commands", body: text)
  }

  var more: Section {
    var text = ""
    if !report.rules.isEmpty {
      text += "<details><summary>Rules applied</summary>\n"
      text +=
        HTMLTable(
          caption: "Rules applied", head: ["Rule", "Statement", "Known", "Source"],
          rows: report.rules.map {
            [code($0.name), html($0.statement), html($0.basis), html($0.source)]
          }, identifiers: report.rules.map { "rule-\($0.name)" }
        ).text + "</details>\n"
    }
    if !report.outages.isEmpty {
      text += "<details><summary>Longest outages</summary>\n"
      text +=
        HTMLTable(
          caption: "Longest outages", head: ["Phones", "Longest", "Phone"],
          rows: report.outages.map {
            [html($0.description), html($0.longest), $0.phone.map(phoneLink) ?? ""]
          }
        ).text + "</details>\n"
    }
    text += "<details><summary>Time constants</summary>\n"
    text +=
      HTMLTable(
        caption: "Time constants", head: ["Name", "Value", "From"],
        rows: report.times.map {
          [code($0.name), html($0.value), $0.from]
        }
      ).text + "</details>\n"
    text += "<details><summary>Not modelled</summary>\n<ul>"
    text += report.leftOut.map { "<li>\(html($0))</li>" }.joined()
    return Section(id: "more", title: "More", body: text + "</ul></details>\n")
  }

  /// The name of a rule, with a way to its statement where the page has it.
  func ruleLink(_ rule: String) -> String {
    report.rules.contains { $0.name == rule }
      ? "<a href=\"#rule-\(html(rule))\">\(code(rule))</a>" : code(rule)
  }
}
