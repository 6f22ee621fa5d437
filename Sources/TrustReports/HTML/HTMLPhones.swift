import ClusterModel
import SimulationTrace
import TextFormats

/// The phones of the page: a search over rows that the script makes from runs of neighbours.
struct HTMLPhones {
  private let report: Report
  /// The word at the end of each fate; nil: its phones are shown as kinds only.
  private let wordOfFate: [String?]
  /// Words that have a place, the worst first, and how many phones of each are listed.
  let listed: [(word: String, count: Int)]

  init(_ report: Report) {
    self.report = report
    let wanted = report.phones <= HTMLReport.phoneLimit ? nil : Self.wordsAskedFor(report)
    wordOfFate = report.fates.indices.map { fate in
      guard let word = report.lastStanding(ofFate: fate)?.trust.word else { return nil }
      return wanted?.contains(word) ?? true ? word : nil
    }
    var phones: [String: Int] = [:]
    for (fate, word) in zip(report.fates, wordOfFate) {
      if let word { phones[word, default: 0] += fate.phones }
    }
    // Where not all have room, those in trouble have it first.
    var left = report.inventory == nil ? 0 : HTMLReport.phoneLimit
    listed = report.words.compactMap { word in
      let count = min(left, phones[word.word] ?? 0)
      left -= count
      return count > 0 ? (word.word, count) : nil
    }
  }

  /// The file as somebody may type it; what a shell would read otherwise is left to him.
  private static func typed(_ file: String) -> String {
    let isPlain = file.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "/"),
        UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    return isPlain && !file.isEmpty && !file.hasPrefix("-") ? file : "FILE"
  }

  /// How many phones are listed.
  var count: Int { listed.reduce(0) { $0 + $1.count } }

  /// Words that expectations name, else those that have lost trust.
  static func wordsAskedFor(_ report: Report) -> Set<String> {
    let known = Set(report.words.map(\.word))
    let lost = TrustWord.allCases.filter(\.isLost).map(\.rawValue)
    var asked: Set<String> = []
    for expectation in report.expectations {
      for part in expectation.statement.split(separator: " ") {
        if known.contains(String(part)) { asked.insert(String(part)) }
        if part == Measure.lostTrust.rawValue { asked.formUnion(lost) }
      }
    }
    return asked.isEmpty ? Set(lost) : asked
  }

  /// What the script reads.
  var json: JSONValue {
    var names = RunsOfNames()
    var fates = RunsOfPlaces()
    var left = Dictionary(listed.map { ($0.word, $0.count) }) { first, _ in first }
    var all = count
    report.inventory?.forEachStretch { stretch in
      guard all > 0, wordOfFate.indices.contains(stretch.fate),
        let word = wordOfFate[stretch.fate], let room = left[word], room > 0
      else { return }
      let taken = min(room, stretch.count)
      names.add(stretch.first, count: taken)
      fates.add(Int32(stretch.fate), count: Int32(taken))
      left[word] = room - taken
      all -= taken
    }
    return .object([
      JSONMember("file", .string(Self.typed(report.files.first ?? ""))),
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
    else {
      return ["start", "end"].contains(census.occasion) ? census.occasion : "“\(census.occasion)”"
    }
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
        standing.description, standing.model, standing.group, standing.site, standing.trust.word,
        registration, standing.reason, "\(standing.trustPaths)",
        standing.trust.rule ?? standing.service.rule ?? "",
        standing.remedies.first ?? "",
      ].map { .string(TextLayout.cut(Words.safe($0), to: 400)) })
  }
}

extension HTMLReport {
  /// Every phone has a row of its own.
  private var listsAll: Bool { report.inventory != nil && report.phones <= Self.phoneLimit }

  /// A phone's name, with the way to its story where the page has it.
  func phoneLink(_ name: String) -> String {
    listsAll
      ? "<a class=\"t\" href=\"#phones&amp;phone=\(html(name))\">\(html(name))</a>"
      : htmlLine(name)
  }

  /// A number of phones, with the way to the list of those that stand so.
  func phonesLink(_ count: Int, word: TrustWord) -> String {
    listsAll && count > 0
      ? "<a href=\"#phones&amp;word=\(html(word.rawValue))\">\(Words.number(count))</a>"
      : Words.number(count)
  }

  var phones: Section {
    let phones = HTMLPhones(report)
    guard phones.count > 0 else { return Section(id: "phones", title: "", body: "") }
    var text = ""
    if phones.count < report.phones {
      let words = phones.listed.map { listed -> String in
        let all = report.words.first { $0.word == listed.word }?.atEnd ?? listed.count
        let count = Words.number(listed.count)
        return (all > listed.count ? "the first \(count)" : "the \(count)")
          + " that end \(htmlWord(listed.word))"
      }
      text += "<p>Of \(Words.number(report.phones)) phones these are listed: "
      text += "\(Words.list(words)). The CSV report has all.</p>\n"
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
      <th scope="col">Kind</th><th scope="col">Registered at</th>\
      <th scope="col">Reason</th><th scope="col">Recovery</th></tr></thead>
      <tbody id="rows"></tbody>
      </table>
      </div>

      """
    return Section(id: "phones", title: "Phones", body: text)
  }
}
