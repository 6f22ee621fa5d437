/// The phones of the page: a search over rows that the script makes from runs of neighbours.
struct HTMLPhones {
  private let report: Report
  /// Fates whose phones are listed; the others are shown as kinds only.
  private let listed: Set<Int>
  /// How many of them are listed, in file order.
  let count: Int

  init(_ report: Report) {
    self.report = report
    let isWhole = report.phones <= HTMLReport.phoneLimit
    let wanted = isWhole ? nil : Self.wordsAskedFor(report)
    let listed = Set(
      report.fates.indices.filter { fate in
        guard let word = report.lastStanding(ofFate: fate)?.word else { return false }
        return wanted?.contains(word) ?? true
      })
    self.listed = listed
    let all = report.fates.indices.reduce(0) {
      $0 + (listed.contains($1) ? report.fates[$1].phones : 0)
    }
    count = report.inventory == nil ? 0 : min(all, HTMLReport.phoneLimit)
  }

  /// Words that expectations name, else those that have lost trust.
  static func wordsAskedFor(_ report: Report) -> Set<String> {
    let known = Set(report.words.map(\.word))
    var asked: Set<String> = []
    for expectation in report.expectations {
      for part in expectation.statement.split(separator: " ") {
        if known.contains(String(part)) { asked.insert(String(part)) }
        if part == "lost-trust" { asked.formUnion(["locked", "stranded"]) }
      }
    }
    return asked.isEmpty ? ["locked", "stranded"] : asked
  }

  /// What the script reads.
  var json: JSONValue {
    var names = RunsOfNames()
    var fates = RunsOfPlaces()
    var left = count
    report.inventory?.forEachStretch { stretch in
      guard left > 0, listed.contains(stretch.fate) else { return }
      let taken = min(left, stretch.count)
      names.add(stretch.first, count: taken)
      fates.add(Int32(stretch.fate), count: Int32(taken))
      left -= taken
    }
    return .object([
      JSONMember("names", names.json), JSONMember("runs", fates.json),
      JSONMember(
        "censuses",
        .array(report.censuses.map { .array([.string($0.time), .string(occasion($0))]) })
      ),
      JSONMember("standings", .array(count == 0 ? [] : report.standings.map(row))),
      JSONMember(
        "fates",
        .array(
          count == 0
            ? []
            : report.fates.map { fate in
              .array(fate.changes.map { .array([.number($0.census), .number($0.standing)]) })
            })),
    ])
  }

  private func occasion(_ census: ReportedCensus) -> String {
    guard let number = census.step, let step = report.steps.first(where: { $0.number == number })
    else { return census.occasion }
    return "step \(number), \(TextLayout.cut(step.text, to: 120))"
  }

  private func row(_ standing: ReportedStanding) -> JSONValue {
    let registration =
      !standing.isPowered
      ? "switched off"
      : standing.registeredAt.map {
        "registered at \($0)" + (standing.hasOldConfiguration ? ", old configuration" : "")
      } ?? "not registered"
    return .array(
      [
        standing.description, standing.model, standing.group, standing.site, standing.word,
        registration, standing.because, "\(standing.waysLeft)", standing.decisiveRule ?? "",
        standing.remedies.first ?? "",
      ].map { .string(TextLayout.cut(Words.safe($0), to: 400)) })
  }
}

extension HTMLReport {
  var phones: Section {
    let phones = HTMLPhones(report)
    guard phones.count > 0 else { return Section(id: "phones", title: "", body: "") }
    var text = ""
    if phones.count < report.phones {
      let words = HTMLPhones.wordsAskedFor(report).sorted().joined(separator: ", ")
      text += "<p>Of \(Words.number(report.phones)) phones these are listed: "
      text += "\(phones.count == HTMLReport.phoneLimit ? "the first " : "")"
      text += "\(Words.number(phones.count)) that end \(html(words)). The CSV report has all.</p>\n"
    }
    text += """
      <noscript><p>The list of phones needs JavaScript; everything else does not.</p></noscript>
      <form id="filters" role="search" aria-label="Phones">
      <label>Search <input type="search" id="q" autocomplete="off" spellcheck="false" \
      placeholder="SEP…, model, rule"></label>
      <label>Stands <select id="f-word"><option value="">any</option></select></label>
      <label>Group <select id="f-group"><option value="">any</option></select></label>
      <label>Site <select id="f-site"><option value="">any</option></select></label>
      <button type="reset">Clear</button>
      </form>
      <p id="found" role="status"></p>
      <div id="list" class="wide list" role="region" tabindex="0" aria-label="List of phones">
      <table aria-label="Phones">
      <thead><tr><th scope="col">Phone</th><th scope="col">Stands</th>\
      <th scope="col">Kind</th><th scope="col">Registration</th>\
      <th scope="col">Anchor or decisive rule</th><th scope="col">What helps</th></tr></thead>
      <tbody id="rows"></tbody>
      </table>
      </div>

      """
    return Section(id: "phones", title: "Phones", body: text)
  }
}
